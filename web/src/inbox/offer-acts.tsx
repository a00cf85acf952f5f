import { ActionIcon } from '@mantine/core';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../api/types';
import classes from './chat-row.module.css';
import { useOwnership } from './use-ownership';

const nothing = () => undefined;

/** Accept or decline right in the list, without opening the chat. */
export function OfferActs({ project, chat }: { project: Id; chat: Chat }) {
  const { t } = useTranslation();
  const hold = useOwnership(project, chat, nothing);
  const { name } = chat.client;
  return (
    <span className={classes.offerActs}>
      <ActionIcon
        size={32}
        radius="xl"
        loading={hold.pending.answer}
        onClick={hold.accept}
        aria-label={t('hold.acceptRow', { name })}
        title={t('hold.accept')}
      >
        <Check size={17} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={32}
        radius="xl"
        variant="default"
        onClick={hold.decline}
        aria-label={t('hold.declineRow', { name })}
        title={t('hold.decline')}
      >
        <X size={17} aria-hidden />
      </ActionIcon>
    </span>
  );
}
