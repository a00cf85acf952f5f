import { Anchor, Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { homePath } from '../session/last-project';
import { useProjects } from '../session/live-context';
import { useMe } from '../session/me';
import { useSignOut } from '../session/sign-out';
import { Page, Part } from '../settings/page';
import { Shell } from '../shell/shell';
import { About } from './about';
import { Appearance } from './appearance';
import { Email } from './email';
import { ChangePassword } from './password';
import { Photo } from './photo';
import { Sessions } from './sessions';
import { TwoFactor } from './two-factor';

/** The person's own page: who they are to colleagues and how they sign in. */
export default function Profile() {
  const { t, i18n } = useTranslation();
  const person = useMe().data?.person;
  const signOut = useSignOut();
  const home = /^\/p\/(\d+)/.exec(homePath(useProjects()))?.[1] ?? null;
  useEffect(() => {
    document.title = `${t('profile.title')} · Switchboard`;
  }, [t]);
  if (!person) return null;
  const actions = (
    <Group gap="md">
      <Anchor href={`/docs/${i18n.language}/security.html`} target="_blank">
        {t('profile.learn')}
      </Anchor>
      <Button variant="default" onClick={signOut}>
        {t('nav.signOut')}
      </Button>
    </Group>
  );
  return (
    <Shell project={home}>
      <Page title={t('profile.title')} text={person.email} action={actions}>
        <Part title={t('profile.photo')}>
          <Photo person={person} />
        </Part>
        <Part title={t('profile.person')}>
          <About person={person} />
        </Part>
        <Part title={t('profile.email')}>
          <Email person={person} />
        </Part>
        <Part title={t('profile.appearance')}>
          <Appearance />
        </Part>
        <Part title={t('profile.password')}>
          <ChangePassword email={person.email} />
        </Part>
        <Part title={t('totp.title')}>
          <TwoFactor person={person} />
        </Part>
        <Part title={t('sessions.title')} wide>
          <Sessions />
        </Part>
      </Page>
    </Shell>
  );
}
