import type { Chat, Counters, Id } from '../api/types';
import { isOffered } from './tab-of-chat';

/** What waits for this person: appeals nobody took, own chats with something unread, offers. */
export function waitingForMe(counters: Counters | undefined, mine: Chat[], me: Id): number {
  const calling = mine.filter((chat) => chat.unread > 0 || isOffered(chat, me));
  return (counters?.new ?? 0) + calling.length;
}
