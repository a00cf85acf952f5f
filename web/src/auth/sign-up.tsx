import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { keys } from '../cache/keys';
import { currentLocale } from '../i18n';
import { FormError } from '../ui/form-error';
import { isEmail, isName, isPassword } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { AuthPage } from './auth-page';

export default function SignUp() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (isName(value) ? null : t('auth.needName')),
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (isPassword(value) ? null : t('auth.needPassword')),
    },
  });
  const submit = useSubmit(form, async ({ name, email, password }) => {
    await http('auth.sign_up', {
      name: name.trim(),
      email: email.trim(),
      password,
      locale: currentLocale(),
    });
    await cache.refetchQueries({ queryKey: keys.me });
  });
  const other = { question: t('auth.haveAccount'), label: t('auth.signIn'), href: '/sign-in' };
  return (
    <AuthPage title={t('auth.signUpTitle')} text={t('auth.signUpText')} other={other}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <TextInput
            label={t('auth.name')}
            description={t('auth.nameHint')}
            autoComplete="name"
            autoFocus
            size="md"
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('auth.email')}
            type="email"
            autoComplete="username"
            size="md"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('auth.password')}
            description={t('auth.passwordHint')}
            autoComplete="new-password"
            size="md"
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" fullWidth loading={submit.pending}>
            {t('auth.signUp')}
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
