import { ActionIcon, Button } from '@mantine/core';
import { ArrowLeft, Check, PanelRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Chat, Id } from '../api/types';
import { isResponsible } from '../cache/tab-of-chat';
import { useMyId } from '../session/live-context';
import { Avatar } from '../ui/avatar';
import classes from './chat.module.css';
import card from './client-card.module.css';
import frame from './inbox.module.css';
import { usePlace } from './use-place';

export interface ChatAction {
  run: () => void;
  pending: boolean;
}

/** Who is in the chat from our side, the responsible first (CHT-1). */
function Participants({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const me = useMyId();
  if (chat.state !== 'active') return <span>{chat.channel.name}</span>;
  const people = [...chat.participants].sort((a) => (a.role === 'responsible' ? -1 : 1));
  return (
    <>
      {people.map((person) => (
        <span key={person.id} className={classes.participant}>
          {person.role === 'responsible' ? `${t('chat.responsible')}: ` : '+ '}
          <bdi>{person.name}</bdi>
          {person.id === me && ` (${t('common.you')})`}
        </span>
      ))}
    </>
  );
}

interface ChatHeaderProps {
  project: Id;
  chat: Chat;
  onCard: () => void;
  done: ChatAction;
}

export function ChatHeader({ project, chat, onCard, done }: ChatHeaderProps) {
  const { t } = useTranslation();
  const me = useMyId();
  const { href } = usePlace(project);
  return (
    <header className={classes.head}>
      <ActionIcon
        component={Link}
        href={href(null)}
        className={frame.onlyNarrow}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('common.back')}
      >
        <ArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <Avatar
        id={chat.client.id}
        name={chat.client.name}
        photo={chat.client.photo_url}
        size={38}
        platform={chat.channel.platform}
      />
      <div className={classes.headText}>
        <h2 className={classes.headName}>
          <bdi>{chat.client.name}</bdi>
        </h2>
        <div className={classes.headSub}>
          <Participants chat={chat} />
        </div>
      </div>
      {isResponsible(chat, me) && (
        <Button
          size="sm"
          variant="light"
          leftSection={<Check size={16} aria-hidden />}
          loading={done.pending}
          onClick={done.run}
          title="E"
        >
          {t('chat.done')}
        </Button>
      )}
      <ActionIcon
        className={card.cardToggle}
        variant="subtle"
        color="gray"
        size="lg"
        onClick={onCard}
        aria-label={t('chat.card')}
        title={t('chat.card')}
      >
        <PanelRight size={18} aria-hidden />
      </ActionIcon>
    </header>
  );
}
