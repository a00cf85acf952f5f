import { Loader, UnstyledButton } from '@mantine/core';
import { Check, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './card.module.css';
import type { FieldState } from './field-state';

/** How far the saving is; room is kept for it so that nothing moves. */
export function SaveMark({ state }: { state: Pick<FieldState, 'sending' | 'mark'> }) {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} role="status" data-mark={state.mark}>
      {state.sending !== null && <Loader size={12} aria-label={t('crd.saving')} />}
      {state.sending === null && state.mark === 'saved' && (
        <>
          <Check size={14} aria-hidden />
          <span className="sr-only">{t('crd.saved')}</span>
        </>
      )}
      {state.mark === 'failed' && <CircleAlert size={14} aria-hidden />}
    </span>
  );
}

interface TroubleProps {
  id: string;
  state: FieldState;
  /** How a value is shown. */
  words: (value: string) => string;
  /** Absent where the same words would be refused again. */
  onRetry?: () => void;
  onRevert: () => void;
}

/** What a colleague wrote meanwhile, or why nothing was saved: beside the field, never in it. */
export function Trouble({ id, state, words, onRetry, onRevert }: TroubleProps) {
  const { t } = useTranslation();
  const { theirs, mark, problem } = state;
  return (
    <div id={id} className={classes.below}>
      {mark === 'failed' && (
        <span className={classes.problem} role="alert">
          {t('crd.notSaved', { reason: problem })}{' '}
          {onRetry && (
            <UnstyledButton className={classes.act} onClick={onRetry}>
              {t('crd.retry')}
            </UnstyledButton>
          )}
        </span>
      )}
      {theirs !== null && (
        <span className={classes.theirs} role="status">
          {theirs ? t('crd.theirs', { value: words(theirs) }) : t('crd.theirsEmpty')}{' '}
          <UnstyledButton
            className={classes.act}
            // The press must not first take the focus away, which would save over it.
            onMouseDown={(event) => event.preventDefault()}
            onClick={onRevert}
          >
            {t('crd.takeTheirs')}
          </UnstyledButton>
        </span>
      )}
    </div>
  );
}

interface FrameProps {
  label: string;
  htmlFor: string;
  /** The label stands above instead of at the left. */
  tall?: boolean;
  children: ReactNode;
}

/** A name and a place to write. */
export function Frame({ label, htmlFor, tall, children }: FrameProps) {
  return (
    <div className={classes.field} data-tall={tall || undefined}>
      <label htmlFor={htmlFor}>{label}</label>
      <div className={classes.place}>{children}</div>
    </div>
  );
}
