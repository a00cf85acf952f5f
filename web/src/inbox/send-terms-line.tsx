import { Clock3, Info, Lock } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import type { Chat, Id } from '../api/types';
import { keys } from '../cache/keys';
import { useNow } from '../ui/use-now';
import classes from './composer.module.css';
import { termsOf, timeLeft, type Terms } from './send-terms';

/** Beyond this a timer overflows; the page asks again long before. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** When a window ends the server says what holds from then on. */
function useFreshTerms(project: Id, chat: Chat): void {
  const cache = useQueryClient();
  const { until } = chat.may_send;
  useEffect(() => {
    if (!until) return;
    const wait = Math.max(0, Date.parse(until) - Date.now()) + 500;
    if (wait > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => {
      void cache.invalidateQueries({ queryKey: keys.chat(project, chat.id) });
    }, wait);
    return () => clearTimeout(timer);
  }, [cache, project, chat.id, until]);
}

function useWords(terms: Terms, platform: string): string {
  const { t, i18n } = useTranslation();
  const day = (time: string) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(new Date(time));
  switch (terms.says) {
    case 'nothing':
      return '';
    case 'free':
    case 'person':
      return t(`terms.${terms.says}`, { left: timeLeft(terms.left, i18n.language) });
    case 'form':
      return terms.until
        ? t('terms.formUntil', { form: terms.form, date: day(terms.until) })
        : t('terms.form', { form: terms.form });
    case 'closed': {
      const { code, since } = terms;
      const date = since ? day(since) : '';
      const names = since ? [`terms.${code}_since`, `terms.${code}`] : [`terms.${code}`];
      return t([...names, 'terms.unknown'], { platform, date });
    }
  }
}

const SIGNS = { nothing: Info, free: Clock3, person: Clock3, form: Info, closed: Lock } as const;

/** What the messenger's rules allow now, until when, and if nothing, why (CHN-5). */
export function SendTermsLine({ project, chat }: { project: Id; chat: Chat }) {
  const { t } = useTranslation();
  const now = useNow();
  useFreshTerms(project, chat);
  const terms = termsOf(chat.may_send, now);
  const words = useWords(terms, t(`platform.${chat.channel.platform}`));
  if (!words) return null;
  const Sign = SIGNS[terms.says];
  const soon = 'soon' in terms && terms.soon;
  return (
    <p className={classes.terms} data-terms={terms.says} data-soon={soon || undefined}>
      <Sign size={14} aria-hidden />
      <span>
        {words}
        {terms.says === 'person' && ` ${t('terms.personHint')}`}
        {terms.says === 'closed' && ` ${t('terms.noteStill')}`}
      </span>
    </p>
  );
}
