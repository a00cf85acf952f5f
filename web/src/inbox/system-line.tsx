import { useTranslation } from 'react-i18next';
import type { Message } from '../api/types';
import { Time } from './message-time';
import classes from './message.module.css';

/** What happened to the chat, for staff only (CHT-4). */
export function SystemLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { action } = message;
  const someone = t('chat.system.someone');
  const names = { name: action?.by?.name || someone, subject: action?.subject?.name || someone };
  const words = action ? t(`chat.system.${action.type}`, { ...names, defaultValue: '' }) : '';
  return (
    <div className={classes.system} data-action={action?.type}>
      <span>{words || message.text}</span>
      <Time time={message.created_at} />
    </div>
  );
}
