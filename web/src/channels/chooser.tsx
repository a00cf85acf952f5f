import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id } from '../api/types';
import { PlatformMark } from '../ui/platform-mark';
import { PLATFORMS } from '../ui/platforms';
import classes from './chooser.module.css';

/** The messengers that can be connected; each leads to its own steps. */
export function Chooser({ project }: { project: Id }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list} aria-label={t('platforms.all')}>
      {PLATFORMS.map((platform) => (
        <li key={platform}>
          <Link
            href={`/p/${project}/settings/channels/connect/${platform}`}
            className={classes.card}
          >
            <PlatformMark platform={platform} size={38} />
            <span className={classes.words}>
              <strong>{t(`platforms.connect.${platform}`)}</strong>
              <small>{t(`platforms.hint.${platform}`)}</small>
            </span>
            <ChevronRight size={17} className={classes.arrow} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
