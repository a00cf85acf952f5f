import { UnstyledButton } from '@mantine/core';
import { Megaphone, StickyNote, Zap } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Content, Message } from '../api/types';
import { contentIcons } from './content-icon';
import classes from './message.module.css';
import { MessageText } from './message-text';
import { StatusIcon } from './message-status';
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

function ContentChip({ content }: { content: Exclude<Content, 'text'> }) {
  const { t } = useTranslation();
  const Icon = contentIcons[content];
  return (
    <span className={classes.chip} data-content={content}>
      <Icon size={15} aria-hidden />
      {t(`chat.content.${content}`)}
    </span>
  );
}

/** Why it did not arrive, and the way to try again. */
function Failure({ message, onRetry }: { message: Message; onRetry: (() => void) | null }) {
  const { t } = useTranslation();
  if (message.status !== 'failed' && message.status !== 'uncertain') return null;
  const known = message.error && t(`errors.${message.error.code}`, { defaultValue: '' });
  const reason = known || message.error?.text || '';
  return (
    <div className={classes.failure} data-status={message.status}>
      <span>
        {t(`chat.status.${message.status}`)}
        {reason && `: ${reason}`}
      </span>
      {onRetry && (
        <UnstyledButton className={classes.act} onClick={onRetry}>
          {t('chat.retry')}
        </UnstyledButton>
      )}
    </div>
  );
}

interface BubbleProps {
  message: Message;
  /** Follows another of the same person closely. */
  joined: boolean;
  /** Null when this person may not. */
  onRetry: ((message: Message) => void) | null;
}

/** One message of a chat: client left, staff and machines right, notes across. */
export const MessageBubble = memo(function MessageBubble({
  message,
  joined,
  onRetry,
}: BubbleProps) {
  const { kind, content, author } = message;
  if (kind === 'system') return <SystemLine message={message} />;
  const marked = kind === 'auto' || kind === 'broadcast' || kind === 'note';
  const showAuthor = author !== null && kind !== 'incoming' && !joined;
  const retry = onRetry && (() => onRetry(message));
  return (
    <div className={classes.place} data-kind={kind} data-joined={joined || undefined}>
      <div className={classes.line}>
        <article
          className={classes.bubble}
          data-message={message.id}
          data-status={message.status ?? undefined}
        >
          {(marked || showAuthor) && (
            <div className={classes.by}>
              {showAuthor && <bdi>{author.name}</bdi>}
              {marked && <Mark kind={kind} />}
            </div>
          )}
          {content !== 'text' && <ContentChip content={content} />}
          {message.text && <MessageText text={message.text} />}
        </article>
        <span className={classes.meta}>
          <Time time={message.created_at} />
          {message.status && kind !== 'note' && <StatusIcon status={message.status} />}
        </span>
      </div>
      <Failure message={message} onRetry={retry} />
    </div>
  );
});
