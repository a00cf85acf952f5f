import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import { ConnectionBar } from './connection-bar';
import { useHotkeys } from './hotkeys';
import { Rail } from './rail';
import classes from './shell.module.css';

const Palette = lazy(() => import('./palette'));
const Shortcuts = lazy(() => import('./shortcuts'));

/** The frame of every page of a signed-in person: the rail, the page, what opens over them. */
export function Shell({ project, children }: { project: Id | null; children: ReactNode }) {
  const { t } = useTranslation();
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  useHotkeys({
    palette: () => setPalette(true),
    help: () => setShortcuts(true),
  });
  return (
    <>
      <div className={classes.shell}>
        <Rail
          project={project}
          onPalette={() => setPalette(true)}
          onShortcuts={() => setShortcuts(true)}
        />
        <div className={classes.page}>
          <ConnectionBar />
          <main className={classes.main} aria-label={t('common.product')}>
            {children}
          </main>
        </div>
      </div>
      <Suspense>
        {palette && <Palette project={project} onClose={() => setPalette(false)} />}
        {shortcuts && <Shortcuts onClose={() => setShortcuts(false)} />}
      </Suspense>
    </>
  );
}
