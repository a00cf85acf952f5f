import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { http } from '../../api/http';
import type { Params } from '../../api/ops';
import type { Id, Me, Project } from '../../api/types';
import { keys } from '../../cache/keys';
import { useToasts } from '../../ui/toasts';

/** Shows a project as it is now, wherever its name, sign and settings stand. */
export function usePutProject() {
  const cache = useQueryClient();
  return useCallback(
    (project: Project) =>
      cache.setQueryData<Me>(
        keys.me,
        (me) =>
          me && {
            ...me,
            projects: me.projects.map((one) => (one.id === project.id ? project : one)),
          },
      ),
    [cache],
  );
}

/** Changes the project's settings one by one. */
export function useUpdateProject(project: Id) {
  const put = usePutProject();
  const toasts = useToasts();
  return useMutation({
    mutationFn: (change: Omit<Params<'projects.update'>, 'project'>) =>
      http('projects.update', { project, ...change }),
    onSuccess: put,
    onError: (error) => toasts.problem(error),
  });
}
