import { Button, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel, Id } from '../api/types';
import { useUpdate } from './use-update';

const LONGEST = 700;

/** The message that invites to begin, shown before a person writes anything (BOT-1, Viber). */
export function WelcomeForm({ project, channel }: { project: Id; channel: Channel }) {
  const { t } = useTranslation();
  const [text, setText] = useState(channel.welcome);
  const update = useUpdate(project, channel.id);
  const tooLong = text.length > LONGEST;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!tooLong) update.mutate({ welcome: text.trim() });
      }}
    >
      <Stack gap="sm" align="flex-start">
        <Textarea
          label={t('own.welcomeText')}
          description={t('own.welcomeHint')}
          placeholder={t('own.welcomeExample')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tooLong && t('own.tooLong', { length: text.length, limit: LONGEST })}
          autosize
          minRows={3}
          maxRows={10}
          w="100%"
        />
        <Button
          type="submit"
          loading={update.isPending}
          disabled={tooLong || text.trim() === channel.welcome}
        >
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  );
}
