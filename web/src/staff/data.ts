import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback } from 'react';
import { http } from '../api/http';
import type { Id, List, StaffPerson } from '../api/types';

const STAFF = ['staff'] as const;
const AT_ONCE = 100;

type Pages = InfiniteData<List<StaffPerson>, string | undefined>;

/** Everybody of the account, as far as was asked; no event tells of them. */
export function useStaff() {
  const query = useInfiniteQuery({
    queryKey: STAFF,
    queryFn: ({ pageParam }) => http('staff.list', { limit: AT_ONCE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });
  return { ...query, people: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

export function useDropPerson(): (person: Id) => void {
  const cache = useQueryClient();
  return useCallback(
    (person) =>
      cache.setQueryData<Pages>(
        STAFF,
        (held) =>
          held && {
            ...held,
            pages: held.pages.map((page) => ({
              ...page,
              items: page.items.filter((one) => one.person.id !== person),
            })),
          },
      ),
    [cache],
  );
}
