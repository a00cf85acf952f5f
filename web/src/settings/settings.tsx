import {
  Building2,
  KeyRound,
  MessagesSquare,
  ScrollText,
  Split,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { Id, Project } from '../api/types';
import { loadWords } from '../i18n';
import { mayManage, useProject } from '../session/live-context';
import classes from './settings.module.css';

const Channels = lazy(async () => {
  const [page] = await Promise.all([import('../channels/channels'), loadWords('channels')]);
  return page;
});

const Administration = lazy(async () => {
  const [page] = await Promise.all([import('./administration'), loadWords('administration')]);
  return page;
});

export type Section = 'channels' | 'team' | 'departments' | 'project' | 'api' | 'audit';

/** Managers see the channels and the team, and change nothing (TEAM-2). */
const SECTIONS: readonly { name: Section; icon: LucideIcon; chiefs?: boolean }[] = [
  { name: 'channels', icon: MessagesSquare },
  { name: 'team', icon: Users },
  { name: 'departments', icon: Split, chiefs: true },
  { name: 'project', icon: Building2, chiefs: true },
  { name: 'api', icon: KeyRound, chiefs: true },
  { name: 'audit', icon: ScrollText, chiefs: true },
];

const sectionsOf = (project: Project) =>
  SECTIONS.filter(({ chiefs }) => !chiefs || mayManage(project));

function Navigation({ project, current }: { project: Project; current: string }) {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the sections stand in one line that is wider than the screen.
    nav.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav ref={nav} className={classes.nav} aria-label={t('settings.sections')}>
      <h2 className={classes.navTitle}>{t('settings.title')}</h2>
      {sectionsOf(project).map(({ name, icon: Icon }) => (
        <Link
          key={name}
          href={`/p/${project.id}/settings/${name}`}
          className={classes.navLink}
          aria-current={current === name ? 'page' : undefined}
        >
          <Icon size={17} aria-hidden />
          {t(`settings.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

function Body({ project, path }: { project: Project; path: string }) {
  const [first = '', ...rest] = path.split('/');
  const section = sectionsOf(project).find(({ name }) => name === first)?.name;
  if (!section) return <Redirect to={`/p/${project.id}/settings/channels`} replace />;
  return (
    <Suspense>
      {section === 'channels' ? (
        <Channels project={project} path={rest.join('/')} />
      ) : (
        <Administration project={project} section={section} path={rest.join('/')} />
      )}
    </Suspense>
  );
}

interface SettingsProps {
  project: Id;
  /** What follows `/settings/` in the address: a section, perhaps something in it. */
  path: string;
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
      <Navigation project={known} current={path.split('/')[0] ?? ''} />
      <div className={classes.body}>
        <Body project={known} path={path} />
      </div>
    </div>
  );
}
