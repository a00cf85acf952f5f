import type { Chat, Message } from '../api/types';
import type { MovedMessage } from '../live/events';
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

/** A chat's history after a message came further on its way, or failed. */
export function moveMessage(pages: Pages<Message>, moved: MovedMessage): Pages<Message> {
  const held = find(pages, moved.message);
  if (!held || (held.status === moved.status && held.error === moved.error)) return pages;
  return replace(pages, { ...held, status: moved.status, error: moved.error });
}

/** A chat whose last words came further on their way. */
export function moveLastWords(chat: Chat, moved: MovedMessage): Chat {
  const last = chat.last_message;
  if (chat.id !== moved.chat || last?.id !== moved.message) return chat;
  return { ...chat, last_message: { ...last, status: moved.status } };
}
