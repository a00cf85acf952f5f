import { ActionIcon, Textarea } from '@mantine/core';
import { SendHorizontal, StickyNote } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../api/types';
import { readDraft, writeDraft, type Mode } from '../outbox/drafts';
import { useLive } from '../session/live-context';
import { isSendKey, LIMIT, remaining } from './compose-rules';
import classes from './composer.module.css';

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

/** The field for a message or, in yellow, for a note: the two never look alike (CHT-3). */
export function Composer({ project, chat, mode, onMode, ...props }: ComposerProps) {
  const { mayWrite, focus, onFocused } = props;
  const { t } = useTranslation();
  const { outbox } = useLive();
  const [text, setText] = useState(() => readDraft(chat.id, mode));
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    onFocused();
  }, [focus, onFocused]);

  const change = (next: string) => {
    setText(next);
    writeDraft(chat.id, mode, next);
  };
  const sendable = text.trim() !== '' && text.length <= LIMIT;
  const send = () => {
    if (!sendable) return;
    outbox.add(project, chat.id, mode, text);
    change('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') field.current?.blur();
    if (!isSendKey({ ...pick(event), composing: event.nativeEvent.isComposing })) return;
    event.preventDefault();
    send();
  };
  const left = remaining(text);
  const label =
    mode === 'note' ? t('chat.noteHint') : t('chat.messageTo', { name: chat.client.name });
  return (
    <div className={classes.composer} data-mode={mode}>
      {mayWrite ? (
        <Modes mode={mode} onMode={onMode} />
      ) : (
        <div className={classes.modes}>
          <span className={classes.mode} data-on>
            <StickyNote size={13} aria-hidden />
            {t('chat.note')}
          </span>
        </div>
      )}
      <div className={classes.line}>
        <Textarea
          ref={field}
          className={classes.field}
          classNames={{ input: classes.input }}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={9}
          dir="auto"
          aria-label={mode === 'note' ? t('chat.note') : t('chat.message')}
          placeholder={label}
          value={text}
          onChange={(event) => {
            change(event.currentTarget.value);
            // Being let into the chat in the middle of a note must not turn it into a message.
            if (!mayWrite && mode === 'note') onMode('note');
          }}
          onKeyDown={onKeyDown}
        />
        {left !== null && (
          <span className={classes.left} data-over={left < 0 || undefined} role="status">
            {left < 0 ? t('chat.over', { count: -left }) : t('chat.left', { count: left })}
          </span>
        )}
        <ActionIcon
          size={36}
          radius="md"
          color={mode === 'note' ? 'yellow.6' : undefined}
          disabled={!sendable}
          onClick={send}
          aria-label={mode === 'note' ? t('chat.addNote') : t('chat.send')}
          title="Enter"
        >
          {mode === 'note' ? (
            <StickyNote size={18} aria-hidden />
          ) : (
            <SendHorizontal size={18} aria-hidden />
          )}
        </ActionIcon>
      </div>
    </div>
  );
}

function pick(event: KeyboardEvent) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  return { key, shiftKey, ctrlKey, altKey, metaKey };
}
