import { useCallback, useRef } from 'react';
import type { Id } from '../api/types';
import { useLive } from '../session/live-context';

/** How often colleagues and the client are told at most. */
export const SIGNAL_EVERY_MS = 4000;

/** Tells that a message is being typed. A lost signal is not worth a word: the next one follows. */
export function useTypingSignal(project: Id, chat: Id): () => void {
  const live = useLive();
  const last = useRef(0);
  return useCallback(() => {
    const now = Date.now();
    if (now - last.current < SIGNAL_EVERY_MS || live.isUp() !== true) return;
    last.current = now;
    live.socket.call('chats.typing', { project, chat }).catch(() => undefined);
  }, [live, project, chat]);
}
