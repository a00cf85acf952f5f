import '@mantine/spotlight/styles.css';
import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  ArrowRightLeft,
  Bot,
  Building2,
  Check,
  Hand,
  LogOut,
  MessagesSquare,
  Moon,
  Settings,
  StickyNote,
  Sun,
  UserPlus,
  UserRound,
  UserX,
  Users,
} from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Id } from '../api/types';
import { TABS } from '../cache/keys';
import { mayManage, useProjects } from '../session/live-context';
import { useSignOut } from '../session/sign-out';
import { useChatCommands } from './chat-commands';

const [store, spotlight] = createSpotlight();

function useActions(project: Id | null): SpotlightActionData[] {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const projects = useProjects();
  const current = projects.find((one) => one.id === project);
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const commands = useChatCommands();
  const actions: SpotlightActionData[] = [];
  const add = (id: string, label: string, icon: typeof Bot, onClick?: () => void) => {
    const Icon = icon;
    if (onClick) actions.push({ id, label, onClick, leftSection: <Icon size={17} aria-hidden /> });
  };
  add('take', t('keys.take'), Hand, commands.take);
  add('take-over', t('hold.takeOver'), Hand, commands.takeOver);
  add('decline', t('hold.decline'), UserX, commands.decline);
  add('done', t('keys.done'), Check, commands.done);
  add('pass', t('hold.pass'), ArrowRightLeft, commands.pass);
  add('forward', t('hold.forward'), Building2, commands.forward);
  add('add', t('hold.add'), UserPlus, commands.add);
  add('leave', t('hold.leave'), LogOut, commands.leave);
  add('reply', t('keys.reply'), MessagesSquare, commands.reply);
  add('note', t('keys.note'), StickyNote, commands.note);
  if (project) {
    for (const tab of TABS.filter((one) => current?.permissions[one])) {
      const label = t('palette.goInbox', { tab: t(`inbox.tabs.${tab}`) });
      add(`tab-${tab}`, label, MessagesSquare, () => go(`/p/${project}/inbox?tab=${tab}`));
    }
    const settings = `/p/${project}/settings`;
    add('channels', t('channels.title'), Bot, () => go(`${settings}/channels`));
    add('connect', t('connect.title'), Bot, () => go(`${settings}/channels/connect`));
    add('team', t('team.title'), Users, () => go(`${settings}/team`));
    if (current && mayManage(current)) {
      add('project', t('settings.project'), Settings, () => go(`${settings}/project`));
    }
  }
  for (const other of projects.filter((one) => one.id !== project)) {
    const label = t('palette.toProject', { name: other.name });
    add(`project-${other.id}`, label, Settings, () => go(`/p/${other.id}/inbox`));
  }
  add('projects', t('projects.title'), Settings, () => go('/projects'));
  if (projects.some(mayManage)) add('staff', t('nav.staff'), Users, () => go('/staff'));
  add('profile', t('nav.profile'), UserRound, () => go('/profile'));
  add('light', t('palette.themeLight'), Sun, () => setColorScheme('light'));
  add('dark', t('palette.themeDark'), Moon, () => setColorScheme('dark'));
  add('sign-out', t('nav.signOut'), LogOut, signOut);
  return actions;
}

/** Ctrl+K: every action by its name. */
export default function Palette({ project, onClose }: { project: Id | null; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useActions(project);
  useEffect(() => spotlight.open(), []);
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={t('palette.nothing')}
      onSpotlightClose={onClose}
      title={t('palette.search')}
      // Its name for those who listen; the search says the same to those who look.
      styles={{ header: { display: 'none' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search') }}
    />
  );
}
