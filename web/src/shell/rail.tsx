import { UnstyledButton } from '@mantine/core';
import { Command, Keyboard, MessagesSquare, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Id } from '../api/types';
import { useWaiting } from '../inbox/data';
import { PersonMenu } from './person-menu';
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

function Sections({ project }: { project: Id }) {
  const { t } = useTranslation();
  const waiting = useWaiting(project);
  return (
    <>
      <Section
        href={`/p/${project}/inbox`}
        icon={<MessagesSquare size={20} aria-hidden />}
        label={t('nav.inbox')}
        count={waiting}
      />
      <Section
        href={`/p/${project}/settings`}
        icon={<Settings size={20} aria-hidden />}
        label={t('nav.settings')}
      />
    </>
  );
}

interface RailProps {
  project: Id | null;
  onPalette: () => void;
  onShortcuts: () => void;
}

/** The narrow bar at the left: project, sections in the order of the work, person. */
export function Rail({ project, onPalette, onShortcuts }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav className={classes.rail} aria-label={t('nav.main')}>
      <ProjectSwitcher project={project} />
      <div className={classes.sections}>{project && <Sections project={project} />}</div>
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
        <PersonMenu />
      </div>
    </nav>
  );
}
