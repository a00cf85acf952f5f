import { ActionIcon, Textarea } from '@mantine/core';
import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { counter, isSendKey, type TextLimits } from './compose-rules';
import classes from './composer.module.css';

interface ComposerFieldProps {
  text: string;
  onText: (text: string) => void;
  limits: TextLimits;
  /** What the field and the button are called. */
  label: string;
  placeholder: string;
  sendLabel: string;
  sendIcon: ReactNode;
  sendColor?: string;
  /** Nothing may be written here now. */
  disabled?: boolean;
  /** Why it can't be sent although there are words; empty when it can. */
  hold?: string;
  /** There is something to send besides the words. */
  more?: boolean;
  onSend: () => void;
  onEscape?: () => void;
  onFiles?: (files: File[]) => void;
  /** Somebody asked for this field. */
  focus: boolean;
  onFocused: () => void;
  /** Stands before the field. */
  children?: ReactNode;
}

function pick(event: KeyboardEvent) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  return { key, shiftKey, ctrlKey, altKey, metaKey };
}

function Left({ text, limits }: { text: string; limits: TextLimits }) {
  const { t } = useTranslation();
  const told = counter(text, limits);
  if (!told) return null;
  const name = told.says === 'parts' ? 'act.parts' : `chat.${told.says}`;
  return (
    <span className={classes.left} data-over={told.says === 'over' || undefined} role="status">
      {t(name, { count: told.count })}
    </span>
  );
}

/** The field itself with its counter and button: the same for messages, notes and changes. */
export function ComposerField({
  text,
  onText,
  limits,
  focus,
  onFocused,
  ...props
}: ComposerFieldProps) {
  const { disabled = false, hold = '', more = false } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!focus) return;
    const box = field.current;
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
    onFocused();
  }, [focus, onFocused]);
  const sendable =
    !disabled && hold === '' && (text.trim() !== '' || more) && text.length <= limits.all;
  const send = () => {
    if (!sendable) return;
    props.onSend();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      field.current?.blur();
      props.onEscape?.();
    }
    if (!isSendKey({ ...pick(event), composing: event.nativeEvent.isComposing })) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || !props.onFiles) return;
    event.preventDefault();
    props.onFiles(files);
  };
  return (
    <div className={classes.line}>
      {props.children}
      <Textarea
        ref={field}
        className={classes.field}
        classNames={{ input: classes.input }}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={9}
        dir="auto"
        disabled={disabled}
        aria-label={props.label}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Left text={text} limits={limits} />
      <ActionIcon
        size={36}
        radius="md"
        color={props.sendColor}
        disabled={!sendable}
        onClick={send}
        aria-label={props.sendLabel}
        title={hold || 'Enter'}
      >
        {props.sendIcon}
      </ActionIcon>
    </div>
  );
}
