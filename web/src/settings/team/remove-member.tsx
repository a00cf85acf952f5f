import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { http } from '../../api/http';
import type { Member, Project } from '../../api/types';
import { dropMember } from '../../cache/team';
import { useMyId } from '../../session/live-context';
import { useToasts } from '../../ui/toasts';
import { Part } from '../page';
import { Confirm } from '../parts/confirm';
import { useLeaveProject } from '../use-leave-project';

interface RemoveMemberProps {
  project: Project;
  member: Member;
  /** How many chats they are in. */
  holds: number;
}

/** The way out of the project, for a colleague or for oneself. */
export function RemoveMember({ project, member, holds }: RemoveMemberProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [, go] = useLocation();
  const leaveProject = useLeaveProject();
  const [asked, setAsked] = useState(false);
  const self = useMyId() === member.id;
  const { name } = member;
  const remove = useMutation({
    mutationFn: () => http('members.remove', { project: project.id, member: member.id }),
    onSuccess: () => {
      if (self) {
        leaveProject(project.id);
        return;
      }
      go(`/p/${project.id}/settings/team`);
      dropMember(cache, project.id, member.id);
      toasts.done(t('leaving.done', { name }));
    },
    onError: (error) => toasts.problem(error),
  });
  const chats =
    holds === 0 ? t('leaving.chatsNone', { name }) : t('leaving.chats', { count: holds, name });
  const lines = [
    ...(self ? [] : [chats]),
    ...(self || holds > 0 ? [t('leaving.back')] : []),
    t('leaving.stays'),
    ...(self ? [] : [t('leaving.account')]),
  ];
  return (
    <Part
      title={t(self ? 'leaving.selfTitle' : 'leaving.title')}
      text={self ? t('leaving.selfText') : t('leaving.text', { name })}
    >
      <Button variant="outline" color="red" onClick={() => setAsked(true)}>
        {t(self ? 'leaving.selfButton' : 'leaving.button')}
      </Button>
      {asked && (
        <Confirm
          title={
            self ? t('leaving.selfAsk', { project: project.name }) : t('leaving.ask', { name })
          }
          lines={lines}
          action={t(self ? 'leaving.selfConfirm' : 'leaving.confirm')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      )}
    </Part>
  );
}
