import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../outbox/item';
import { useConnection, useLive } from '../session/live-context';
import { Attachments } from './media/attachments';
import { carrierOf } from './media/kinds';
import classes from './message.module.css';
import { MessageText } from './message-text';
import { StatusIcon } from './message-status';

/** What was written here and the server has not confirmed: on its way, waiting, or refused. */
export function UnsentBubble({ item }: { item: OutboxItem }) {
  const { t } = useTranslation();
  const { outbox } = useLive();
  const up = useConnection() === true;
  const kind = item.kind === 'note' ? 'note' : 'outgoing';
  const status = item.refused ? 'failed' : 'sending';
  return (
    <div className={classes.place} data-kind={kind}>
      <div className={classes.line}>
        <article className={classes.bubble} data-status={status} data-key={item.key}>
          {item.extras?.reply_to && (
            <div className={classes.quote}>{item.extras.reply_to.text || t('act.quotedMedia')}</div>
          )}
          {item.extras && (
            <Attachments message={carrierOf(item.key, item.text, item.extras.files)} />
          )}
          {item.text && <MessageText text={item.text} />}
        </article>
        <span className={classes.meta}>
          <StatusIcon
            status={status}
            label={!up && !item.refused ? t('chat.offline') : undefined}
          />
        </span>
      </div>
      {item.refused && (
        <div className={classes.failure} data-status="failed">
          <span>{t([`errors.${item.refused}`, 'errors.unknown'])}</span>
          <UnstyledButton className={classes.act} onClick={() => outbox.retry(item.key)}>
            {t('chat.retry')}
          </UnstyledButton>
          <UnstyledButton className={classes.act} onClick={() => outbox.remove(item.key)}>
            {t('chat.discard')}
          </UnstyledButton>
        </div>
      )}
    </div>
  );
}
