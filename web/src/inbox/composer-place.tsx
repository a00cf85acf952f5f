import { Button, UnstyledButton } from '@mantine/core';
import { Hand, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../api/types';
import { isParticipant } from '../cache/tab-of-chat';
import type { Mode } from '../outbox/drafts';
import { useMyId } from '../session/live-context';
import type { ChatAction } from './chat-header';
import { Composer } from './composer';
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
  take: ChatAction;
}

/** Why one can't write to the client now; empty when one can. */
function useHint(chat: Chat, me: Id): string {
  const { t } = useTranslation();
  if (chat.state === 'done') return t('chat.doneText');
  if (chat.state === 'new') return '';
  if (!isParticipant(chat, me)) {
    const name = chat.responsible?.name;
    return name ? t('chat.othersOnly', { name }) : t('chat.othersAnon');
  }
  return chat.client.subscribed ? '' : t('chat.unsubscribed');
}

interface TakeBarProps {
  take: ChatAction;
  /** Null while a note is being written. */
  onNote: (() => void) | null;
}

function TakeBar({ take, onNote }: TakeBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.takeBar}>
      <Button
        size="md"
        leftSection={<Hand size={18} aria-hidden />}
        loading={take.pending}
        onClick={take.run}
        title="T"
      >
        {t('chat.take')}
      </Button>
      <span className={classes.takeText}>{t('chat.takeText')}</span>
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
export function ComposerPlace({ project, chat, take, ...writing }: ComposerPlaceProps) {
  const me = useMyId();
  const hint = useHint(chat, me);
  const isNew = chat.state === 'new';
  const mayWrite = isParticipant(chat, me) && chat.client.subscribed;
  const mode = mayWrite ? writing.mode : 'note';
  const showField = !isNew || writing.mode === 'note';
  return (
    <footer>
      {isNew && <TakeBar take={take} onNote={showField ? null : () => writing.onMode('note')} />}
      {showField && (
        <div className={classes.foot}>
          {hint && <p className={classes.footHint}>{hint}</p>}
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
        </div>
      )}
    </footer>
  );
}
