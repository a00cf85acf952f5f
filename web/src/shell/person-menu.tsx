import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { BookOpen, Check, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useLive } from '../session/live-context';
import { useMe } from '../session/me';
import { useSignOut } from '../session/sign-out';
import { Avatar } from '../ui/avatar';

const THEMES = [
  { scheme: 'light', icon: Sun },
  { scheme: 'dark', icon: Moon },
  { scheme: 'auto', icon: Monitor },
] as const;

/** The person at the bottom of the rail: profile, theme, way out. */
export function PersonMenu() {
  const { t, i18n } = useTranslation();
  const [, go] = useLocation();
  const live = useLive();
  const person = useMe().data?.person ?? live.me;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="right-end" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={`${t('nav.person')}: ${person.name}`} title={person.name}>
          <Avatar id={person.id} name={person.name} size={36} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.name}</Menu.Label>
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
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={signOut}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
