import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelMode, Id } from '../api/types';
import { FormError } from '../ui/form-error';
import { useSubmit } from '../ui/use-submit';
import { usePlatform } from './data';
import { NeedsAddress } from './needs-address';
import { TakeOver } from './take-over';
import { isToken, TOKEN_LOOK, type TokenPlatform } from './tokens';
import { useConnect } from './use-connect';
import { needsAddress, wordsFor } from './words';

const AUTO = 'auto';

interface TokenFormProps {
  project: Id;
  platform: TokenPlatform;
}

/** The token, checked as it is pasted; and what to do when the account is somebody else's now. */
export function TokenForm({ project, platform }: TokenFormProps) {
  const { t } = useTranslation();
  const connect = useConnect(project);
  const takeOver = useRef(false);
  const info = usePlatform(platform);
  const form = useForm({
    initialValues: { token: '', mode: AUTO },
    validateInputOnChange: ['token'],
    validate: {
      token: (value) =>
        isToken(platform, value) ? null : wordsFor(t, 'connect.badToken', platform),
    },
  });
  const submit = useSubmit(form, ({ token, mode }) =>
    connect({
      platform,
      token: token.trim(),
      mode: mode === AUTO ? undefined : (mode as ChannelMode),
      take_over: takeOver.current || undefined,
    }),
  );
  const inUse = submit.problem?.code === 'channel.webhook_in_use' ? submit.problem : null;
  const homeless = needsAddress(submit.problem);
  const { mode } = form.values;
  return (
    <form
      onSubmit={(event) => {
        takeOver.current = false;
        submit.onSubmit(event);
      }}
      noValidate
    >
      <Stack gap="md" maw={480}>
        {!inUse && !homeless && <FormError text={submit.error} />}
        {homeless && <NeedsAddress />}
        <TextInput
          label={wordsFor(t, 'connect.token', platform)}
          placeholder={TOKEN_LOOK[platform]}
          autoComplete="off"
          spellCheck={false}
          size="md"
          description={isToken(platform, form.values.token) ? t('connect.goodToken') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('token')}
        />
        {info?.webhooks && info.polls && (
          <Select
            label={t('connect.mode')}
            data={[
              { value: AUTO, label: t('connect.modeAuto') },
              { value: 'webhook', label: t('channels.modeName.webhook') },
              { value: 'polling', label: t('channels.modeName.polling') },
            ]}
            allowDeselect={false}
            description={
              mode === AUTO ? undefined : wordsFor(t, `channels.modeText.${mode}`, platform)
            }
            {...form.getInputProps('mode')}
            error={homeless ? t('connect.needsAddress') : undefined}
          />
        )}
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
            {wordsFor(t, 'connect.submit', platform)}
          </Button>
        )}
      </Stack>
    </form>
  );
}
