import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Project } from '../../api/types';
import { useToasts } from '../../ui/toasts';
import { Part } from '../page';
import { Confirm } from '../parts/confirm';
import { useLeaveProject } from '../use-leave-project';

/** The end of a project: only its owner, only with its name typed (PRJ-5). */
export function DeleteProject({ project }: { project: Project }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const leaveProject = useLeaveProject();
  const [asked, setAsked] = useState(false);
  const { id, name } = project;
  const remove = useMutation({
    mutationFn: () => http('projects.delete', { project: id, name }),
    onSuccess: () => {
      toasts.done(t('own_project.deleted', { name }));
      leaveProject(id);
    },
    onError: (error) => toasts.problem(error),
  });
  return (
    <Part title={t('own_project.danger')} text={t('own_project.dangerText')}>
      <Button variant="outline" color="red" onClick={() => setAsked(true)}>
        {t('own_project.dangerButton')}
      </Button>
      {asked && (
        <Confirm
          title={t('own_project.dangerAsk', { name })}
          lines={[
            t('own_project.dangerChannels'),
            t('own_project.dangerChats'),
            t('own_project.dangerTeam'),
            t('own_project.dangerForever'),
          ]}
          action={t('own_project.dangerConfirm')}
          typed={name}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      )}
    </Part>
  );
}
