import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  BookOpen,
  Check,
  Coffee,
  LogOut,
  Monitor,
  Moon,
  Sun,
  UserRound,
  UserRoundCheck,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Id, Presence } from '../api/types';
import { useLive } from '../session/live-context';
import { useMe } from '../session/me';
import { useSignOut } from '../session/sign-out';
import { useAway } from '../session/use-away';
import { Avatar } from '../ui/avatar';
import classes from './shell.module.css';

const THEMES = [
  { scheme: 'light', icon: Sun },
  { scheme: 'dark', icon: Moon },
  { scheme: 'auto', icon: Monitor },
] as const;

function Themes() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('nav.theme')}</Menu.Label>
      {THEMES.map(({ scheme, icon: Icon }) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon size={15} aria-hidden />}
          rightSection={colorScheme === scheme && <Check size={15} aria-hidden />}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`nav.${scheme}`)}
        </Menu.Item>
      ))}
    </>
  );
}

interface PersonMenuProps {
  presence?: Presence['presence'];
  /** Says whether one is away; absent outside of a project. */
  onSay?: (away: boolean) => void;
}

/** The person at the bottom of the rail: whether they are here, profile, theme, way out. */
export function PersonMenu({ presence, onSay }: PersonMenuProps) {
  const { t, i18n } = useTranslation();
  const [, go] = useLocation();
  const live = useLive();
  const person = useMe().data?.person ?? live.me;
  const signOut = useSignOut();
  const away = presence === 'away';
  const Sign = away ? UserRoundCheck : Coffee;
  const label = `${t('nav.person')}: ${person.name}`;
  return (
    <Menu position="right-end" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={classes.person}
          aria-label={away ? `${label}, ${t('nav.presence.away')}` : label}
          title={person.name}
        >
          <Avatar id={person.id} name={person.name} size={36} photo={person.photo_url} />
          {presence && <span className={classes.dot} data-presence={presence} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {presence ? `${person.name} · ${t(`nav.presence.${presence}`)}` : person.name}
        </Menu.Label>
        {onSay && (
          <Menu.Item leftSection={<Sign size={15} aria-hidden />} onClick={() => onSay(!away)}>
            {t(away ? 'nav.comeBack' : 'nav.goAway')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<UserRound size={15} aria-hidden />} onClick={() => go('/profile')}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`/docs/${i18n.language}/index.html`}
          target="_blank"
          leftSection={<BookOpen size={15} aria-hidden />}
        >
          {t('common.help')}
        </Menu.Item>
        <Menu.Divider />
        <Themes />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={signOut}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same inside a project, where colleagues see whether one is here (TEAM-5). */
export function PersonInProject({ project }: { project: Id }) {
  const { presence, say } = useAway(project);
  return <PersonMenu presence={presence} onSay={say} />;
}
