import { useQuery } from '@tanstack/react-query';
import type { Department, Id, List, Presence, Tag, Variable } from '../api/types';
import { keys } from '../cache/keys';
import { useLive } from '../session/live-context';

/** More than a project has of any of these: the lists are held whole. */
const ALL = 200;

/** The queues of chats (INB-7). */
export function useDepartments(project: Id) {
  const live = useLive();
  return useQuery<List<Department>>({
    queryKey: keys.departments(project),
    queryFn: () => live.read('departments.list', { project, limit: ALL }),
  });
}

/** Who is there and how many chats they hold (TEAM-5). */
export function usePresence(project: Id) {
  const live = useLive();
  return useQuery<List<Presence>>({
    queryKey: keys.presence(project),
    queryFn: () => live.read('members.presence', { project, limit: ALL }),
  });
}

/** What the project asks about its clients (CRD-8). */
export function useVariables(project: Id) {
  const live = useLive();
  return useQuery<List<Variable>>({
    queryKey: keys.variables(project),
    queryFn: () => live.read('variables.list', { project, limit: ALL }),
  });
}

/** Tags that clients have already, to suggest them (CRD-3). */
export function useTags(project: Id) {
  const live = useLive();
  return useQuery<List<Tag>>({
    queryKey: keys.tags(project),
    queryFn: () => live.read('tags.list', { project, limit: ALL }),
  });
}
