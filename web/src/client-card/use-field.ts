import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';
import { needsSaving, reduceField, startField, type FieldState } from './field-state';

const SAVED_MS = 4000;

export interface Field {
  state: FieldState;
  type: (text: string) => void;
  /** Saves what was written, if it is not what the server holds. */
  commit: () => void;
  revert: () => void;
}

/**
 * A field that is saved on its own. `save` gives what the server holds afterwards; `check` says in
 * words what is wrong with a text that need not be sent at all.
 */
export function useField(
  value: string,
  save: (text: string) => Promise<string>,
  check?: (text: string) => string | null,
): Field {
  const { t } = useTranslation();
  const [state, dispatch] = useReducer(reduceField, value, startField);
  useEffect(() => dispatch({ type: 'stored', value }), [value]);

  const latest = useRef({ state, save, check });
  useEffect(() => {
    latest.current = { state, save, check };
  });
  const commit = useCallback(() => {
    const now = latest.current;
    if (!needsSaving(now.state)) return;
    const text = now.state.text.trim();
    const wrong = now.check?.(text);
    if (wrong) {
      dispatch({ type: 'failed', text, problem: wrong });
      return;
    }
    dispatch({ type: 'sent', text });
    now.save(text).then(
      (stored) => dispatch({ type: 'saved', text, value: stored }),
      (error: unknown) =>
        dispatch({ type: 'failed', text, problem: problemText(t, toProblem(error)) }),
    );
  }, [t]);
  // Another chat was opened in the middle of a word: that is leaving the field too.
  useEffect(
    () => () => {
      const { state: left, save: last, check: may } = latest.current;
      if (!needsSaving(left) || may?.(left.text.trim())) return;
      last(left.text.trim()).catch(() => undefined);
    },
    [],
  );

  const saved = state.mark === 'saved';
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => dispatch({ type: 'rested' }), SAVED_MS);
    return () => clearTimeout(timer);
  }, [saved]);
  return {
    state,
    type: useCallback((text) => dispatch({ type: 'typed', text }), []),
    commit,
    revert: useCallback(() => dispatch({ type: 'reverted' }), []),
  };
}
