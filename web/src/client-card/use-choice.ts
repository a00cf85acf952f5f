import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';

export interface Choice<V> {
  /** What was chosen, before the server agreed too. */
  shown: V;
  pending: boolean;
  saved: boolean;
  /** Why it was not saved; empty when it was. */
  problem: string;
  choose: (value: V) => void;
}

/** Something chosen rather than written: saved at once, and back where it was when refused. */
export function useChoice<V>(value: V, save: (value: V) => Promise<unknown>): Choice<V> {
  const { t } = useTranslation();
  const [under, setUnder] = useState<{ value: V } | null>(null);
  const [fate, setFate] = useState<{ saved: boolean; problem: string }>({
    saved: false,
    problem: '',
  });
  const choose = useCallback(
    (next: V) => {
      const mine = { value: next };
      setUnder(mine);
      setFate({ saved: false, problem: '' });
      const end = (saved: boolean, problem: string) => {
        // A later choice speaks for itself.
        setUnder((now) => (now === mine ? null : now));
        setFate({ saved, problem });
      };
      save(next).then(
        () => end(true, ''),
        (error: unknown) => end(false, problemText(t, toProblem(error))),
      );
    },
    [save, t],
  );
  return { shown: under ? under.value : value, pending: under !== null, ...fate, choose };
}
