import type { Chat, Id, Message, PlatformRules } from '../api/types';
import { isParticipant } from '../cache/tab-of-chat';

const HOUR_MS = 3_600_000;

/** What the person who looks may do with a message. */
export interface Allowed {
  retry: boolean;
  reply: boolean;
  edit: boolean;
  remove: boolean;
}

const ARRIVED: readonly Message['status'][] = ['sent', 'delivered', 'read'];

/** Written by a person in the messenger's own inbox, not here. */
export function isFromElsewhere(message: Message): boolean {
  return message.kind === 'outgoing' && message.author === null;
}

/** `rules` are undefined until they are known; then only what every messenger can is allowed. */
export function allowedOn(
  message: Message,
  chat: Chat,
  rules: PlatformRules | undefined,
  me: Id,
  now: number,
): Allowed {
  const nothing = { retry: false, reply: false, edit: false, remove: false };
  const ofDialog = message.kind !== 'system' && message.kind !== 'note';
  if (!isParticipant(chat, me) || !ofDialog || message.deleted_at) return nothing;
  const failed = message.status === 'failed' || message.status === 'uncertain';
  const arrived = message.kind === 'incoming' || ARRIVED.includes(message.status);
  const hours = rules?.changes_within_hours ?? null;
  const inTime = hours === null || now - Date.parse(message.created_at) < hours * HOUR_MS;
  const own = message.kind === 'outgoing' && message.author?.id === me;
  const changeable = own && arrived && inTime;
  return {
    retry: message.kind === 'outgoing' && failed,
    reply: arrived && chat.may_send.allowed && rules?.replies === true,
    edit: changeable && message.text !== '' && rules?.edits === true,
    remove: changeable && rules?.deletes === true,
  };
}
