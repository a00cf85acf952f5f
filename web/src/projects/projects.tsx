import { Button, Group } from '@mantine/core';
import { ChevronRight, Plus, Users } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { Project } from '../api/types';
import { mayManage, useProjects } from '../session/live-context';
import { Page } from '../settings/page';
import { ProjectMark } from '../shell/project-mark';
import { Shell } from '../shell/shell';
import classes from './projects.module.css';

function Row({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  return (
    <li>
      <Link
        href={`/p/${project.id}/inbox`}
        className={classes.row}
        aria-label={t('projects.open', { name: project.name })}
      >
        <ProjectMark project={project} size={42} />
        <span className={classes.text}>
          <bdi className={classes.name}>{project.name}</bdi>
          <span className={classes.sub}>
            {t(`projects.role.${project.role}`)} · {project.time_zone} ·{' '}
            {t('projects.created', { date: date.format(new Date(project.created_at)) })}
          </span>
        </span>
        <ChevronRight size={18} aria-hidden />
      </Link>
    </li>
  );
}

/** [Мои проекты]: every project this person is in. */
export default function Projects() {
  const { t } = useTranslation();
  const projects = useProjects();
  useEffect(() => {
    document.title = `${t('projects.title')} · Switchboard`;
  }, [t]);
  if (projects.length === 0) return <Redirect to="/projects/new" replace />;
  const actions = (
    <Group gap="xs">
      {projects.some(mayManage) && (
        <Button
          component={Link}
          href="/staff"
          variant="default"
          leftSection={<Users size={16} aria-hidden />}
        >
          {t('nav.staff')}
        </Button>
      )}
      <Button component={Link} href="/projects/new" leftSection={<Plus size={16} aria-hidden />}>
        {t('projects.add')}
      </Button>
    </Group>
  );
  return (
    <Shell project={null}>
      <Page title={t('projects.title')} action={actions}>
        <ul className={classes.rows}>
          {projects.map((project) => (
            <Row key={project.id} project={project} />
          ))}
        </ul>
      </Page>
    </Shell>
  );
}
