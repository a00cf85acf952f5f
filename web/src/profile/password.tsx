import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { FormError } from '../ui/form-error';
import { isPassword } from '../ui/rules';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { useKeepSessions } from './data';

/** One's own password; a new one ends all other sessions. */
export function ChangePassword({ email }: { email: string }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const keep = useKeepSessions();
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
    keep((session) => session.current);
    toasts.done(t('profile.changed'));
  });
  const wrong = submit.problem?.code === 'auth.bad_credentials';
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md" align="flex-start">
        <FormError text={wrong ? t('errors.auth.wrong_password') : submit.error} />
        {/* Password managers learn from it whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          w="100%"
          label={t('profile.current')}
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
        <PasswordInput
          w="100%"
          label={t('profile.next')}
          description={t('auth.passwordHint')}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" variant="default" loading={submit.pending}>
          {t('profile.change')}
        </Button>
      </Stack>
    </form>
  );
}
