import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './card.module.css';
import { useOpenCard } from './data';
import { Frame, SaveMark } from './field-frame';
import { useChoice } from './use-choice';

interface ChoiceFieldProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  save: (value: string) => Promise<unknown>;
}

/** One of a few values, saved as it is chosen. */
export function ChoiceField({ label, value, options, save }: ChoiceFieldProps) {
  const { t } = useTranslation();
  const { editable } = useOpenCard();
  const id = useId();
  const choice = useChoice(value, save);
  const mark = choice.problem ? 'failed' : choice.saved ? 'saved' : 'none';
  return (
    <Frame label={label} htmlFor={id}>
      <NativeSelect
        id={id}
        classNames={{ input: classes.input }}
        size="xs"
        value={choice.shown}
        data={options}
        disabled={!editable}
        rightSection={editable ? undefined : <span />}
        aria-describedby={`${id}-about`}
        onChange={(event) => choice.choose(event.currentTarget.value)}
      />
      <SaveMark state={{ sending: choice.pending ? '' : null, mark }} />
      <div id={`${id}-about`} className={classes.below}>
        {choice.problem && (
          <span className={classes.problem} role="alert">
            {t('crd.notSaved', { reason: choice.problem })}
          </span>
        )}
      </div>
    </Frame>
  );
}
