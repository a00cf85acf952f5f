import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FormError } from '../ui/form-error';
import { useSubmit } from '../ui/use-submit';

interface AskPasswordProps {
  text: string;
  label: string;
  danger?: boolean;
  /** Rejects with `Problem` when the password is wrong. */
  onPassword: (password: string) => Promise<void>;
}

/** What must not be done by whoever finds the screen unlocked. */
export function AskPassword({ text, label, danger, onPassword }: AskPasswordProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : t('auth.needAny')) },
  });
  const submit = useSubmit(form, ({ password }) => onPassword(password));
  const wrong = submit.problem?.code === 'auth.bad_credentials';
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <Text>{text}</Text>
        <FormError text={wrong ? t('errors.auth.wrong_password') : submit.error} />
        <PasswordInput
          label={t('totp.password')}
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" color={danger ? 'red' : undefined} loading={submit.pending}>
          {label}
        </Button>
      </Stack>
    </form>
  );
}
