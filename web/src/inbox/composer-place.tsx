import { Button, UnstyledButton } from '@mantine/core';
import { Hand, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id, Message } from '../api/types';
import { isOffered, isParticipant } from '../cache/tab-of-chat';
import type { Mode } from '../outbox/drafts';
import { useMyId } from '../session/live-context';
import { Composer } from './composer';
import { EditComposer } from './edit-composer';
import { SendTermsLine } from './send-terms-line';
import { TypingLine } from './typing-line';
import type { Ownership } from './use-ownership';
import classes from './chat.module.css';

interface ComposerPlaceProps {
  project: Id;
  chat: Chat;
  /** What this person chose to write. */
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** The field that was asked for by a key or a button; null once it has the focus. */
  focus: Mode | null;
  onFocused: () => void;
  hold: Ownership;
  /** The message that is being changed. */
  editing: Message | null;
  onEdited: () => void;
}

/** Why this person does not write here now; empty when they do. */
function useHint(chat: Chat, me: Id): string {
  const { t } = useTranslation();
  if (chat.state === 'done') return t('chat.doneText');
  if (chat.state === 'new') return '';
  if (isOffered(chat, me) && !isParticipant(chat, me)) return t('hold.acceptFirst');
  if (!isParticipant(chat, me)) {
    const name = chat.responsible?.name;
    return name ? t('chat.othersOnly', { name }) : t('chat.othersAnon');
  }
  return '';
}

interface TakeBarProps {
  hold: Ownership;
  /** Null while a note is being written. */
  onNote: (() => void) | null;
}

function TakeBar({ hold, onNote }: TakeBarProps) {
  const { t } = useTranslation();
  const may = hold.rights.take;
  return (
    <div className={classes.takeBar} data-barred={!may || undefined}>
      {may && (
        <Button
          size="md"
          leftSection={<Hand size={18} aria-hidden />}
          loading={hold.pending.take}
          onClick={hold.take}
          title="T"
        >
          {t('chat.take')}
        </Button>
      )}
      <span className={classes.takeText}>{t(may ? 'chat.takeText' : 'hold.mayNotTake')}</span>
      {onNote && (
        <UnstyledButton className={classes.noteLink} onClick={onNote} title="N">
          <StickyNote size={15} aria-hidden />
          {t('chat.note')}
        </UnstyledButton>
      )}
    </div>
  );
}

/** The foot of the chat: a Take button, or the field for what this person may write here. */
export function ComposerPlace({ project, chat, hold, editing, ...writing }: ComposerPlaceProps) {
  const me = useMyId();
  const hint = useHint(chat, me);
  const isNew = chat.state === 'new';
  const mayWrite = isParticipant(chat, me);
  const mode = mayWrite ? writing.mode : 'note';
  const showField = !isNew || writing.mode === 'note';
  return (
    <footer>
      {isNew && <TakeBar hold={hold} onNote={showField ? null : () => writing.onMode('note')} />}
      {showField && (
        <div className={classes.foot}>
          <TypingLine project={project} chat={chat} />
          {hint && <p className={classes.footHint}>{hint}</p>}
          {mayWrite && <SendTermsLine project={project} chat={chat} />}
          {editing && mayWrite ? (
            <EditComposer
              key={editing.id}
              project={project}
              chat={chat}
              message={editing}
              onDone={writing.onEdited}
            />
          ) : (
            <Composer
              // A field of its own for each: words begun as a note never stand in the other one.
              key={mode}
              project={project}
              chat={chat}
              mode={mode}
              onMode={writing.onMode}
              mayWrite={mayWrite}
              focus={writing.focus === mode}
              onFocused={writing.onFocused}
            />
          )}
        </div>
      )}
    </footer>
  );
}
