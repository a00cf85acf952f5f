import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { Check, Copy, Download } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/me';
import classes from './profile.module.css';
import { codesFile } from './codes-file';

interface RecoveryCodesProps {
  codes: string[];
  onSaved: () => void;
}

/** Shown once: copy, download, then they are gone from the screen for good. */
export function RecoveryCodes({ codes, onSaved }: RecoveryCodesProps) {
  const { t } = useTranslation();
  const email = useMe().data?.person.email ?? '';
  const head = t('totp.fileHead', { email });
  const file = useMemo(() => codesFile(head, codes), [head, codes]);
  return (
    <Stack gap="md">
      <Text>{t('totp.codesText')}</Text>
      <ol className={classes.codes} aria-label={t('totp.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group gap="xs">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={
                copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />
              }
            >
              {t(copied ? 'common.copied' : 'common.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          variant="default"
          href={file}
          download="switchboard-recovery-codes.txt"
          leftSection={<Download size={15} aria-hidden />}
        >
          {t('totp.download')}
        </Button>
      </Group>
      <Button onClick={onSaved}>{t('totp.saved')}</Button>
    </Stack>
  );
}
