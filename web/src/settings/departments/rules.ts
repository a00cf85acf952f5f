import type { Params } from '../../api/ops';
import type { Channel, Department, Id, Project } from '../../api/types';

export type Rule = Project['assignment'];
export const RULES: readonly Rule[] = ['by_hand', 'round_robin', 'least_loaded'];

/** "As in the project" in a request, where an absent field would mean "as before". */
const CAP_AS_PROJECT = -1;

/** What counts in the department: its own rule and cap, else the project's (INB-8). */
export function ruleOf(
  department: Pick<Department, 'assignment' | 'assignment_cap'>,
  project: Pick<Project, 'assignment' | 'assignment_cap'>,
): { rule: Rule; cap: number } {
  return {
    rule: department.assignment ?? project.assignment,
    cap: department.assignment_cap ?? project.assignment_cap,
  };
}

/** What the form holds. */
export interface DepartmentValues extends Record<string, unknown> {
  name: string;
  who: 'everyone' | 'chosen';
  members: Id[];
  channels: Id[];
  links: string[];
  assignment: 'project' | Rule;
  capKind: 'project' | 'none' | 'own';
  cap: number;
}

export const USUAL_CAP = 10;

const sourcesOf = (department: Department | null, kind: 'channel' | 'link') =>
  (department?.sources ?? []).filter((one) => one.kind === kind).map(({ source }) => source);

export function valuesOf(department: Department | null): DepartmentValues {
  const cap = department?.assignment_cap ?? null;
  return {
    name: department?.name ?? '',
    who: department && department.members.length > 0 ? 'chosen' : 'everyone',
    members: department?.members ?? [],
    channels: sourcesOf(department, 'channel'),
    links: sourcesOf(department, 'link'),
    assignment: department?.assignment ?? 'project',
    capKind: cap === null ? 'project' : cap === 0 ? 'none' : 'own',
    cap: cap || USUAL_CAP,
  };
}

export type DepartmentFields = Required<Omit<Params<'departments.create'>, 'project'>>;

/** The form as the server wants it. */
export function fieldsOf(values: DepartmentValues): DepartmentFields {
  const caps = { project: CAP_AS_PROJECT, none: 0, own: values.cap };
  return {
    name: values.name.trim(),
    members: values.who === 'everyone' ? [] : values.members,
    channels: values.channels,
    links: values.links,
    assignment: values.assignment,
    assignment_cap: caps[values.capKind],
  };
}

/**
 * Only what was changed: the list of people may name some who left the team, and stays as it is
 * until somebody changes it.
 */
export function changesOf(
  values: DepartmentValues,
  department: Department,
  team: readonly Id[],
): Partial<DepartmentFields> {
  const before = fieldsOf(valuesOf(department));
  const after = fieldsOf(values);
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(before[name as keyof DepartmentFields]),
  );
  const changes: Partial<DepartmentFields> = Object.fromEntries(changed);
  if (changes.members) changes.members = changes.members.filter((id) => team.includes(id));
  return changes;
}

/** To which other department each channel leads already: a source leads to one at most. */
export function takenChannels(
  departments: readonly Department[],
  own: Id | null,
): Map<Channel['id'], string> {
  const taken = new Map<Id, string>();
  for (const { id, name, sources } of departments) {
    if (id === own) continue;
    for (const { kind, source } of sources) if (kind === 'channel') taken.set(source, name);
  }
  return taken;
}
