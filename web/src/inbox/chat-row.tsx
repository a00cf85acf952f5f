import { ArrowRightLeft, Building2, Repeat2, UserRound } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Chat, Tab } from '../api/types';
import { isRepeat } from '../cache/tab-of-chat';
import { shortTime, waitingTime } from '../text/time';
import { Avatar } from '../ui/avatar';
import { useNow } from '../ui/use-now';
import classes from './chat-row.module.css';
import { useLastWords } from './last-words';

interface ChatRowProps {
  chat: Chat;
  href: string;
  open: boolean;
  tab: Tab;
  /** It is passed to whoever looks. */
  offered: boolean;
}

/** How long the client waits; without a wait, when something last happened. */
function When({ chat }: { chat: Chat }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (chat.waiting_since) {
    const time = waitingTime(chat.waiting_since, now, i18n.language);
    const title = t('inbox.waiting', { time });
    return (
      <span
        className={classes.when}
        data-late={chat.unclaimed || undefined}
        title={chat.unclaimed ? t('inbox.unclaimed') : title}
      >
        {chat.unclaimed && <span className="sr-only">{t('inbox.unclaimed')}. </span>}
        <span aria-label={title}>{time}</span>
      </span>
    );
  }
  const last = chat.last_message?.created_at ?? chat.created_at;
  return <span className={classes.when}>{shortTime(last, now, i18n.language)}</span>;
}

type WhoProps = Pick<ChatRowProps, 'chat' | 'tab' | 'offered'>;

/** In New: who answered a repeat appeal before. Elsewhere: who answers now, or passes it. */
function Who({ chat, tab, offered }: WhoProps) {
  const { t } = useTranslation();
  if (offered) {
    return (
      <span className={classes.who} data-offered>
        <ArrowRightLeft size={12} aria-hidden />
        {t('hold.offeredRow')}
      </span>
    );
  }
  const name = chat.responsible?.name;
  if (isRepeat(chat)) {
    const title = name ? t('inbox.repeat', { name }) : t('inbox.repeatPlain');
    return (
      <span className={classes.who} title={title} data-repeat>
        <Repeat2 size={13} aria-hidden />
        <span className="sr-only">{t('inbox.repeatPlain')}. </span>
        {name}
      </span>
    );
  }
  if (!name || tab === 'mine' || tab === 'new') return null;
  return (
    <span className={classes.who} title={`${t('chat.responsible')}: ${name}`}>
      <UserRound size={12} aria-hidden />
      {name}
    </span>
  );
}

/** One line of the list: who, last words, since when, whose, how much is unread. */
export const ChatRow = memo(function ChatRow(props: ChatRowProps) {
  const { chat, href, open, tab, offered } = props;
  const { t } = useTranslation();
  const words = useLastWords(chat);
  return (
    <Link
      href={href}
      className={classes.row}
      aria-current={open ? 'true' : undefined}
      data-unclaimed={chat.unclaimed || undefined}
      data-offered={offered || undefined}
      data-chat={chat.id}
    >
      <Avatar
        id={chat.client.id}
        name={chat.client.name}
        photo={chat.client.photo_url}
        size={42}
        platform={chat.channel.platform}
      />
      <span className={classes.rowText}>
        <span className={classes.rowTop}>
          <bdi className={classes.name}>{chat.client.name}</bdi>
          <When chat={chat} />
        </span>
        <span className={classes.rowBottom}>
          <bdi className={classes.words}>{words}</bdi>
          {chat.unread > 0 && (
            <span className={classes.unread} aria-label={t('inbox.unread', { count: chat.unread })}>
              {chat.unread > 99 ? '99+' : chat.unread}
            </span>
          )}
        </span>
        <span className={classes.rowFoot}>
          <span className={classes.channel}>
            {chat.department && (
              <span className={classes.department} title={t('hold.department')}>
                <Building2 size={12} aria-hidden />
                <bdi>{chat.department.name}</bdi>
              </span>
            )}
            <span className={classes.channelName}>{chat.channel.name}</span>
          </span>
          <Who chat={chat} tab={tab} offered={offered} />
        </span>
      </span>
    </Link>
  );
});
