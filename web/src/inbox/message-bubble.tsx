import { UnstyledButton } from '@mantine/core';
import { Inbox, Megaphone, StickyNote, Zap } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, PlatformName } from '../api/types';
import { Attachments } from './media/attachments';
import { isVisual, wordsBeside } from './media/kinds';
import { MessageActions, useActs } from './message-actions';
import classes from './message.module.css';
import { isFromElsewhere } from './message-rules';
import { MessageText } from './message-text';
import { StatusIcon } from './message-status';
import { Quote } from './quote';
import { SystemLine } from './system-line';
import { Time } from './message-time';

const MARKS = { auto: Zap, broadcast: Megaphone, note: StickyNote } as const;

function Mark({ kind }: { kind: keyof typeof MARKS }) {
  const { t } = useTranslation();
  const Icon = MARKS[kind];
  return (
    <span className={classes.mark}>
      <Icon size={12} aria-hidden />
      {t(`chat.kind.${kind}`)}
    </span>
  );
}

/** Who wrote it, where that is not plain from its side and colour. */
function By({ message, platform, joined }: BubbleProps) {
  const { t } = useTranslation();
  const { kind, author } = message;
  const marked = kind === 'auto' || kind === 'broadcast' || kind === 'note';
  const showAuthor = author !== null && kind !== 'incoming' && !joined;
  const elsewhere = isFromElsewhere(message);
  if (!marked && !showAuthor && !elsewhere) return null;
  return (
    <div className={classes.by}>
      {showAuthor && <bdi>{author.name}</bdi>}
      {marked && <Mark kind={kind} />}
      {elsewhere && (
        <span className={classes.mark} data-elsewhere>
          <Inbox size={12} aria-hidden />
          {t('act.elsewhere', { platform: t(`platform.${platform}`) })}
        </span>
      )}
    </div>
  );
}

/** Why it did not arrive, and the way to try again. */
function Failure({ message }: { message: Message }) {
  const { t } = useTranslation();
  const acts = useActs();
  const { status, error } = message;
  const lost = status === 'failed' || status === 'uncertain';
  if (!lost && (!error || message.kind !== 'outgoing')) return null;
  const known = error && t(`errors.${error.code}`, { defaultValue: '' });
  const reason = known || error?.text || '';
  const what = lost ? t(`chat.status.${status}`) : t('act.changeFailed');
  return (
    <div className={classes.failure} data-status={status}>
      <span>
        {what}
        {reason && `: ${reason}`}
      </span>
      {lost && acts.allowed(message).retry && (
        <UnstyledButton className={classes.act} onClick={() => acts.retry(message)}>
          {t('chat.retry')}
        </UnstyledButton>
      )}
    </div>
  );
}

/** Changed or taken back, by the client or by us (CHT-9). */
function Changed({ message }: { message: Message }) {
  const { t } = useTranslation();
  if (message.deleted_at) return <span className={classes.changed}>{t('act.deleted')}</span>;
  if (message.edited_at) return <span className={classes.changed}>{t('act.edited')}</span>;
  return null;
}

interface BubbleProps {
  message: Message;
  platform: PlatformName;
  /** Follows another of the same person closely. */
  joined: boolean;
}

/** How the bubble wraps what is in it: a sticker has none, pictures reach almost to its edge. */
function wrapOf(message: Message): 'bare' | 'picture' | undefined {
  const [first] = message.attachments;
  // The same before and after it came, so that nothing jumps.
  if (message.reply_to || (first?.state !== 'ready' && first?.state !== 'waiting'))
    return undefined;
  if (message.content === 'sticker' || message.content === 'video_note') return 'bare';
  return isVisual(first) ? 'picture' : undefined;
}

/** One message of a chat: client left, staff and machines right, notes across. */
export const MessageBubble = memo(function MessageBubble(props: BubbleProps) {
  const { message, joined } = props;
  const { kind, content } = message;
  if (kind === 'system') return <SystemLine message={message} />;
  const text = wordsBeside(message);
  return (
    <div
      className={classes.place}
      data-kind={kind}
      data-joined={joined || undefined}
      data-deleted={message.deleted_at ? '' : undefined}
    >
      <div className={classes.line}>
        <article
          className={classes.bubble}
          data-message={message.id}
          data-status={message.status ?? undefined}
          data-content={content}
          data-wrap={wrapOf(message)}
        >
          <By {...props} />
          {message.reply_to && <Quote quoted={message.reply_to} />}
          <Attachments message={message} />
          {text && <MessageText text={text} />}
        </article>
        <span className={classes.meta}>
          <Time time={message.created_at} />
          <Changed message={message} />
          {message.status && kind !== 'note' && <StatusIcon status={message.status} />}
          <MessageActions message={message} />
        </span>
      </div>
      <Failure message={message} />
    </div>
  );
});
