import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import type { Id } from '../api/types';
import { keys } from '../cache/keys';
import { rememberProject } from '../session/last-project';
import { useFollow, useProject } from '../session/live-context';
import { ProjectGone } from './project-gone';
import { Shell } from './shell';

function Followed({ project, children }: { project: Id; children: ReactNode }) {
  useFollow(project);
  useEffect(() => rememberProject(project), [project]);
  return <Shell project={project}>{children}</Shell>;
}

/** Nothing of a project stays behind in the browser once it is not one's own. */
function Gone({ project }: { project: Id }) {
  const cache = useQueryClient();
  useEffect(() => cache.removeQueries({ queryKey: keys.project(project) }), [cache, project]);
  return <ProjectGone />;
}

/** Pages inside one project: its events flow, the rail belongs to it. */
export function ProjectScope({ project, children }: { project: Id; children: ReactNode }) {
  const known = useProject(project);
  if (!known) return <Gone project={project} />;
  return (
    <Followed key={project} project={project}>
      {children}
    </Followed>
  );
}
