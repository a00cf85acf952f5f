import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { http } from '../api/http';
import type { List, Me, Person, Session } from '../api/types';
import { keys } from '../cache/keys';

const SESSIONS = ['sessions'] as const;
/** Nobody is signed in at more places than are shown. */
const ALL = 200;

/** What the server says about this person now, wherever it is shown. */
export function usePutPerson(): (person: Person) => void {
  const cache = useQueryClient();
  return useCallback(
    (person) => cache.setQueryData<Me>(keys.me, (me) => me && { ...me, person }),
    [cache],
  );
}

export function useRefetchMe(): () => Promise<void> {
  const cache = useQueryClient();
  return useCallback(() => cache.refetchQueries({ queryKey: keys.me }), [cache]);
}

/** Where this person is signed in; no event tells of it, so it is asked at every look. */
export function useSessions() {
  return useQuery<List<Session>>({
    queryKey: SESSIONS,
    queryFn: () => http('auth.sessions', { limit: ALL }),
    staleTime: 0,
  });
}

/** Leaves only the sessions that `stays` says. */
export function useKeepSessions(): (stays: (session: Session) => boolean) => void {
  const cache = useQueryClient();
  return useCallback(
    (stays) =>
      cache.setQueryData<List<Session>>(
        SESSIONS,
        (list) => list && { ...list, items: list.items.filter(stays) },
      ),
    [cache],
  );
}
