import { useEffect, useState } from 'react';
import type { Chat, Id, Message } from '../api/types';
import { isParticipant } from '../cache/tab-of-chat';
import { useConnection, useMyId } from '../session/live-context';
import { useMarkRead } from './data';

/** True while somebody looks at this window. */
function useFocused(): boolean {
  const looks = () => document.visibilityState === 'visible' && document.hasFocus();
  const [focused, setFocused] = useState(looks);
  useEffect(() => {
    const update = () => setFocused(looks());
    const names = ['focus', 'blur'] as const;
    for (const name of names) window.addEventListener(name, update);
    document.addEventListener('visibilitychange', update);
    return () => {
      for (const name of names) window.removeEventListener(name, update);
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return focused;
}

/** Says the chat is read when its end is in view of a participant who looks at it. */
export function useAutoRead(
  project: Id,
  chat: Chat,
  newest: Message | undefined,
  atEnd: boolean,
): void {
  const focused = useFocused();
  const connected = useConnection() === true;
  const mine = isParticipant(chat, useMyId());
  const { mutate } = useMarkRead(project, chat.id);
  const upTo = newest?.id;
  const due = focused && connected && atEnd && mine && chat.unread > 0;
  useEffect(() => {
    if (due && upTo) mutate(upTo);
  }, [due, upTo, mutate]);
}
