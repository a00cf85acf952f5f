import { useEffect, type ReactNode } from 'react';
import type { Id } from '../api/types';
import { rememberProject } from '../session/last-project';
import { useFollow, useProject } from '../session/live-context';
import NotFound from './not-found';
import { Shell } from './shell';

function Followed({ project, children }: { project: Id; children: ReactNode }) {
  useFollow(project);
  useEffect(() => rememberProject(project), [project]);
  return <Shell project={project}>{children}</Shell>;
}

/** Pages inside one project: its events flow, the rail belongs to it. */
export function ProjectScope({ project, children }: { project: Id; children: ReactNode }) {
  const known = useProject(project);
  if (!known) return <NotFound />;
  return (
    <Followed key={project} project={project}>
      {children}
    </Followed>
  );
}
