import type { Chat, Id, Tab } from '../api/types';

/** In which tab of the inbox this member finds the chat (INB-1, INB-3). */
export function tabOfChat(chat: Chat, me: Id): Tab {
  if (chat.state === 'new') return 'new';
  if (chat.state === 'done') return 'done';
  return isParticipant(chat, me) || isOffered(chat, me) ? 'mine' : 'others';
}

/** May write to the client: responsible, or added to the chat. */
export function isParticipant(chat: Chat, me: Id): boolean {
  return chat.state === 'active' && chat.participants.some((person) => person.id === me);
}

/** May close the dialog. */
export function isResponsible(chat: Chat, me: Id): boolean {
  return chat.state === 'active' && chat.responsible?.id === me;
}

/** The responsible passes the chat to this member, who has not answered yet. */
export function isOffered(chat: Chat, me: Id): boolean {
  return chat.state === 'active' && chat.pending_transfer?.to.id === me;
}

/** An appeal of somebody who has been here before (INB-2). */
export function isRepeat(chat: Chat): boolean {
  return chat.state === 'new' && chat.dialogs > 1;
}
