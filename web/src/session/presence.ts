import { useQuery } from '@tanstack/react-query';
import { http } from '../api/http';
import type { Id, List, Presence } from '../api/types';
import { keys } from '../cache/keys';
import { useLive, useMyId } from './live-context';

/** More than any project has. */
const ALL = 200;

/** Who of the project is here, and how many chats each holds (TEAM-5); kept fresh by events. */
export function usePresence(project: Id) {
  const live = useLive();
  return useQuery<List<Presence>>({
    queryKey: keys.presence(project),
    queryFn: () => live.read('members.presence', { project, limit: ALL }),
  });
}

/** What colleagues see of this person; undefined until it is known. */
export function useMyPresence(project: Id): Presence['presence'] | undefined {
  const me = useMyId();
  return usePresence(project).data?.items.find((one) => one.member === me)?.presence;
}

export async function setAway(project: Id, away: boolean): Promise<void> {
  await http('members.set_presence', { project, away });
}
