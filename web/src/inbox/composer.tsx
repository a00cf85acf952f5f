import { Reply, SendHorizontal, StickyNote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id, StoredFile } from '../api/types';
import { readDraft, writeDraft, type Mode } from '../outbox/drafts';
import { useLive } from '../session/live-context';
import { AboutBar } from './about-bar';
import { AttachButton } from './attach-button';
import { NOTE_LIMITS, textLimits } from './compose-rules';
import classes from './composer.module.css';
import { ComposerField } from './composer-field';
import { useRules } from './data';
import { FileStrip, useFilesHold } from './files/file-strip';
import { useAddFiles } from './files/use-add-files';
import { useDraft, useDrafts } from './files/use-drafts';
import { useTypingSignal } from './use-typing-signal';

interface ComposerProps {
  project: Id;
  chat: Chat;
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** False where only notes may be written. */
  mayWrite: boolean;
  /** Somebody asked for this field. */
  focus: boolean;
  onFocused: () => void;
}

function Modes({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.modes} role="radiogroup" aria-label={t('chat.mode')}>
      {(['message', 'note'] as const).map((one) => (
        <label key={one} className={classes.mode} data-on={mode === one || undefined}>
          <input
            type="radio"
            name="mode"
            className="sr-only"
            checked={mode === one}
            onChange={() => onMode(one)}
          />
          {one === 'note' && <StickyNote size={13} aria-hidden />}
          {t(`chat.${one}`)}
        </label>
      ))}
    </div>
  );
}

/** Words begun here are found again after another chat was open. */
function useDraftText(chat: Id, mode: Mode): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft(chat, mode));
  const change = (next: string) => {
    setText(next);
    writeDraft(chat, mode, next);
  };
  return [text, change];
}

function NoteComposer({ project, chat, onMode, mayWrite, ...props }: ComposerProps) {
  const { t } = useTranslation();
  const { outbox } = useLive();
  const [text, setText] = useDraftText(chat.id, 'note');
  const { files } = useDraft(chat.id);
  const send = () => {
    outbox.add(project, chat.id, 'note', text);
    setText('');
  };
  return (
    <div className={classes.composer} data-mode="note">
      {mayWrite ? (
        <Modes mode="note" onMode={onMode} />
      ) : (
        <div className={classes.modes}>
          <span className={classes.mode} data-on>
            <StickyNote size={13} aria-hidden />
            {t('chat.note')}
          </span>
        </div>
      )}
      {files.length > 0 && <p className={classes.aside}>{t('files.noFiles')}</p>}
      <ComposerField
        text={text}
        onText={(next) => {
          setText(next);
          // Being let into the chat in the middle of a note must not turn it into a message.
          if (!mayWrite) onMode('note');
        }}
        limits={NOTE_LIMITS}
        label={t('chat.note')}
        placeholder={t('chat.noteHint')}
        sendLabel={t('chat.addNote')}
        sendIcon={<StickyNote size={18} aria-hidden />}
        sendColor="yellow.6"
        onSend={send}
        {...props}
      />
    </div>
  );
}

function MessageComposer({ project, chat, onMode, ...props }: ComposerProps) {
  const { t } = useTranslation();
  const { outbox } = useLive();
  const rules = useRules(chat.channel.platform);
  const drafts = useDrafts();
  const { files, reply } = useDraft(chat.id);
  const addFiles = useAddFiles(project, chat);
  const signal = useTypingSignal(project, chat.id);
  const [text, setText] = useDraftText(chat.id, 'message');
  const hold = useFilesHold(chat.id);
  const { allowed } = chat.may_send;
  const send = () => {
    const stored = files.map((one) => one.stored).filter((one): one is StoredFile => one !== null);
    const words = text.trim() === '' ? '' : text;
    outbox.add(project, chat.id, 'message', words, { files: stored, reply_to: reply });
    drafts.clear(chat.id);
    setText('');
  };
  return (
    <div className={classes.composer} data-mode="message" data-disabled={!allowed || undefined}>
      <Modes mode="message" onMode={onMode} />
      {reply && (
        <AboutBar
          icon={Reply}
          title={t('act.replyTo')}
          text={reply.text || t('act.quotedMedia')}
          closeLabel={t('act.cancelReply')}
          onClose={() => drafts.reply(project, chat.id, null)}
        />
      )}
      <FileStrip chat={chat} />
      <ComposerField
        text={text}
        onText={(next) => {
          setText(next);
          if (next.trim() !== '') signal();
        }}
        limits={textLimits(rules, files.length > 0, false)}
        label={t('chat.message')}
        placeholder={
          files.length > 0 ? t('files.caption') : t('chat.messageTo', { name: chat.client.name })
        }
        sendLabel={t('chat.send')}
        sendIcon={<SendHorizontal size={18} aria-hidden />}
        disabled={!allowed}
        hold={hold}
        more={files.length > 0}
        onSend={send}
        onFiles={addFiles}
        {...props}
      >
        <AttachButton disabled={!allowed} onFiles={addFiles} />
      </ComposerField>
    </div>
  );
}

/** The field for a message or, in yellow, for a note: the two never look alike (CHT-3). */
export function Composer(props: ComposerProps) {
  return props.mode === 'note' ? <NoteComposer {...props} /> : <MessageComposer {...props} />;
}
