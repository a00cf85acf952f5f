import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from './events';

const KEPT = 1000;

/** The last events, numbered as they arrived here. */
export class Journal {
  private readonly entries: { at: number; event: LiveEvent }[] = [];
  private count = 0;

  add(event: LiveEvent): void {
    this.entries.push({ at: ++this.count, event });
    if (this.entries.length > KEPT) this.entries.shift();
  }

  /** A place to come back to. */
  mark(): number {
    return this.count;
  }

  since(mark: number): LiveEvent[] {
    return this.entries.filter((entry) => entry.at > mark).map((entry) => entry.event);
  }
}

/**
 * An answer may describe the moment before an event that overtook it. So whatever arrived while a
 * fetch was under way is applied once more on top of its result.
 */
export function replayOverFetches(
  cache: QueryClient,
  journal: Journal,
  apply: (event: LiveEvent) => void,
): () => void {
  const begun = new Map<string, number>();
  return cache.getQueryCache().subscribe((notice) => {
    if (notice.type !== 'updated') return;
    const name = notice.query.queryHash;
    const action = notice.action;
    if (action.type === 'fetch') begun.set(name, journal.mark());
    if (action.type === 'error') begun.delete(name);
    if (action.type !== 'success' || action.manual) return;
    const mark = begun.get(name);
    begun.delete(name);
    if (mark === undefined) return;
    for (const event of journal.since(mark)) apply(event);
  });
}
