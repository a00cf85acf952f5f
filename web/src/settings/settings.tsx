import { Building2, MessagesSquare, Users } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { Id, Project } from '../api/types';
import { loadWords } from '../i18n';
import { useProject } from '../session/live-context';
import { ProjectSection } from './project-section';
import classes from './settings.module.css';
import { TeamSection } from './team-section';

const Channels = lazy(async () => {
  const [page] = await Promise.all([import('../channels/channels'), loadWords('channels')]);
  return page;
});

const SECTIONS = [
  { name: 'channels', icon: MessagesSquare },
  { name: 'team', icon: Users },
  { name: 'project', icon: Building2 },
] as const;

interface SettingsProps {
  project: Id;
  /** What follows `/settings/` in the address: a section, perhaps an action in it. */
  path: string;
}

function Section({ project, path }: { project: Project; path: string }) {
  const [section = '', ...rest] = path.split('/');
  switch (section) {
    case 'channels':
      return (
        <Suspense>
          <Channels project={project} path={rest.join('/')} />
        </Suspense>
      );
    case 'team':
      return <TeamSection project={project} />;
    case 'project':
      return <ProjectSection key={project.id} project={project} />;
    default:
      return <Redirect to={`/p/${project.id}/settings/channels`} replace />;
  }
}

/** The settings of one project, section by section. */
export default function Settings({ project, path }: SettingsProps) {
  const { t } = useTranslation();
  const known = useProject(project);
  useEffect(() => {
    document.title = `${t('settings.title')} · Switchboard`;
  }, [t]);
  if (!known) return null;
  return (
    <div className={classes.frame}>
      <nav className={classes.nav} aria-label={t('settings.sections')}>
        <h2 className={classes.navTitle}>{t('settings.title')}</h2>
        {SECTIONS.map(({ name, icon: Icon }) => (
          <Link
            key={name}
            href={`/p/${project}/settings/${name}`}
            className={classes.navLink}
            aria-current={path.startsWith(name) ? 'page' : undefined}
          >
            <Icon size={17} aria-hidden />
            {t(`settings.${name}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.body}>
        <Section project={known} path={path} />
      </div>
    </div>
  );
}
