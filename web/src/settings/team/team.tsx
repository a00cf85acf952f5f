import type { Project } from '../../api/types';
import { mayManage } from '../../session/live-context';
import { MatrixPage } from './matrix-page';
import { MemberPage } from './member-page';
import { TeamPage } from './team-page';

/** Everything about the team, by the rest of the address. */
export function Team({ project, path }: { project: Project; path: string }) {
  if (path === '' || !mayManage(project)) return <TeamPage project={project} />;
  if (path === 'permissions') return <MatrixPage project={project} />;
  return <MemberPage key={path} project={project} id={path} />;
}
