import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Channel, Id } from '../api/types';
import { putChannel } from '../cache/apply-event';
import { useToasts } from '../ui/toasts';

interface DisconnectChannelProps {
  project: Id;
  channel: Channel;
  onClose: () => void;
}

/** Asks for the bot's name before it is let go. */
export function DisconnectChannel({ project, channel, onClose }: DisconnectChannelProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [typed, setTyped] = useState('');
  const leave = useMutation({
    mutationFn: () => http('channels.disconnect', { project, channel: channel.id }),
    onSuccess: () => {
      putChannel(cache, project, { ...channel, state: 'disconnected' });
      toasts.done(t('channels.disconnected', { name: channel.name }));
      onClose();
    },
    onError: (error) => toasts.problem(error),
  });
  const same = typed.trim() === channel.name.trim();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('channels.disconnectTitle', { name: channel.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (same) leave.mutate();
        }}
      >
        <Stack gap="md">
          <Text>{t('channels.disconnectText')}</Text>
          <TextInput
            label={t('channels.disconnectType', { name: channel.name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" disabled={!same} loading={leave.isPending}>
              {t('channels.disconnect')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
