import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../api/http';
import type { Channel, ChannelMode, Id } from '../api/types';
import { putChannel } from '../cache/apply-event';
import { useToasts } from '../ui/toasts';

interface Wish {
  mode?: ChannelMode;
  token?: string;
}

/** Sets the connection up again, perhaps in another mode or with a new token. */
export function useRearm(project: Id, channel: Id) {
  const cache = useQueryClient();
  const toasts = useToasts();
  const mutation = useMutation<Channel, unknown, Wish>({
    mutationFn: (wish) => http('channels.rearm', { project, channel, ...wish }),
    onSuccess: (changed) => putChannel(cache, project, changed),
    onError: (error) => toasts.problem(error),
  });
  return {
    isPending: mutation.isPending,
    run: (wish: Wish, words: string) =>
      mutation.mutate(wish, { onSuccess: () => toasts.done(words) }),
  };
}
