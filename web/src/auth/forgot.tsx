import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { MailCheck, MailX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { FormError } from '../ui/form-error';
import { isEmail } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { AuthPage } from './auth-page';

/** The letter is on its way, or there is no such account: both look the same on purpose. */
function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <AuthPage
      title={t('forgot.sentTitle')}
      text={t('forgot.spam')}
      other={{ question: t('forgot.remembered'), label: t('auth.signIn'), href: '/sign-in' }}
    >
      <Alert role="status" variant="light" icon={<MailCheck size={18} aria-hidden />}>
        {t('forgot.sent', { email })}
      </Alert>
      <Anchor component="button" type="button" onClick={onAgain} ta="left">
        {t('forgot.again')}
      </Anchor>
    </AuthPage>
  );
}

function MailOff() {
  const { t, i18n } = useTranslation();
  return (
    <Alert
      role="alert"
      color="orange"
      variant="light"
      title={t('forgot.offTitle')}
      icon={<MailX size={18} aria-hidden />}
    >
      <Text mb={6}>{t('forgot.off')}</Text>
      <Anchor href={`/docs/${i18n.language}/mail.html`} target="_blank">
        {t('forgot.offHelp')}
      </Anchor>
    </Alert>
  );
}

/** Asks for a letter with a link to set a new password (ACC-4). */
export default function Forgot() {
  const { t } = useTranslation();
  const [sent, setSent] = useState<string | null>(null);
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (isEmail(value) ? null : t('auth.needEmail')) },
  });
  const submit = useSubmit(form, async ({ email }) => {
    await http('auth.ask_reset', { email: email.trim() });
    setSent(email.trim());
  });
  if (sent !== null) return <Sent email={sent} onAgain={() => setSent(null)} />;
  const mailOff = submit.problem?.code === 'mail.off';
  return (
    <AuthPage
      title={t('forgot.title')}
      text={t('forgot.text')}
      other={{ question: t('forgot.remembered'), label: t('auth.signIn'), href: '/sign-in' }}
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          {mailOff ? <MailOff /> : <FormError text={submit.error} />}
          <TextInput
            label={t('auth.email')}
            type="email"
            autoComplete="username"
            autoFocus
            size="md"
            {...form.getInputProps('email')}
          />
          <Button type="submit" size="md" fullWidth loading={submit.pending}>
            {t('forgot.send')}
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
