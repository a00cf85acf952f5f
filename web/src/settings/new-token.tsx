import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import { isBotToken } from '../ui/rules';
import { useRearm } from './use-rearm';

/** A place for the token that BotFather gave instead of the old one. */
export function NewToken({ project, channel }: { project: Id; channel: Id }) {
  const { t } = useTranslation();
  const [token, setToken] = useState('');
  const rearm = useRearm(project, channel);
  const wrong = token !== '' && !isBotToken(token);
  return (
    <Group align="flex-end" gap="xs" mt="sm">
      <TextInput
        label={t('channels.newToken')}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        error={wrong && t('connect.badToken')}
        autoComplete="off"
        spellCheck={false}
        style={{ flex: 1, minWidth: 200 }}
      />
      <Button
        disabled={!isBotToken(token)}
        loading={rearm.isPending}
        onClick={() => rearm.run({ token: token.trim() }, t('channels.rearmed'))}
      >
        {t('common.save')}
      </Button>
    </Group>
  );
}
