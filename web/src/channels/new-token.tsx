import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import type { Channel, Id } from '../api/types';
import { problemText } from '../i18n/problem-text';
import { isToken, isTokenPlatform, TOKEN_LOOK } from './tokens';
import { useRearm } from './use-rearm';
import { wordsFor } from './words';

interface NewTokenProps {
  project: Id;
  channel: Channel;
  onDone?: () => void;
}

/** A place for the token that the platform gave instead of the old one. */
export function NewToken({ project, channel, onDone }: NewTokenProps) {
  const { t } = useTranslation();
  const [token, setToken] = useState('');
  const rearm = useRearm(project, channel.id);
  const { platform } = channel;
  if (!isTokenPlatform(platform)) return null;
  const good = isToken(platform, token);
  const wrong = token !== '' && !good && wordsFor(t, 'connect.badToken', platform);
  const refused = rearm.error ? problemText(t, toProblem(rearm.error)) : false;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (good) rearm.run({ token: token.trim() }, t('channels.rearmed'), onDone);
      }}
    >
      <Group align="flex-start" gap="xs" mt="sm">
        <TextInput
          label={t('channels.newToken')}
          placeholder={TOKEN_LOOK[platform]}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={wrong || refused}
          autoComplete="off"
          spellCheck={false}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button type="submit" mt={23} disabled={!good} loading={rearm.isPending}>
          {t('common.save')}
        </Button>
        {onDone && (
          <Button mt={23} variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
