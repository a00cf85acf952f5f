import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Channel, ChannelMode, Id } from '../api/types';
import { putChannel } from '../cache/apply-event';
import { FormError } from '../ui/form-error';
import { isBotToken } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';

const AUTO = 'auto';

interface TakeOverProps {
  host: string;
  pending: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Names the service that will lose the bot before it does. */
function TakeOver({ host, pending, onYes, onNo }: TakeOverProps) {
  const { t } = useTranslation();
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<TriangleAlert size={18} aria-hidden />}
      title={t('connect.takeOverTitle', { host })}
    >
      <Text>{t('connect.takeOverText', { host })}</Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" loading={pending} onClick={onYes}>
          {t('connect.takeOver')}
        </Button>
        <Button size="xs" variant="default" onClick={onNo}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Alert>
  );
}

interface TokenFormProps {
  project: Id;
  onConnected: (channel: Channel) => void;
}

/** The token, checked as it is pasted; and what to do when the bot is somebody else's now. */
export function TokenForm({ project, onConnected }: TokenFormProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const takeOver = useRef(false);
  const form = useForm({
    initialValues: { token: '', mode: AUTO },
    validateInputOnChange: ['token'],
    validate: { token: (value) => (isBotToken(value) ? null : t('connect.badToken')) },
  });
  const submit = useSubmit(form, async ({ token, mode }) => {
    const channel = await http('channels.connect', {
      project,
      platform: 'telegram',
      token: token.trim(),
      mode: mode === AUTO ? undefined : (mode as ChannelMode),
      take_over: takeOver.current || undefined,
    });
    putChannel(cache, project, channel);
    onConnected(channel);
  });
  const inUse = submit.problem?.code === 'channel.webhook_in_use' ? submit.problem : null;
  const good = isBotToken(form.values.token);
  const modes = [
    { value: AUTO, label: t('connect.modeAuto') },
    { value: 'webhook', label: t('channels.modeName.webhook') },
    { value: 'polling', label: t('channels.modeName.polling') },
  ];
  const mode = form.values.mode;
  return (
    <form
      onSubmit={(event) => {
        takeOver.current = false;
        submit.onSubmit(event);
      }}
      noValidate
    >
      <Stack gap="md" maw={480}>
        {!inUse && <FormError text={submit.error} />}
        <TextInput
          label={t('connect.token')}
          placeholder="123456789:AAE…"
          autoComplete="off"
          spellCheck={false}
          size="md"
          description={good ? t('connect.goodToken') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('token')}
        />
        <Select
          label={t('connect.mode')}
          data={modes}
          allowDeselect={false}
          description={mode === AUTO ? undefined : t(`channels.modeText.${mode}`)}
          {...form.getInputProps('mode')}
        />
        {inUse ? (
          <TakeOver
            host={inUse.host ?? '…'}
            pending={submit.pending}
            onYes={() => {
              takeOver.current = true;
              submit.onSubmit();
            }}
            onNo={submit.clear}
          />
        ) : (
          <Button type="submit" loading={submit.pending} style={{ alignSelf: 'flex-start' }}>
            {t('connect.submit')}
          </Button>
        )}
      </Stack>
    </form>
  );
}
