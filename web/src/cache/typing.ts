import type { QueryClient } from '@tanstack/react-query';
import type { Id, Named } from '../api/types';
import { keys } from './keys';

/** So long after the last sign of it somebody counts as typing, in milliseconds. */
export const TYPING_MS = 6000;

/** Somebody who types in a chat; `person` is null for the client. */
export interface Typist {
  person: Named | null;
  /** Milliseconds since the epoch. */
  until: number;
}

const same = (a: Named | null, b: Named | null) => a?.id === b?.id;

/** Somebody typed at `now`; whoever stopped meanwhile is forgotten. */
export function startTyping(
  cache: QueryClient,
  project: Id,
  chat: Id,
  person: Named | null,
  now: number,
): void {
  cache.setQueryData<Typist[]>(keys.typing(project, chat), (held = []) => [
    ...held.filter((one) => one.until > now && !same(one.person, person)),
    { person, until: now + TYPING_MS },
  ]);
}

/** What was typed has arrived: nobody waits for it any more. */
export function stopTyping(cache: QueryClient, project: Id, chat: Id, person: Named | null): void {
  cache.setQueryData<Typist[]>(keys.typing(project, chat), (held) =>
    held?.filter((one) => !same(one.person, person)),
  );
}

/** Who types at `now`, without the one who looks. */
export function typistsAt(held: Typist[] | undefined, now: number, me: Id): Typist[] {
  return (held ?? []).filter((one) => one.until > now && one.person?.id !== me);
}
