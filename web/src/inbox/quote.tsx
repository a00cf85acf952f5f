import { useTranslation } from 'react-i18next';
import type { Message } from '../api/types';
import classes from './message.module.css';
import { useActs } from './message-actions';

/** The first words of the message that this one answers; pressed, it comes into view. */
export function Quote({ quoted }: { quoted: NonNullable<Message['reply_to']> }) {
  const { t } = useTranslation();
  const acts = useActs();
  return (
    <button
      type="button"
      className={classes.quote}
      onClick={() => acts.show(quoted.message)}
      title={t('act.toQuoted')}
    >
      <span className="sr-only">{t('act.replyTo')}: </span>
      <bdi>{quoted.text || t('act.quotedMedia')}</bdi>
    </button>
  );
}
