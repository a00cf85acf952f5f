import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../i18n';
import { FormError } from '../ui/form-error';
import { isEmail, isName, isPassword } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';

/** What somebody without an account tells of themselves. */
export interface Newcomer {
  name: string;
  email: string;
  password: string;
  locale: ReturnType<typeof currentLocale>;
}

interface NewcomerFormProps {
  /** The words on the button. */
  action: string;
  autoFocus?: boolean;
  onReady: (who: Newcomer) => Promise<void>;
}

/** Name, e-mail and password of somebody new: at sign-up (ACC-2) and by an invitation (TEAM-1). */
export function NewcomerForm({ action, autoFocus = false, onReady }: NewcomerFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (isName(value) ? null : t('auth.needName')),
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (isPassword(value) ? null : t('auth.needPassword')),
    },
  });
  const submit = useSubmit(form, ({ name, email, password }) =>
    onReady({ name: name.trim(), email: email.trim(), password, locale: currentLocale() }),
  );
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <TextInput
          label={t('auth.name')}
          description={t('auth.nameHint')}
          autoComplete="name"
          autoFocus={autoFocus}
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
          {action}
        </Button>
      </Stack>
    </form>
  );
}
