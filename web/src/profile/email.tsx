import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Person } from '../api/types';
import { FormError } from '../ui/form-error';
import { isEmail } from '../ui/rules';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { usePutPerson } from './data';

/** The address one signs in with; changing it asks for the password. */
export function Email({ person }: { person: Person }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutPerson();
  const form = useForm({
    initialValues: { email: person.email, current: '' },
    validate: {
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      current: (value) => (value ? null : t('auth.needAny')),
    },
  });
  const changed = form.values.email.trim().toLowerCase() !== person.email;
  const submit = useSubmit(form, async ({ email, current }) => {
    const now = await http('auth.update_me', { email: email.trim(), current });
    put(now);
    form.setValues({ email: now.email, current: '' });
    toasts.done(t('profile.emailSaved', { email: now.email }));
  });
  const wrong = submit.problem?.code === 'auth.bad_credentials';
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md" align="flex-start">
        <FormError text={wrong ? t('errors.auth.wrong_password') : submit.error} />
        <TextInput
          w="100%"
          label={t('auth.email')}
          description={t('profile.emailHint')}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        {changed && (
          <PasswordInput
            w="100%"
            label={t('profile.emailPassword')}
            autoComplete="current-password"
            {...form.getInputProps('current')}
          />
        )}
        <Button type="submit" variant="default" loading={submit.pending} disabled={!changed}>
          {t('profile.emailSave')}
        </Button>
      </Stack>
    </form>
  );
}
