import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../ui/form-error';
import { useSubmit } from '../ui/use-submit';
import { AuthPage } from './auth-page';
import { isAppCode, plainCode } from './totp-code';

interface SecondStepProps {
  /** Signs in with the code; rejects with `Problem`. */
  onCode: (code: string) => Promise<void>;
  onBack: () => void;
}

/** The password was right and the account asks for a code too (ACC-4). */
export function SecondStep({ onCode, onBack }: SecondStepProps) {
  const { t } = useTranslation();
  const [recovery, setRecovery] = useState(false);
  const form = useForm({
    initialValues: { code: '' },
    validate: {
      code: (value) => {
        if (recovery) return value.trim() ? null : t('auth.needAny');
        return isAppCode(value) ? null : t('code.need');
      },
    },
  });
  const submit = useSubmit(form, async ({ code }) => {
    await onCode(recovery ? code.trim() : plainCode(code));
  });
  const change = () => {
    setRecovery(!recovery);
    form.reset();
    submit.clear();
  };
  return (
    <AuthPage
      title={t('code.title')}
      text={t(recovery ? 'code.recoveryText' : 'code.text')}
      other={null}
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <TextInput
            key={String(recovery)}
            label={t(recovery ? 'code.recovery' : 'code.label')}
            description={t(recovery ? 'code.recoveryHint' : 'code.hint')}
            autoComplete="one-time-code"
            inputMode={recovery ? 'text' : 'numeric'}
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            size="md"
            {...form.getInputProps('code')}
          />
          <Button type="submit" size="md" fullWidth loading={submit.pending}>
            {t('code.submit')}
          </Button>
        </Stack>
      </form>
      <Stack gap={6} align="flex-start">
        <Anchor component="button" type="button" onClick={change} ta="left">
          {t(recovery ? 'code.useApp' : 'code.useRecovery')}
        </Anchor>
        <Anchor component="button" type="button" c="dimmed" onClick={onBack}>
          {t('code.back')}
        </Anchor>
      </Stack>
    </AuthPage>
  );
}
