import { AlertCircle, Check, CheckCheck, CircleHelp, Clock3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageStatus } from '../api/types';
import classes from './message.module.css';

const ICONS = {
  queued: Clock3,
  sending: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: AlertCircle,
  uncertain: CircleHelp,
} satisfies Record<MessageStatus, unknown>;

/** The ticks people know from messengers (CHT-7). */
export function StatusIcon({ status, label }: { status: MessageStatus; label?: string }) {
  const { t } = useTranslation();
  const Icon = ICONS[status];
  const name = label ?? t(`chat.status.${status}`);
  return (
    <span className={classes.status} data-status={status} role="img" aria-label={name} title={name}>
      <Icon size={14} aria-hidden />
    </span>
  );
}
