import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id, Tab } from '../api/types';
import { useCounters } from './data';
import classes from './inbox.module.css';
import { usePlace } from './use-place';

const SHOWN_UP_TO = 999;

/** New, Mine, Others, Done, as far as one may see them, each with its live counter (INB-1). */
export function InboxTabs({ project, children }: { project: Id; children: ReactNode }) {
  const { t } = useTranslation();
  const { tab, tabs, open } = usePlace(project);
  const counters = useCounters(project).data;
  return (
    <Tabs
      value={tab}
      onChange={(next) => open(null, next as Tab)}
      keepMounted={false}
      classNames={{ root: classes.tabsRoot, tab: classes.tab, list: classes.tabs }}
    >
      <Tabs.List grow aria-label={t('inbox.tabList')}>
        {tabs.map((one) => {
          const count = counters?.[one];
          return (
            <Tabs.Tab key={one} value={one} data-tab={one}>
              {t(`inbox.tabs.${one}`)}
              {count !== undefined && (
                <span className={classes.tabCount} data-lit={one === 'new' && count > 0}>
                  {count > SHOWN_UP_TO ? `${SHOWN_UP_TO}+` : count}
                </span>
              )}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      <Tabs.Panel value={tab} className={classes.panel} tabIndex={-1}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
