import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id } from '../../api/types';
import classes from './team.module.css';

const VIEWS = [
  { name: 'people', path: '' },
  { name: 'matrix', path: '/permissions' },
] as const;

type View = (typeof VIEWS)[number]['name'];

/** The team as people or as a table of permissions. */
export function Views({ project, current }: { project: Id; current: View }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.views} aria-label={t('team.views')}>
      {VIEWS.map(({ name, path }) => (
        <Link
          key={name}
          href={`/p/${project}/settings/team${path}`}
          className={classes.view}
          aria-current={name === current ? 'page' : undefined}
        >
          {t(`team.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
