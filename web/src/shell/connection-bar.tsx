import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection, useUnsent } from '../session/live-context';
import classes from './shell.module.css';

/** A blink of the connection is not worth a person's attention. */
const SHOWN_AFTER_MS = 1200;

/** The thin bar that says the connection is lost and what happens to what one writes. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const lost = useConnection() === false;
  const waiting = useUnsent().filter((item) => item.refused === null).length;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div role="status">
      {shown && lost && (
        <div className={classes.offline}>
          <CloudOff size={15} aria-hidden />
          <span>
            {waiting > 0 ? t('nav.offlineWaiting', { count: waiting }) : t('nav.offline')}
          </span>
        </div>
      )}
    </div>
  );
}
