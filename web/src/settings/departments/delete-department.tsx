import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { http } from '../../api/http';
import type { Department, Id } from '../../api/types';
import { dropDepartment } from '../../cache/team';
import { useToasts } from '../../ui/toasts';
import { Part } from '../page';
import { Confirm } from '../parts/confirm';

/** Ends a department; its chats stay, in none. */
export function DeleteDepartment({ project, department }: { project: Id; department: Department }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [, go] = useLocation();
  const [asked, setAsked] = useState(false);
  const { id, name } = department;
  const remove = useMutation({
    mutationFn: () => http('departments.delete', { project, department: id }),
    onSuccess: () => {
      go(`/p/${project}/settings/departments`);
      dropDepartment(cache, project, id);
      toasts.done(t('departments.deleted', { name }));
    },
    onError: (error) => toasts.problem(error),
  });
  return (
    <Part title={t('departments.deleteTitle')} text={t('departments.deleteText')}>
      <Button variant="outline" color="red" onClick={() => setAsked(true)}>
        {t('departments.delete')}
      </Button>
      {asked && (
        <Confirm
          title={t('departments.deleteAsk', { name })}
          lines={[t('departments.deleteText'), t('departments.deleteSources')]}
          action={t('departments.deleteConfirm')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      )}
    </Part>
  );
}
