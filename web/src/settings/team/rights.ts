import type { Department, Member, Permission } from '../../api/types';

/** What a manager may be forbidden, as people think of it (TEAM-3). */
export const RIGHTS: readonly { group: 'inbox' | 'sections' | 'data'; names: Permission[] }[] = [
  { group: 'inbox', names: ['new', 'mine', 'others', 'done', 'search', 'take'] },
  { group: 'sections', names: ['broadcasts', 'automator', 'tools', 'audience', 'analytics'] },
  { group: 'data', names: ['export', 'delete_clients', 'client_contacts'] },
];

/** Owners and administrators may do everything; that can't be limited (TEAM-2). */
export const mayEverything = (member: Member) => member.role !== 'manager';

/** Whether a list of its own leaves the person out: then a switch would change nothing. */
export const isUnlisted = (department: Department, member: Member) =>
  department.members.length > 0 && !department.members.includes(member.id);

export const isBarred = (department: Department, member: Member) =>
  member.forbidden_departments.includes(department.id);

/** How many things are forbidden to the person. */
export function limitsOf(member: Member): number {
  if (mayEverything(member)) return 0;
  const rights = Object.values(member.permissions).filter((allowed) => !allowed).length;
  return rights + member.forbidden_departments.length;
}

/** The departments forbidden to the person after one of them was switched. */
export function withDepartment(member: Member, department: string, allowed: boolean): string[] {
  const others = member.forbidden_departments.filter((id) => id !== department);
  return allowed ? others : [...others, department];
}

const ORDER = { owner: 0, admin: 1, manager: 2 } as const;

/** The owner first, then administrators, then managers, each by name. */
export function inOrder(members: readonly Member[], locale: string): Member[] {
  return [...members].sort(
    (a, b) => ORDER[a.role] - ORDER[b.role] || a.name.localeCompare(b.name, locale),
  );
}
