import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Id } from '../api/types';
import { currentLocale } from '../i18n';
import { FormError } from '../ui/form-error';
import { isEmail, isName, isPassword } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';

interface InviteFormProps {
  token: string;
  onJoined: (project: Id) => Promise<void>;
}

/** Who has no account yet makes one and joins in the same step. */
export function InviteForm({ token, onJoined }: InviteFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (isName(value) ? null : t('auth.needName')),
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (isPassword(value) ? null : t('auth.needPassword')),
    },
  });
  const submit = useSubmit(form, async ({ name, email, password }) => {
    const joined = await http('invites.accept', {
      token,
      name: name.trim(),
      email: email.trim(),
      password,
      locale: currentLocale(),
    });
    await onJoined(joined.project);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <TextInput
          label={t('auth.name')}
          description={t('auth.nameHint')}
          autoComplete="name"
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
          {t('invite.create')}
        </Button>
      </Stack>
    </form>
  );
}
