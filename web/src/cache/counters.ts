import type { Chat, Counters, Id } from '../api/types';
import type { SharedCounters } from '../live/events';

/** The hub's counters as this member sees them (INB-1). */
export function countersFor(shared: SharedCounters, me: Id): Counters {
  const mine = shared.mine[me] ?? 0;
  return {
    new: shared.new,
    mine,
    others: Math.max(0, shared.active - mine),
    done: shared.done,
  };
}

/** What waits for this person: appeals nobody took, and own chats with something unread. */
export function waitingForMe(counters: Counters | undefined, mine: Chat[]): number {
  return (counters?.new ?? 0) + mine.filter((chat) => chat.unread > 0).length;
}
