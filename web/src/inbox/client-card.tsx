import { ActionIcon, Anchor } from '@mantine/core';
import { BellOff, CircleCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat } from '../api/types';
import { Avatar } from '../ui/avatar';
import classes from './client-card.module.css';

/** Only an address of the web, or of a person in the Telegram application, may become a link. */
function profileAddress(url: string | null): string | null {
  return url && /^(https?:\/\/|tg:\/\/user\?id=\d+$)/i.test(url) ? url : null;
}

function nameOf(type: 'language' | 'region', code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ chat }: { chat: Chat }) {
  const { t, i18n } = useTranslation();
  const { client } = chat;
  const profile = profileAddress(client.profile_url);
  const platform = t(`platform.${chat.channel.platform}`);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' });
  return (
    <dl className={classes.facts}>
      {profile && (
        <Field name={t('card.profile')}>
          <Anchor href={profile} target="_blank" rel="noreferrer noopener" size="sm">
            {t('person.openProfile', { platform })}
          </Anchor>
        </Field>
      )}
      <Field name={t('card.channel')}>
        {platform} · {chat.channel.name}
      </Field>
      <Field name={t('card.language')}>
        {client.language ? nameOf('language', client.language, i18n.language) : t('card.unknown')}
      </Field>
      {client.country && (
        <Field name={t('person.country')}>{nameOf('region', client.country, i18n.language)}</Field>
      )}
      {client.came_by && <Field name={t('person.cameBy')}>{client.came_by}</Field>}
      <Field name={t('card.firstContact')}>{day.format(new Date(chat.created_at))}</Field>
      <Field name={t('card.dialogs')}>{chat.dialogs}</Field>
      <Field name={t('card.subscription')}>
        <span className={classes.subscription} data-on={client.subscribed}>
          {client.subscribed ? (
            <CircleCheck size={15} aria-hidden />
          ) : (
            <BellOff size={15} aria-hidden />
          )}
          {t(client.subscribed ? 'person.subscribed' : 'person.unsubscribed')}
        </span>
      </Field>
    </dl>
  );
}

interface ClientCardProps {
  chat: Chat;
  /** Asked for where the screen has no room for it beside the chat. */
  shown: boolean;
  onClose: () => void;
}

/** Who the client is, as far as the messenger tells (CRD-1). */
export function ClientCard({ chat, shown, onClose }: ClientCardProps) {
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
          size={84}
          platform={chat.channel.platform}
        />
        <h2 className={classes.cardName}>
          <bdi>{client.name}</bdi>
        </h2>
        {client.username && <span className={classes.cardUser}>@{client.username}</span>}
      </div>
      <Facts chat={chat} />
    </aside>
  );
}
