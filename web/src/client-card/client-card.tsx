import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../api/types';
import { loadWords } from '../i18n';
import { Avatar } from '../ui/avatar';
import classes from './card.module.css';

// The chat is what people open an inbox for; what they edit beside it comes right after.
const CardBody = lazy(async () => {
  const [body] = await Promise.all([import('./card-body'), loadWords('card')]);
  return body;
});

interface ClientCardProps {
  project: Id;
  chat: Chat;
  /** False for who may only read the card. */
  editable: boolean;
  /** Asked for where the screen has no room for it beside the chat. */
  shown: boolean;
  onClose: () => void;
  /** Somebody wants to see where a dialog begins. */
  onDialog: (dialog: Id) => void;
}

/** Who the client is: from the messenger, and from what the staff wrote (CRD-1 to CRD-8). */
export function ClientCard({ project, chat, editable, shown, onClose, onDialog }: ClientCardProps) {
  const { t } = useTranslation();
  const { client } = chat;
  return (
    <aside className={classes.card} data-shown={shown || undefined} aria-label={t('chat.card')}>
      <ActionIcon
        className={classes.cardClose}
        variant="subtle"
        color="gray"
        onClick={onClose}
        aria-label={t('common.close')}
      >
        <X size={18} aria-hidden />
      </ActionIcon>
      <div className={classes.cardHead}>
        <Avatar
          id={client.id}
          name={client.name}
          photo={client.photo_url}
          size={56}
          platform={chat.channel.platform}
        />
        <div className={classes.cardWho}>
          <h2 className={classes.cardName}>
            <bdi>{client.name}</bdi>
          </h2>
          <span className={classes.cardUser}>
            {t(`platform.${chat.channel.platform}`)}
            {client.username && ` · @${client.username}`}
          </span>
        </div>
      </div>
      <Suspense>
        <CardBody project={project} client={client.id} editable={editable} onDialog={onDialog} />
      </Suspense>
    </aside>
  );
}
