import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Channel, Id } from '../api/types';
import { putChannel } from '../cache/apply-event';
import { closable, useToasts } from '../ui/toasts';

const UNDO_MS = 12_000;

/** Lets a channel go at once; for a while one press connects it again as it was. */
export function useDisconnect(project: Id, channel: Channel) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const undo = useMutation({
    mutationFn: () => http('channels.rearm', { project, channel: channel.id }),
    onSuccess: (again) => {
      putChannel(cache, project, again);
      toasts.done(t('channels.back', { name: channel.name }));
    },
    onError: (error) => toasts.problem(error),
  });
  return useMutation({
    mutationFn: () => http('channels.disconnect', { project, channel: channel.id }),
    onSuccess: () => {
      putChannel(cache, project, { ...channel, state: 'disconnected' });
      const id = notifications.show({
        color: 'board',
        withBorder: true,
        ...closable(t),
        autoClose: UNDO_MS,
        message: (
          <Group justify="space-between" wrap="nowrap">
            {t('channels.disconnected', { name: channel.name })}
            <Button
              size="compact-sm"
              flex="none"
              variant="light"
              onClick={() => {
                notifications.hide(id);
                undo.mutate();
              }}
            >
              {t('channels.undo')}
            </Button>
          </Group>
        ),
      });
    },
    onError: (error) => toasts.problem(error),
  });
}
