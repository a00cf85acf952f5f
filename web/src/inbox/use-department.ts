import { useSyncExternalStore } from 'react';
import type { Department, Id } from '../api/types';
import { useMyId, useProject } from '../session/live-context';
import { seesDepartment } from './rights';
import { useDepartments } from './team-data';

const chosen = new Map<Id, Id | null>();
const listeners = new Set<() => void>();

const nameOf = (project: Id) => `switchboard.department.${project}`;

function read(project: Id): Id | null {
  const held = chosen.get(project);
  if (held !== undefined) return held;
  let kept: Id | null = null;
  try {
    kept = localStorage.getItem(nameOf(project));
  } catch {
    // Nothing is kept here: all departments.
  }
  chosen.set(project, kept);
  return kept;
}

export function chooseDepartment(project: Id, department: Id | null): void {
  chosen.set(project, department);
  try {
    if (department) localStorage.setItem(nameOf(project), department);
    else localStorage.removeItem(nameOf(project));
  } catch {
    // It holds as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The departments whose chats this person sees; undefined until they are known. */
export function useSeenDepartments(project: Id): Department[] | undefined {
  const me = useMyId();
  const known = useProject(project);
  const all = useDepartments(project).data?.items;
  return known && all?.filter((one) => seesDepartment(one, known, me));
}

/** Whose chats the lists show, remembered for each project; null = of all departments (INB-7). */
export function useDepartment(project: Id): Id | null {
  const wanted = useSyncExternalStore(subscribe, () => read(project));
  const seen = useSeenDepartments(project);
  // One that was removed or barred meanwhile must not hide everything.
  const gone = seen !== undefined && !seen.some((one) => one.id === wanted);
  return gone ? null : wanted;
}
