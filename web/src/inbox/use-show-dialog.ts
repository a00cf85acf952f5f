import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { Id, Message } from '../api/types';
import { compareIds } from '../cache/ids';

interface Older {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/**
 * Where a dialog begins in what is loaded (newest first): its first message; `older` when that may
 * still be above what was loaded; null when the dialog has no messages.
 */
export function beginningOf(
  newestFirst: readonly Message[],
  dialog: Id,
  hasOlder: boolean,
): Message | 'older' | null {
  const oldest = newestFirst.at(-1);
  if (hasOlder && (!oldest || compareIds(oldest.dialog, dialog) >= 0)) return 'older';
  return [...newestFirst].reverse().find((message) => message.dialog === dialog) ?? null;
}

/** Gives `handle` the way to a dialog's beginning, which loads older messages until it is there. */
export function useShowDialog(
  handle: RefObject<(dialog: Id) => void>,
  newestFirst: readonly Message[],
  query: Older,
  show: (message: Id) => void,
): void {
  const [wanted, setWanted] = useState<Id | null>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const ask = useCallback((dialog: Id) => setWanted(dialog), []);
  useEffect(() => {
    handle.current = ask;
  }, [handle, ask]);
  useEffect(() => {
    if (wanted === null) return;
    const found = beginningOf(newestFirst, wanted, hasNextPage);
    if (found === 'older' && !isFetchNextPageError) {
      if (!isFetchingNextPage) void fetchNextPage();
      return;
    }
    setWanted(null);
    if (found && found !== 'older') show(found.id);
  }, [
    wanted,
    newestFirst,
    hasNextPage,
    isFetchingNextPage,
    isFetchNextPageError,
    fetchNextPage,
    show,
  ]);
}
