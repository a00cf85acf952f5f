import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Id, Tab } from '../api/types';
import { TABS } from '../cache/keys';
import { usePermissions } from './rights';

export interface Place {
  tab: Tab;
  /** The tabs this person may see, in their order. */
  tabs: readonly Tab[];
  /** Where a chat (null: none) of a tab is shown. */
  href: (chat: Id | null, tab?: Tab) => string;
  open: (chat: Id | null, tab?: Tab) => void;
}

/** Which tab is open is part of the address, so that back, reload and links work. */
export function usePlace(project: Id): Place {
  const [, go] = useLocation();
  const [params] = useSearchParams();
  const permissions = usePermissions(project);
  const tabs = TABS.filter((one) => permissions[one]);
  const asked = params.get('tab');
  const tab = tabs.find((one) => one === asked) ?? tabs[0] ?? 'new';
  const href = useCallback(
    (chat: Id | null, other: Tab = tab) =>
      `/p/${project}/inbox${chat ? `/${chat}` : ''}?tab=${other}`,
    [project, tab],
  );
  const open = useCallback((chat: Id | null, other?: Tab) => go(href(chat, other)), [go, href]);
  return { tab, tabs, href, open };
}
