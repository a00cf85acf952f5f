import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { http } from '../api/http';
import { FormError } from '../ui/form-error';
import { isPassword } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { AuthPage } from './auth-page';
import { useEnter } from './enter';
import { Notice } from './notice';

/** In place of the token, which is used up; the page starts anew when the session ends. */
const DONE = 'done';

/** Where the link in the letter leads: a new password (ACC-4). */
export default function Reset({ token }: { token: string }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const [, go] = useLocation();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (isPassword(value) ? null : t('auth.needPassword')) },
  });
  const submit = useSubmit(form, async ({ password }) => {
    await http('auth.finish_reset', { token, password });
    go(`/reset/${DONE}`, { replace: true });
    // Whoever was signed in here is not any more.
    await enter();
  });
  if (token === DONE) {
    return (
      <Notice
        title={t('reset.doneTitle')}
        text={t('reset.done')}
        label={t('auth.signIn')}
        href="/sign-in"
      />
    );
  }
  if (submit.problem?.code === 'auth.link_expired') {
    return (
      <Notice
        title={t('reset.expiredTitle')}
        text={t('reset.expired')}
        label={t('reset.again')}
        href="/forgot"
      />
    );
  }
  return (
    <AuthPage title={t('reset.title')} text={t('reset.text')} other={null}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <PasswordInput
            label={t('reset.label')}
            description={t('auth.passwordHint')}
            autoComplete="new-password"
            autoFocus
            size="md"
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" fullWidth loading={submit.pending}>
            {t('reset.submit')}
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
