import { Menu, UnstyledButton } from '@mantine/core';
import { Check, LayoutGrid, Plus, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Id } from '../api/types';
import { mayManage, useProject, useProjects } from '../session/live-context';
import { ProjectMark } from './project-mark';
import classes from './shell.module.css';

const MARK_PX = 42;
const ROW_MARK_PX = 22;

/** The project one works in, by its logo; opens the others. */
export function ProjectSwitcher({ project }: { project: Id | null }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const projects = useProjects();
  const current = useProject(project ?? '');
  const label = current ? `${t('projects.switch')}: ${current.name}` : t('projects.switch');
  return (
    <Menu position="right-start" width={260} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.switcher} aria-label={label} title={current?.name}>
          {current ? (
            <ProjectMark project={current} size={MARK_PX} />
          ) : (
            <span className={classes.noProject}>
              <LayoutGrid size={18} aria-hidden />
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => go(`/p/${one.id}/inbox`)}
            leftSection={<ProjectMark project={one} size={ROW_MARK_PX} />}
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
        {projects.some(mayManage) && (
          <Menu.Item leftSection={<Users size={15} aria-hidden />} onClick={() => go('/staff')}>
            {t('nav.staff')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Plus size={15} aria-hidden />} onClick={() => go('/projects/new')}>
          {t('projects.add')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
