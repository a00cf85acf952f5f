import { Button } from '@mantine/core';
import { ArrowRightLeft, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Chat } from '../api/types';
import classes from './chat.module.css';
import type { Ownership } from './use-ownership';

/** The chat is on its way to somebody else: what they, and the others, can do about it. */
export function TransferBar({ chat, hold }: { chat: Chat; hold: Ownership }) {
  const { t } = useTranslation();
  const offer = chat.pending_transfer;
  if (!offer || chat.state !== 'active') return null;
  const { answer, withdrawable } = hold.rights;
  if (answer) {
    return (
      <div className={classes.offer} role="group" aria-label={t('hold.offerTitle')} data-transfer>
        <ArrowRightLeft size={18} aria-hidden />
        <span className={classes.offerText}>{t('hold.offered', { name: offer.from.name })}</span>
        <span className={classes.offerActs}>
          <Button size="xs" loading={hold.pending.answer} onClick={hold.accept} title="T">
            {t('hold.accept')}
          </Button>
          <Button size="xs" variant="default" onClick={hold.decline}>
            {t('hold.decline')}
          </Button>
        </span>
      </div>
    );
  }
  return (
    <div className={classes.waits} data-transfer>
      <Hourglass size={14} aria-hidden />
      <span>{t(withdrawable ? 'hold.waitsFor' : 'hold.offeredTo', { name: offer.to.name })}</span>
      {withdrawable && (
        <Button size="compact-xs" variant="subtle" onClick={() => hold.remove(withdrawable)}>
          {t('hold.takeBack')}
        </Button>
      )}
    </div>
  );
}
