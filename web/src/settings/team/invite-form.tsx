import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id } from '../../api/types';
import { CopyLine } from '../../ui/copy-line';
import { useToasts } from '../../ui/toasts';
import { ownKeys } from '../keys';
import { dayText } from '../words';
import { RoleField, type NewRole } from './role-field';

/** A link that lets one person in: whoever gets it chooses name and password. */
export function InviteForm({ project }: { project: Id }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [role, setRole] = useState<NewRole>('manager');
  const make = useMutation({
    mutationFn: () => http('invites.create', { project, role }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ownKeys.invites(project) }),
    onError: (error) => toasts.problem(error),
  });
  if (make.data) {
    const date = dayText(make.data.expires_at, i18n.language);
    return (
      <Stack gap="md">
        <CopyLine label={t('invites.link')} value={make.data.url} />
        <Text role="status">{t('invites.shownOnce', { date })}</Text>
        <Button variant="default" onClick={() => make.reset()}>
          {t('invites.another')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Text>{t('invites.intro')}</Text>
      <RoleField value={role} onChange={setRole} />
      <Button loading={make.isPending} onClick={() => make.mutate()}>
        {t('invites.make')}
      </Button>
    </Stack>
  );
}
