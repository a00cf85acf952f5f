import type { Chat, Id, Tab } from '../api/types';
import { compareIds } from './ids';
import { find, place, without, type Pages } from './pages';
import { tabOfChat } from './tab-of-chat';

function activity(chat: Chat): string {
  return chat.last_message?.created_at ?? chat.created_at;
}

/** Last activity first, as the server lists them. */
function isAbove(a: Chat, b: Chat): boolean {
  const [left, right] = [activity(a), activity(b)];
  return left === right ? compareIds(a.id, b.id) > 0 : left > right;
}

/** A tab's list after the chat changed: it enters, moves, or leaves. */
export function applyChat(pages: Pages<Chat>, arrived: Chat, tab: Tab, me: Id): Pages<Chat> {
  const held = find(pages, arrived.id);
  if (held && held.version >= arrived.version) return pages;
  if (tabOfChat(arrived, me) !== tab) return without(pages, arrived.id);
  return place(pages, arrived, isAbove);
}
