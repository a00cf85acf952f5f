import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Channel, Id } from '../api/types';
import { putChannel } from '../cache/apply-event';
import { useToasts } from '../ui/toasts';

/** Changes what is set on a channel, and says that it is saved. */
export function useUpdate(project: Id, channel: Id) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  return useMutation<Channel, unknown, { welcome?: string; message_type?: string }>({
    mutationFn: (wish) => http('channels.update', { project, channel, ...wish }),
    onSuccess: (changed) => {
      putChannel(cache, project, changed);
      toasts.done(t('common.saved'));
    },
    onError: (error) => toasts.problem(error),
  });
}
