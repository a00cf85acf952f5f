import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Id } from '../api/types';
import { useToasts } from '../ui/toasts';
import { usePlatform } from './data';
import { leaveTo } from './leave';
import { wordsFor } from './words';

export type LoginPlatform = 'vk' | 'messenger';

interface LoginButtonProps {
  project: Id;
  platform: LoginPlatform;
}

/** To the platform's own page, where a person says who they are (CHN-3, CHN-8). */
export function LoginButton({ project, platform }: LoginButtonProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const info = usePlatform(platform);
  const begin = useMutation({
    mutationFn: () => http('channels.login', { project, platform }),
    onSuccess: ({ url }) => leaveTo(url),
    onError: (error) => toasts.problem(error),
  });
  if (!info) return null;
  if (!info.oauth) {
    return (
      <Alert color="gray" variant="light" icon={<Info size={18} aria-hidden />}>
        {wordsFor(t, 'connect.noLogin', platform)}
      </Alert>
    );
  }
  return (
    <Button
      loading={begin.isPending || begin.isSuccess}
      onClick={() => begin.mutate()}
      style={{ alignSelf: 'flex-start' }}
    >
      {wordsFor(t, 'connect.login', platform)}
    </Button>
  );
}
