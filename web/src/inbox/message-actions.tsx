import { UnstyledButton } from '@mantine/core';
import { Pencil, Reply, Trash2 } from 'lucide-react';
import { createContext, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../api/types';
import classes from './message.module.css';
import type { Allowed } from './message-rules';

/** What can be done with the messages of the open chat. */
export interface MessageActs {
  allowed: (message: Message) => Allowed;
  retry: (message: Message) => void;
  reply: (message: Message) => void;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  /** Brings a message that is loaded into view. */
  show: (id: string) => void;
}

const nothing = () => undefined;

export const Acts = createContext<MessageActs>({
  allowed: () => ({ retry: false, reply: false, edit: false, remove: false }),
  retry: nothing,
  reply: nothing,
  edit: nothing,
  remove: nothing,
  show: nothing,
});

export const useActs = () => useContext(Acts);

/** Asks once more, in place: what is taken back from the client does not return. */
function RemoveQuestion({ onRemove, onKeep }: { onRemove: () => void; onKeep: () => void }) {
  const { t } = useTranslation();
  return (
    <span className={classes.question} role="group" aria-label={t('act.removeAsk')}>
      {t('act.removeAsk')}
      <UnstyledButton className={classes.act} data-danger autoFocus onClick={onRemove}>
        {t('act.remove')}
      </UnstyledButton>
      <UnstyledButton className={classes.act} onClick={onKeep}>
        {t('act.keep')}
      </UnstyledButton>
    </span>
  );
}

/** Reply, edit, delete: seen when the message is pointed at or has the focus. */
export function MessageActions({ message }: { message: Message }) {
  const { t } = useTranslation();
  const acts = useActs();
  const [asking, setAsking] = useState(false);
  const may = acts.allowed(message);
  if (!may.reply && !may.edit && !may.remove) return null;
  if (asking && may.remove) {
    const remove = () => {
      setAsking(false);
      acts.remove(message);
    };
    return <RemoveQuestion onRemove={remove} onKeep={() => setAsking(false)} />;
  }
  const all = [
    { name: 'reply', shown: may.reply, Icon: Reply, run: () => acts.reply(message) },
    { name: 'edit', shown: may.edit, Icon: Pencil, run: () => acts.edit(message) },
    { name: 'remove', shown: may.remove, Icon: Trash2, run: () => setAsking(true) },
  ];
  return (
    <span className={classes.actions}>
      {all
        .filter((one) => one.shown)
        .map(({ name, Icon, run }) => (
          <button
            key={name}
            type="button"
            className={classes.action}
            onClick={run}
            aria-label={t(`act.${name}`)}
            title={t(`act.${name}`)}
          >
            <Icon size={14} aria-hidden />
          </button>
        ))}
    </span>
  );
}
