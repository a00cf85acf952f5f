import type { Message } from '../api/types';
import { compareIds } from './ids';
import { find, place, replace, type Pages } from './pages';

/** Newest first. */
function isAbove(a: Message, b: Message): boolean {
  return compareIds(a.id, b.id) > 0;
}

/** A chat's history after a message came or changed. */
export function applyMessage(pages: Pages<Message>, message: Message): Pages<Message> {
  if (find(pages, message.id)) return replace(pages, message);
  return place(pages, message, isAbove);
}
