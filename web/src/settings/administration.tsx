import type { Project } from '../api/types';
import { ApiPage } from './api/api-page';
import { AuditPage } from './audit/audit-page';
import { Departments } from './departments/departments';
import { ProjectPage } from './project/project-page';
import type { Section } from './settings';
import { Team } from './team/team';

interface AdministrationProps {
  project: Project;
  section: Exclude<Section, 'channels'>;
  /** What follows the section in the address. */
  path: string;
}

/** Everything of the settings but channels; loaded when somebody goes there. */
export default function Administration({ project, section, path }: AdministrationProps) {
  switch (section) {
    case 'team':
      return <Team project={project} path={path} />;
    case 'departments':
      return <Departments project={project} path={path} />;
    case 'project':
      return <ProjectPage key={project.id} project={project} />;
    case 'api':
      return <ApiPage project={project} />;
    case 'audit':
      return <AuditPage project={project} />;
  }
}
