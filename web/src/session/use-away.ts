import { useCallback, useEffect, useRef } from 'react';
import type { Id, Presence } from '../api/types';
import { useToasts } from '../ui/toasts';
import { Idle } from './idle';
import { useMyId } from './live-context';
import { setAway, useMyPresence } from './presence';

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

function later(fn: () => void, ms: number): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}

/** Hears of everything that only a person at the computer does. */
function listen(idle: Idle): () => void {
  const input = () => idle.input();
  const seen = () => {
    if (document.visibilityState === 'visible') idle.input();
  };
  for (const name of INPUTS) window.addEventListener(name, input, { passive: true });
  document.addEventListener('visibilitychange', seen);
  return () => {
    for (const name of INPUTS) window.removeEventListener(name, input);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** What colleagues see of this person in the project, kept true by itself; and the way to say it. */
export function useAway(project: Id): {
  presence: Presence['presence'] | undefined;
  say: (away: boolean) => void;
} {
  const me = useMyId();
  const toasts = useToasts();
  const presence = useMyPresence(project);
  const shown = useRef(presence);
  const idle = useRef<Idle | null>(null);
  useEffect(() => {
    shown.current = presence;
  }, [presence]);
  useEffect(() => {
    const watch = new Idle({
      project,
      person: me,
      shelf: localStorage,
      now: () => Date.now(),
      later,
      isAway: () => shown.current === 'away',
      setAway: (away) => setAway(project, away),
    });
    idle.current = watch;
    watch.start();
    const deaf = listen(watch);
    return () => {
      deaf();
      watch.stop();
    };
  }, [project, me]);
  const say = useCallback(
    (away: boolean) => {
      idle.current?.chosen();
      setAway(project, away).catch((error: unknown) => toasts.problem(error));
    },
    [project, toasts],
  );
  return { presence, say };
}
