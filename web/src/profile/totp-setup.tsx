import { Button, CopyButton, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import { isAppCode, plainCode } from '../auth/totp-code';
import { problemText } from '../i18n/problem-text';
import { FormError } from '../ui/form-error';
import { useSubmit } from '../ui/use-submit';
import classes from './profile.module.css';

const QR_PX = 176;

/** "JBSWY3DPEHPK3PXP" in groups of four, as one reads it from a screen. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

interface ConfirmProps {
  secret: string;
  uri: string;
  onCodes: (codes: string[]) => void;
}

function Confirm({ secret, uri, onCodes }: ConfirmProps) {
  const { t } = useTranslation();
  const label = useId();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (isAppCode(value) ? null : t('totp.needCode')) },
  });
  const submit = useSubmit(form, async ({ code }) => {
    const made = await http('auth.totp_confirm', { secret, code: plainCode(code) });
    onCodes(made.recovery_codes);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <Text>{t('totp.scan')}</Text>
        <span className={classes.qr}>
          <QRCodeSVG value={uri} size={QR_PX} title={t('totp.qr')} level="M" />
        </span>
        <Stack gap={6}>
          <Text id={label} c="dimmed" size="sm">
            {t('totp.byHand')}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <code className={classes.secret} aria-labelledby={label}>
              {grouped(secret)}
            </code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy} style={{ flex: 'none' }}>
                  {t(copied ? 'common.copied' : 'common.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
        <FormError text={submit.error} />
        <TextInput
          label={t('totp.code')}
          description={t('totp.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          {...form.getInputProps('code')}
        />
        <Button type="submit" loading={submit.pending}>
          {t('totp.confirm')}
        </Button>
      </Stack>
    </form>
  );
}

/** Secret and picture for the app; nothing is on until a code proves that the app has them. */
export default function TotpSetup({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const begun = useQuery({
    queryKey: ['totp'],
    queryFn: () => http('auth.totp_begin', {}),
    gcTime: 0,
    retry: false,
  });
  if (begun.isError) return <FormError text={problemText(t, toProblem(begun.error))} />;
  if (!begun.data) return <Loader type="dots" aria-label={t('common.loading')} />;
  return <Confirm secret={begun.data.secret} uri={begun.data.uri} onCodes={onCodes} />;
}
