import { Alert, Anchor, Button, List, Loader, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import type { BotProfile, Channel, Id } from '../api/types';
import { keys } from '../cache/keys';
import { useBotProfile } from './data';
import { problemText } from '../i18n/problem-text';
import { FormError } from '../ui/form-error';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';

const LIMITS = { name: 64, description: 512, about: 120 } as const;

/** What only BotFather changes. */
const ELSEWHERE = ['picture', 'commands', 'token'] as const;

interface ProfileFormProps {
  project: Id;
  channel: Id;
  profile: BotProfile;
}

function ProfileForm({ project, channel, profile }: ProfileFormProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const cache = useQueryClient();
  const fits = (field: keyof typeof LIMITS) => (value: string) =>
    value.length > LIMITS[field]
      ? t('own.tooLong', { length: value.length, limit: LIMITS[field] })
      : null;
  const form = useForm({
    initialValues: profile,
    validateInputOnChange: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('own.needName') : fits('name')(value)),
      description: fits('description'),
      about: fits('about'),
    },
  });
  const submit = useSubmit(form, async (values) => {
    const saved = await http('channels.set_bot_profile', { project, channel, ...values });
    cache.setQueryData(keys.botProfile(project, channel), saved);
    form.resetDirty();
    toasts.done(t('common.saved'));
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md" align="flex-start">
        <FormError text={submit.error} />
        <TextInput label={t('own.botName')} w="100%" {...form.getInputProps('name')} />
        <Textarea
          label={t('own.botDescription')}
          description={t('own.botDescriptionHint')}
          autosize
          minRows={3}
          maxRows={10}
          w="100%"
          {...form.getInputProps('description')}
        />
        <TextInput
          label={t('own.botAbout')}
          description={t('own.botAboutHint')}
          w="100%"
          {...form.getInputProps('about')}
        />
        <Button type="submit" loading={submit.pending} disabled={!form.isDirty()}>
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  );
}

/** The bot's page in Telegram: what can be changed from here, and what BotFather changes (BOT-1). */
export function BotPage({ project, channel }: { project: Id; channel: Channel }) {
  const { t } = useTranslation();
  const query = useBotProfile(project, channel.id);
  return (
    <Stack gap="lg">
      {query.data && <ProfileForm project={project} channel={channel.id} profile={query.data} />}
      {query.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      {query.error && (
        <Alert color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />}>
          {problemText(t, toProblem(query.error))}
          <div>
            <Button size="xs" mt="sm" variant="default" onClick={() => void query.refetch()}>
              {t('common.retry')}
            </Button>
          </div>
        </Alert>
      )}
      <div>
        {t('own.elsewhere')}{' '}
        <Anchor
          href="https://t.me/BotFather"
          target="_blank"
          rel="noreferrer noopener"
          underline="always"
        >
          @BotFather
        </Anchor>
        :
        <List size="sm" mt={4}>
          {ELSEWHERE.map((what) => (
            <List.Item key={what}>{t(`own.botFather.${what}`)}</List.Item>
          ))}
        </List>
      </div>
    </Stack>
  );
}
