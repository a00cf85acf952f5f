import { UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { Command, Keyboard, MessagesSquare, Settings } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Id, Project } from '../api/types';
import { useWaiting } from '../inbox/data';
import { maySeeInbox, useProject } from '../session/live-context';
import { railColors } from './brand';
import { PersonInProject, PersonMenu } from './person-menu';
import { ProjectSwitcher } from './project-switcher';
import classes from './shell.module.css';

interface SectionProps {
  href: string;
  icon: ReactNode;
  label: string;
  count?: number;
}

function Section({ href, icon, label, count = 0 }: SectionProps) {
  const [path] = useLocation();
  return (
    <Link
      href={href}
      className={classes.section}
      aria-current={path.startsWith(href) ? 'page' : undefined}
    >
      {icon}
      {label}
      {count > 0 && <span className={classes.count}>{count > 99 ? '99+' : count}</span>}
    </Link>
  );
}

function InboxSection({ project }: { project: Id }) {
  const { t } = useTranslation();
  const waiting = useWaiting(project);
  return (
    <Section
      href={`/p/${project}/inbox`}
      icon={<MessagesSquare size={20} aria-hidden />}
      label={t('nav.inbox')}
      count={waiting}
    />
  );
}

/** Only what is open to the person; it follows at once when that changes (TEAM-3). */
function Sections({ project }: { project: Project }) {
  const { t } = useTranslation();
  return (
    <>
      {maySeeInbox(project) && <InboxSection project={project.id} />}
      <Section
        href={`/p/${project.id}/settings`}
        icon={<Settings size={20} aria-hidden />}
        label={t('nav.settings')}
      />
    </>
  );
}

/** The rail's colours as the project's brand wants them; nothing when it has none. */
function useBrand(project: Project | undefined): CSSProperties | undefined {
  const scheme = useComputedColorScheme('light');
  const colors = project ? railColors(project.color, scheme) : null;
  if (!colors) return undefined;
  return {
    '--sb-rail': colors.ground,
    '--sb-rail-text': colors.ink,
    '--sb-rail-on': colors.on,
    '--sb-rail-on-text': colors.ink,
    '--sb-rail-count': colors.ink,
    '--sb-rail-count-text': colors.ground,
  } as CSSProperties;
}

interface RailProps {
  project: Id | null;
  onPalette: () => void;
  onShortcuts: () => void;
}

/** The narrow bar at the left: project, sections in the order of the work, person. */
export function Rail({ project, onPalette, onShortcuts }: RailProps) {
  const { t } = useTranslation();
  const current = useProject(project ?? '');
  const brand = useBrand(current);
  return (
    <nav
      className={classes.rail}
      style={brand}
      data-branded={brand !== undefined}
      aria-label={t('nav.main')}
    >
      <ProjectSwitcher project={project} />
      <div className={classes.sections}>{current && <Sections project={current} />}</div>
      <div className={classes.foot}>
        <UnstyledButton
          className={classes.tool}
          aria-label={t('nav.palette')}
          title={`${t('nav.palette')} (Ctrl+K)`}
          onClick={onPalette}
        >
          <Command size={18} aria-hidden />
        </UnstyledButton>
        <UnstyledButton
          className={classes.tool}
          aria-label={t('nav.shortcuts')}
          title={`${t('nav.shortcuts')} (?)`}
          onClick={onShortcuts}
        >
          <Keyboard size={18} aria-hidden />
        </UnstyledButton>
        {current ? <PersonInProject project={current.id} /> : <PersonMenu />}
      </div>
    </nav>
  );
}
