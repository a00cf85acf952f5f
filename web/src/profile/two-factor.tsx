import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Person } from '../api/types';
import { useToasts } from '../ui/toasts';
import { AskPassword } from './ask-password';
import { useRefetchMe } from './data';
import { RecoveryCodes } from './recovery-codes';

const TotpSetup = lazy(() => import('./totp-setup'));

/** Under this many it is time for new ones. */
const FEW = 3;

type Step = 'setup' | 'off' | 'new' | { codes: string[] };

const titleOf = (step: Step) => {
  if (typeof step !== 'string') return 'totp.codesTitle';
  return { setup: 'totp.setupTitle', off: 'totp.offTitle', new: 'totp.newTitle' }[step];
};

interface StepsProps {
  step: Step;
  onStep: (step: Step | null) => void;
}

function Steps({ step, onStep }: StepsProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const refetch = useRefetchMe();
  const shown = (codes: string[]) => {
    onStep({ codes });
    void refetch();
  };
  if (typeof step !== 'string') {
    return <RecoveryCodes codes={step.codes} onSaved={() => onStep(null)} />;
  }
  if (step === 'setup') {
    return (
      <Suspense>
        <TotpSetup onCodes={shown} />
      </Suspense>
    );
  }
  if (step === 'new') {
    return (
      <AskPassword
        text={t('totp.newText')}
        label={t('totp.make')}
        onPassword={async (password) => {
          shown((await http('auth.recovery_codes', { password })).recovery_codes);
        }}
      />
    );
  }
  return (
    <AskPassword
      text={t('totp.offText')}
      label={t('totp.turnOff')}
      danger
      onPassword={async (password) => {
        await http('auth.totp_off', { password });
        await refetch();
        toasts.done(t('totp.turnedOff'));
        onStep(null);
      }}
    />
  );
}

function On({ left, onStep }: { left: number; onStep: (step: Step) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <ShieldCheck size={20} color="var(--sb-ok)" aria-hidden style={{ flex: 'none' }} />
        <Text>
          <b>{t('totp.on')}.</b> {t('totp.onText')} {t('totp.left', { count: left })}
        </Text>
      </Group>
      {left < FEW && (
        <Text c="var(--sb-warn)" role="status">
          {t('totp.few')}
        </Text>
      )}
      <Group gap="xs">
        <Button variant="default" onClick={() => onStep('new')}>
          {t('totp.newCodes')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => onStep('off')}>
          {t('totp.turnOff')}
        </Button>
      </Group>
    </>
  );
}

/** A code from the phone beside the password (ACC-4). */
export function TwoFactor({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step | null>(null);
  // Codes that were not saved are lost: they close by their own button only.
  const mustBeSaved = step !== null && typeof step !== 'string';
  return (
    <Stack gap="sm" align="flex-start">
      {person.totp ? (
        <On left={person.recovery_codes_left} onStep={setStep} />
      ) : (
        <>
          <Text c="dimmed">{t('totp.off')}</Text>
          <Button variant="default" onClick={() => setStep('setup')}>
            {t('totp.turnOn')}
          </Button>
        </>
      )}
      <Modal
        opened={step !== null}
        onClose={() => setStep(null)}
        title={step && t(titleOf(step))}
        withCloseButton={!mustBeSaved}
        closeOnClickOutside={false}
        closeOnEscape={!mustBeSaved}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        {step && <Steps step={step} onStep={setStep} />}
      </Modal>
    </Stack>
  );
}
