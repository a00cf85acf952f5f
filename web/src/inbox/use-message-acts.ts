import { useEffect, useMemo, useRef } from 'react';
import type { Chat, Id, Message } from '../api/types';
import { useMyId } from '../session/live-context';
import { useNow } from '../ui/use-now';
import { useToasts } from '../ui/toasts';
import { useDelete, useRetry, useRules } from './data';
import type { MessageActs } from './message-actions';
import { allowedOn } from './message-rules';

/** What the composer is asked for from a message. */
export interface Writing {
  reply: (message: Message) => void;
  edit: (message: Message) => void;
}

const HOUR_MS = 3_600_000;

/** The actions on the messages of a chat; a new object only when what is allowed changed. */
export function useMessageActs(
  project: Id,
  chat: Chat,
  writing: Writing,
  show: (id: Id) => void,
): MessageActs {
  const me = useMyId();
  const toasts = useToasts();
  const rules = useRules(chat.channel.platform);
  const { mutate: retry } = useRetry(project, chat.id);
  const { mutate: remove } = useDelete(project, chat.id);
  // Hours matter, not minutes: bubbles need not be drawn anew with every tick.
  const hour = Math.floor(useNow() / HOUR_MS);
  const latest = useRef(writing);
  useEffect(() => {
    latest.current = writing;
  });
  const people = chat.participants.map((person) => person.id).join();
  return useMemo(
    () => ({
      allowed: (message) => allowedOn(message, chat, rules, me, Date.now()),
      retry: (message) => retry(message.id, { onError: toasts.problem }),
      reply: (message) => latest.current.reply(message),
      edit: (message) => latest.current.edit(message),
      remove: (message) => remove(message.id, { onError: toasts.problem }),
      show,
    }),
    // Of the chat only what decides what is allowed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [rules, me, retry, remove, toasts, show, hour, chat.state, chat.may_send.allowed, people],
  );
}
