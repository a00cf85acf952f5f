import { useTranslation } from 'react-i18next';
import type { Project } from '../../api/types';
import { Page, Part } from '../page';
import { About } from './about';
import { Appeals } from './appeals';
import { Color } from './color';
import { DeleteProject } from './delete-project';
import { Logo } from './logo';
import { Variables } from './variables';

/** The project itself: name, look, how it deals with appeals, its end (PRJ-2, PRJ-5). */
export function ProjectPage({ project }: { project: Project }) {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.project')} text={t('own_project.text')}>
      <Part title={t('own_project.about')}>
        <About project={project} />
      </Part>
      <Part title={t('own_project.logo')}>
        <Logo project={project} />
      </Part>
      <Part title={t('own_project.color')} text={t('own_project.colorHint')}>
        <Color key={project.color} project={project} />
      </Part>
      <Part title={t('own_project.appeals')}>
        <Appeals project={project} />
      </Part>
      <Part title={t('variables.title')} text={t('variables.text')}>
        <Variables project={project.id} />
      </Part>
      {project.role === 'owner' && <DeleteProject project={project} />}
    </Page>
  );
}
