import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Id, Me, Project } from '../api/types';
import { keys } from '../cache/keys';
import type { LiveEvent } from '../live/events';
import type { OutboxItem } from '../outbox/item';
import { Live } from './live';
import { useMe } from './me';

const Context = createContext<Live | null>(null);

/** Keeps the connection of the person who is signed in. */
export function LiveProvider({ me, children }: { me: Me; children: ReactNode }) {
  const cache = useQueryClient();
  const [live] = useState(() => new Live(cache, me.person));
  useEffect(() => live.start(), [live]);
  return <Context.Provider value={live}>{children}</Context.Provider>;
}

export function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error('used outside of LiveProvider');
  return live;
}

/** The id of whoever is signed in. */
export function useMyId(): Id {
  return useLive().me.id;
}

/** True while connected, false when the connection is lost, null before the first answer. */
export function useConnection(): boolean | null {
  const live = useLive();
  return useSyncExternalStore(
    (listener) => live.subscribeState(listener),
    () => live.isUp(),
  );
}

/** What is written and not confirmed, of all chats. */
export function useUnsent(): readonly OutboxItem[] {
  const { outbox } = useLive();
  return useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.list(),
  );
}

export function useLiveEvents(listener: (event: LiveEvent) => void): void {
  const live = useLive();
  useEffect(() => live.subscribeEvents(listener), [live, listener]);
}

/** Events of this project arrive as long as the component is shown. */
export function useFollow(project: Id): void {
  const live = useLive();
  const cache = useQueryClient();
  useEffect(() => {
    void live.socket.follow(project);
    return () => {
      void live.socket.unfollow(project);
      // Without its events what is held grows old: it is fetched again when next shown.
      void cache.invalidateQueries({ queryKey: keys.project(project), refetchType: 'none' });
    };
  }, [live, cache, project]);
}

export function useProjects(): Project[] {
  return useMe().data?.projects ?? [];
}

export function useProject(id: Id): Project | undefined {
  return useProjects().find((project) => project.id === id);
}

/** Whether any tab of the inbox is open to this person. */
export function maySeeInbox({ permissions }: Project): boolean {
  return permissions.new || permissions.mine || permissions.others || permissions.done;
}

/** May change the settings of the project. */
export function mayManage(project: Project): boolean {
  return project.role === 'owner' || project.role === 'admin';
}
