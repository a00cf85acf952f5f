import type { StaffPerson } from '../api/types';

/** Whether the person answers to what was typed: a part of the name, the e-mail or a project. */
export function isFound({ person, projects }: StaffPerson, typed: string): boolean {
  const wanted = typed.trim().toLocaleLowerCase();
  const words = [person.name, person.email, ...projects.map((project) => project.name)];
  return words.some((word) => word.toLocaleLowerCase().includes(wanted));
}

/** Whether the name was typed as it is written; case and outer spaces do not matter. */
export function isSameName(typed: string, name: string): boolean {
  return typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase();
}
