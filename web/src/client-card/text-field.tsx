import { Input, Textarea } from '@mantine/core';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './card.module.css';
import { useOpenCard } from './data';
import { Frame, SaveMark, Trouble } from './field-frame';
import { useField } from './use-field';

interface TextFieldProps {
  label: string;
  value: string;
  save: (text: string) => Promise<string>;
  /** What is wrong with a text, in words; null when nothing is. */
  check?: (text: string) => string | null;
  /** Several lines: Enter breaks them, Ctrl+Enter saves. */
  long?: boolean;
  hint?: string;
  maxLength: number;
  type?: 'text' | 'email' | 'tel' | 'date';
  inputMode?: 'decimal';
}

/** A field that saves itself when one leaves it or presses Enter; Escape takes back (CRD-5). */
export function TextField({ label, value, save, check, long, hint, ...rest }: TextFieldProps) {
  const { t } = useTranslation();
  const { editable } = useOpenCard();
  const field = useField(value, save, check);
  const { state } = field;
  const id = useId();
  const about = `${id}-about`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.commit();
    }
    if (event.key === 'Escape') field.revert();
  };
  const common = {
    id,
    value: state.text,
    onKeyDown,
    onBlur: field.commit,
    disabled: !editable,
    error: state.mark === 'failed',
    'aria-describedby': about,
    'data-saved': state.mark === 'saved' || undefined,
    placeholder: editable ? hint : t('crd.unset'),
    autoComplete: 'off',
  };
  const { type, inputMode, maxLength } = rest;
  return (
    <Frame label={label} htmlFor={id} tall={long}>
      {long ? (
        <Textarea
          {...common}
          classNames={{ input: classes.input }}
          size="sm"
          autosize
          minRows={2}
          maxRows={10}
          maxLength={maxLength}
          onChange={(event) => field.type(event.currentTarget.value)}
        />
      ) : (
        <Input
          {...common}
          classNames={{ input: classes.input }}
          size="xs"
          // An empty date that can't be written would still ask for one.
          type={editable || state.text ? type : 'text'}
          inputMode={inputMode}
          maxLength={maxLength}
          onChange={(event) => field.type(event.currentTarget.value)}
        />
      )}
      <SaveMark state={state} />
      <Trouble
        id={about}
        state={state}
        words={(text) => text}
        onRetry={check?.(state.text.trim()) ? undefined : field.commit}
        onRevert={field.revert}
      />
    </Frame>
  );
}
