import {
  Button,
  PasswordInput,
  SegmentedControl,
  Stack,
  TextInput,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { Problem } from '../api/problem';
import type { Locale, Me, Person } from '../api/types';
import { keys } from '../cache/keys';
import { homePath } from '../session/last-project';
import { useProjects } from '../session/live-context';
import { useMe } from '../session/me';
import { useSignOut } from '../session/sign-out';
import { Shell } from '../shell/shell';
import { FormError } from '../ui/form-error';
import { LanguageSwitch } from '../ui/language-switch';
import { isName, isPassword } from '../ui/rules';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { Page, Part } from './page';

function usePutPerson() {
  const cache = useQueryClient();
  return (person: Person) => cache.setQueryData<Me>(keys.me, (me) => me && { ...me, person });
}

function AboutPerson({ person }: { person: Person }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutPerson();
  const form = useForm({
    initialValues: { name: person.name },
    validate: { name: (value) => (isName(value) ? null : t('auth.needName')) },
  });
  const submit = useSubmit(form, async ({ name }) => {
    put(await http('auth.update_me', { name: name.trim() }));
    form.resetDirty();
    toasts.done(t('common.saved'));
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <TextInput label={t('auth.name')} {...form.getInputProps('name')} />
        <Button
          type="submit"
          loading={submit.pending}
          disabled={!form.isDirty()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  );
}

function Appearance() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutPerson();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const saveLocale = (locale: Locale) => {
    http('auth.update_me', { locale }).then(put, (error: unknown) => toasts.problem(error));
  };
  const themes = (['light', 'dark', 'auto'] as const).map((value) => ({
    value,
    label: t(`nav.${value}`),
  }));
  return (
    <Stack gap="md" align="flex-start">
      <LanguageSwitch size="sm" onSwitch={saveLocale} />
      <SegmentedControl
        data={themes}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        aria-label={t('nav.theme')}
      />
    </Stack>
  );
}

function ChangePassword() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: {
      current: (value) => (value ? null : t('auth.needAny')),
      password: (value) => (isPassword(value) ? null : t('auth.needPassword')),
    },
  });
  const submit = useSubmit(form, async (values) => {
    await http('auth.change_password', values);
    form.reset();
    toasts.done(t('profile.changed'));
  });
  const wrong = submit.problem instanceof Problem && submit.problem.code === 'auth.bad_credentials';
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={wrong ? t('errors.auth.wrong_password') : submit.error} />
        <PasswordInput
          label={t('profile.current')}
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label={t('profile.next')}
          description={t('auth.passwordHint')}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button
          type="submit"
          variant="default"
          loading={submit.pending}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('profile.change')}
        </Button>
      </Stack>
    </form>
  );
}

/** The person's own page: name, language, theme, password, way out. */
export default function Profile() {
  const { t } = useTranslation();
  const person = useMe().data?.person;
  const signOut = useSignOut();
  const home = /^\/p\/(\d+)/.exec(homePath(useProjects()))?.[1] ?? null;
  useEffect(() => {
    document.title = `${t('profile.title')} · Switchboard`;
  }, [t]);
  if (!person) return null;
  const leave = (
    <Button variant="default" onClick={signOut}>
      {t('nav.signOut')}
    </Button>
  );
  return (
    <Shell project={home}>
      <Page title={t('profile.title')} text={person.email} action={leave}>
        <Part title={t('profile.person')}>
          <AboutPerson person={person} />
        </Part>
        <Part title={t('profile.appearance')}>
          <Appearance />
        </Part>
        <Part title={t('profile.password')}>
          <ChangePassword />
        </Part>
      </Page>
    </Shell>
  );
}
