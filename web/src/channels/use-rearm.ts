import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import type { Channel, ChannelMode, Id } from '../api/types';
import { putChannel } from '../cache/apply-event';
import { useToasts } from '../ui/toasts';
import { needsAddress, troubleText } from './words';

export interface RearmWish {
  mode?: ChannelMode;
  token?: string;
}

/** Sets the connection up again, perhaps in another mode or with a new token (CHN-10). */
export function useRearm(project: Id, channel: Id) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const mutation = useMutation<Channel, unknown, RearmWish>({
    mutationFn: (wish) => http('channels.rearm', { project, channel, ...wish }),
    onSuccess: (changed) => putChannel(cache, project, changed),
    onError: (error) => {
      if (needsAddress(toProblem(error))) toasts.refused(t('connect.needsAddress'));
      else toasts.problem(error);
    },
  });
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    run: (wish: RearmWish, words: string, after?: () => void) =>
      mutation.mutate(wish, {
        onSuccess: (changed) => {
          const { problem } = changed.health;
          if (problem) toasts.refused(troubleText(t, changed.platform, problem));
          else toasts.done(words);
          after?.();
        },
      }),
  };
}
