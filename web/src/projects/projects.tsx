import { Button } from '@mantine/core';
import { ChevronRight, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { Project } from '../api/types';
import { useProjects } from '../session/live-context';
import { Page } from '../settings/page';
import { Shell } from '../shell/shell';
import { hueOf, initials } from '../text/initials';
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
        <span
          className={classes.mark}
          style={{ background: `var(--sb-hue-${hueOf(project.id)})` }}
          aria-hidden
        >
          {initials(project.name)}
        </span>
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
  const add = (
    <Button component={Link} href="/projects/new" leftSection={<Plus size={16} aria-hidden />}>
      {t('projects.add')}
    </Button>
  );
  return (
    <Shell project={null}>
      <Page title={t('projects.title')} action={add}>
        <ul className={classes.rows}>
          {projects.map((project) => (
            <Row key={project.id} project={project} />
          ))}
        </ul>
      </Page>
    </Shell>
  );
}
