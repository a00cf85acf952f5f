import { Menu, UnstyledButton } from '@mantine/core';
import { Check, LayoutGrid, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Id } from '../api/types';
import { useProject, useProjects } from '../session/live-context';
import { hueOf, initials } from '../text/initials';
import classes from './shell.module.css';

/** The project one works in, in its colour; opens the others. */
export function ProjectSwitcher({ project }: { project: Id | null }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const projects = useProjects();
  const current = useProject(project ?? '');
  const label = current ? `${t('projects.switch')}: ${current.name}` : t('projects.switch');
  return (
    <Menu position="right-start" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={classes.switcher}
          aria-label={label}
          title={current?.name}
          style={{ background: `var(--sb-hue-${hueOf(current?.id ?? '')})` }}
        >
          {current ? initials(current.name) : <LayoutGrid size={18} aria-hidden />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => go(`/p/${one.id}/inbox`)}
            rightSection={one.id === project && <Check size={15} aria-hidden />}
          >
            {one.name}
          </Menu.Item>
        ))}
        {projects.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<LayoutGrid size={15} aria-hidden />}
          onClick={() => go('/projects')}
        >
          {t('projects.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Plus size={15} aria-hidden />} onClick={() => go('/projects/new')}>
          {t('projects.add')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
