import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { http } from '../api/http';
import { Problem } from '../api/problem';
import { FormError } from '../ui/form-error';
import { isEmail } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { AuthPage } from './auth-page';
import { useEnter } from './enter';
import { SecondStep } from './second-step';

/** E-mail and password; a second step where the account asks for it. */
export default function SignIn() {
  const { t } = useTranslation();
  const enter = useEnter();
  const [asked, setAsked] = useState(false);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (value ? null : t('auth.needAny')),
    },
  });
  const signIn = async (code?: string) => {
    const { email, password } = form.getValues();
    await http('auth.sign_in', { email: email.trim(), password, code });
    await enter();
  };
  const submit = useSubmit(form, async () => {
    try {
      await signIn();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'auth.code_required') throw error;
      setAsked(true);
    }
  });
  if (asked) return <SecondStep onCode={signIn} onBack={() => setAsked(false)} />;
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
          <Anchor component={Link} href="/forgot" style={{ alignSelf: 'flex-start' }}>
            {t('forgot.link')}
          </Anchor>
        </Stack>
      </form>
    </AuthPage>
  );
}
