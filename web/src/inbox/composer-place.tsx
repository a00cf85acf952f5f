import { Button, UnstyledButton } from '@mantine/core';
import { Hand, StickyNote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../api/types';
import { isParticipant } from '../cache/tab-of-chat';
import type { Mode } from '../outbox/drafts';
import { useMyId } from '../session/live-context';
import type { ChatAction } from './chat-header';
import { Composer } from './composer';
import classes from './inbox.module.css';

interface ComposerPlaceProps {
  project: Id;
  chat: Chat;
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** Grows when a key asks for the field. */
  focus: number;
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

/** The foot of the chat: a Take button, or the field for what this person may write here. */
export function ComposerPlace({ project, chat, mode, onMode, focus, take }: ComposerPlaceProps) {
  const { t } = useTranslation();
  const me = useMyId();
  const hint = useHint(chat, me);
  const [noting, setNoting] = useState(false);
  const mayWrite = isParticipant(chat, me) && chat.client.subscribed;
  if (chat.state === 'new' && !noting && focus === 0) {
    return (
      <footer className={classes.takeBar}>
        <Button
          size="md"
          leftSection={<Hand size={18} aria-hidden />}
          loading={take.pending}
          onClick={take.run}
        >
          {t('chat.take')}
        </Button>
        <span className={classes.takeText}>{t('chat.takeText')}</span>
        <UnstyledButton className={classes.noteLink} onClick={() => setNoting(true)}>
          <StickyNote size={15} aria-hidden />
          {t('chat.note')}
        </UnstyledButton>
      </footer>
    );
  }
  return (
    <footer className={classes.foot}>
      {hint && <p className={classes.footHint}>{hint}</p>}
      <Composer
        key={mode}
        project={project}
        chat={chat}
        mode={mode}
        onMode={mayWrite ? onMode : null}
        focus={noting ? focus + 1 : focus}
      />
    </footer>
  );
}
