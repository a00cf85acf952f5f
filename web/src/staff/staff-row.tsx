import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffPerson } from '../api/types';
import { useMyId } from '../session/live-context';
import { Avatar } from '../ui/avatar';
import classes from './staff.module.css';

interface StaffRowProps {
  staff: StaffPerson;
  /** Null for whoever may not remove people. */
  onRemove: ((person: StaffPerson['person']) => void) | null;
}

export function StaffRow({ staff: { person, projects }, onRemove }: StaffRowProps) {
  const { t } = useTranslation();
  const me = useMyId();
  const owns = projects.some((project) => project.role === 'owner');
  return (
    <li className={classes.person}>
      <Avatar id={person.id} name={person.name} size={40} photo={person.photo_url} />
      <div className={classes.text}>
        <div className={classes.name}>
          <bdi>{person.name}</bdi>
          {person.id === me && ` (${t('common.you')})`}
        </div>
        <div className={classes.sub}>{person.email}</div>
        {projects.length === 0 ? (
          <div className={classes.sub}>{t('staff.noProjects')}</div>
        ) : (
          <ul className={classes.projects} aria-label={t('staff.in', { name: person.name })}>
            {projects.map((project) => (
              <li key={project.id}>
                <bdi>{project.name}</bdi>
                <span>{t(`projects.role.${project.role}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {onRemove && person.id !== me && !owns && (
        <Button
          size="xs"
          variant="subtle"
          color="red"
          aria-label={t('staff.removeOne', { name: person.name })}
          onClick={() => onRemove(person)}
        >
          {t('staff.remove')}
        </Button>
      )}
    </li>
  );
}
