import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { keys } from '../cache/keys';
import { FormError } from '../ui/form-error';
import { isEmail } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { AuthPage } from './auth-page';

export default function SignIn() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (value ? null : t('auth.needAny')),
    },
  });
  const submit = useSubmit(form, async ({ email, password }) => {
    await http('auth.sign_in', { email: email.trim(), password });
    await cache.refetchQueries({ queryKey: keys.me });
  });
  const other = { question: t('auth.noAccount'), label: t('auth.signUp'), href: '/sign-up' };
  return (
    <AuthPage title={t('auth.signInTitle')} text={t('auth.signInText')} other={other}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <TextInput
            label={t('auth.email')}
            type="email"
            autoComplete="username"
            autoFocus
            size="md"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('auth.password')}
            autoComplete="current-password"
            size="md"
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" fullWidth loading={submit.pending}>
            {t('auth.signIn')}
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
