import type { UseFormReturnType } from '@mantine/form';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../api/problem';
import { fieldTexts, problemText } from '../i18n/problem-text';

export interface Submit {
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  pending: boolean;
  /** What the server refused, in words; null when it did not. */
  error: string | null;
  problem: Problem | null;
  clear: () => void;
}

/** Sends a form: one at a time, with refusals beside the fields they are about. */
export function useSubmit<V extends Record<string, unknown>>(
  form: UseFormReturnType<V>,
  run: (values: V) => Promise<void>,
): Submit {
  const { t } = useTranslation();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (values: V) => {
    if (pending) return;
    setPending(true);
    setProblem(null);
    try {
      await run(values);
    } catch (error) {
      const refusal = toProblem(error);
      setProblem(refusal);
      form.setErrors(fieldTexts(t, refusal));
    } finally {
      setPending(false);
    }
  };
  return {
    onSubmit: form.onSubmit((values) => void send(values)),
    pending,
    problem,
    error: problem && problemText(t, problem),
    clear: () => setProblem(null),
  };
}
