import { Anchor } from '@mantine/core';
import { BellOff, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../api/types';
import classes from './list.module.css';

/** Only an address of the web, or of a person in the Telegram application, may become a link. */
function profileAddress(url: string | null): string | null {
  return url && /^(https?:\/\/|tg:\/\/user\?id=\d+$)/i.test(url) ? url : null;
}

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the messenger tells by itself (CRD-1). */
export function Facts({ client }: { client: ClientCard }) {
  const { t, i18n } = useTranslation();
  const profile = profileAddress(client.profile_url);
  const platform = t(`platform.${client.channel.platform}`);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' });
  return (
    <dl className={classes.lines}>
      {profile && (
        <Fact name={t('card.profile')}>
          <Anchor
            className={classes.profile}
            href={profile}
            target="_blank"
            rel="noreferrer noopener"
            size="sm"
          >
            {t('person.openProfile', { platform })}
          </Anchor>
        </Fact>
      )}
      <Fact name={t('card.channel')}>
        {platform} · {client.channel.name}
      </Fact>
      {client.language && (
        <Fact name={t('card.language')}>{languageName(client.language, i18n.language)}</Fact>
      )}
      {client.came_by && <Fact name={t('person.cameBy')}>{client.came_by}</Fact>}
      <Fact name={t('card.firstContact')}>{day.format(new Date(client.created_at))}</Fact>
      <Fact name={t('card.subscription')}>
        <span className={classes.subscription} data-on={client.subscribed}>
          {client.subscribed ? (
            <CircleCheck size={15} aria-hidden />
          ) : (
            <BellOff size={15} aria-hidden />
          )}
          {t(client.subscribed ? 'person.subscribed' : 'person.unsubscribed')}
        </span>
      </Fact>
    </dl>
  );
}
