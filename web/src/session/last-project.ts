import type { Id, Project } from '../api/types';

const NAME = 'switchboard.project';

export function rememberProject(id: Id): void {
  try {
    localStorage.setItem(NAME, id);
  } catch {
    // Next time the first project opens.
  }
}

/** Where a person who just came should land. */
export function homePath(projects: Project[]): string {
  let last: string | null = null;
  try {
    last = localStorage.getItem(NAME);
  } catch {
    // The first project will do.
  }
  const project = projects.find((one) => one.id === last) ?? projects[0];
  return project ? `/p/${project.id}/inbox` : '/projects/new';
}
