import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id, Member } from '../../api/types';
import { putMember } from '../../cache/team';
import { useToasts } from '../../ui/toasts';
import { InviteForm } from './invite-form';
import { PersonForm } from './person-form';
import { StaffForm } from './staff-form';

const WAYS = ['new', 'staff', 'link'] as const;
type Way = (typeof WAYS)[number];

/** Three ways into the team (TEAM-1). */
export function AddMember({ project, onClose }: { project: Id; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [way, setWay] = useState<Way>('new');
  const added = (member: Member) => {
    putMember(cache, project, member);
    toasts.done(t('team.added', { name: member.name }));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('team.addTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={t('team.way')}
          data={WAYS.map((value) => ({ value, label: t(`team.ways.${value}`) }))}
          value={way}
          onChange={(value) => setWay(value as Way)}
        />
        {way === 'new' && <PersonForm project={project} onAdded={added} />}
        {way === 'staff' && <StaffForm project={project} onAdded={added} />}
        {way === 'link' && <InviteForm project={project} />}
      </Stack>
    </Modal>
  );
}
