import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';

/** The name of the button that puts a toast away. */
export function closable(t: TFunction) {
  return { closeButtonProps: { 'aria-label': t('common.close') } };
}

export interface Toasts {
  done: (text: string) => void;
  refused: (text: string) => void;
  /** Says what went wrong, in the reader's language. */
  problem: (error: unknown) => void;
}

/** Short words in the corner about what has just happened. */
export function useToasts(): Toasts {
  const { t } = useTranslation();
  return useMemo(() => {
    const show = (color: string, message: string) =>
      notifications.show({ message, color, withBorder: true, ...closable(t) });
    return {
      done: (text) => show('board', text),
      refused: (text) => show('orange', text),
      problem: (error) => show('red', problemText(t, toProblem(error))),
    };
  }, [t]);
}
