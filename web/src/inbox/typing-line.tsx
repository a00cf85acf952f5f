import { skipToken, useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import { useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../api/types';
import { keys } from '../cache/keys';
import { typistsAt, type Typist } from '../cache/typing';
import { useMyId } from '../session/live-context';
import classes from './composer.module.css';

/** Who types in the chat now; whoever falls silent disappears by themselves. */
function useTypists(project: Id, chat: Id): Typist[] {
  const me = useMyId();
  const held = useQuery<Typist[]>({
    queryKey: keys.typing(project, chat),
    queryFn: skipToken,
    staleTime: Infinity,
  }).data;
  const [, look] = useReducer((count: number) => count + 1, 0);
  const typists = typistsAt(held, Date.now(), me);
  const next = Math.min(...typists.map((one) => one.until));
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(look, Math.max(0, next - Date.now()) + 20);
    return () => clearTimeout(timer);
  }, [next]);
  return typists;
}

/** The client is writing, or a colleague is about to answer them as well (CHT-7). */
export function TypingLine({ project, chat }: { project: Id; chat: Chat }) {
  const { t, i18n } = useTranslation();
  const typists = useTypists(project, chat.id);
  const names = typists.flatMap((one) => (one.person ? [one.person.name] : []));
  const client = typists.some((one) => one.person === null);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  return (
    <div className={classes.typing} aria-live="polite">
      {client && (
        <span data-typing="client">
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t('typing.client', { name: chat.client.first_name || chat.client.name })}
        </span>
      )}
      {names.length > 0 && (
        <span className={classes.collision} data-typing="colleague">
          <PencilLine size={13} aria-hidden />
          {names.length === 1
            ? t('typing.colleague', { name: names[0] })
            : t('typing.colleagues', { names: list })}
        </span>
      )}
    </div>
  );
}
