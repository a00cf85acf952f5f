import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Id, Me } from '../api/types';
import { keys } from '../cache/keys';

/** The project is not this person's any more: nothing of it stays on the screen or in memory. */
export function useLeaveProject() {
  const cache = useQueryClient();
  const [, go] = useLocation();
  return useCallback(
    (project: Id) => {
      go('/projects');
      cache.setQueryData<Me>(
        keys.me,
        (me) => me && { ...me, projects: me.projects.filter((one) => one.id !== project) },
      );
      cache.removeQueries({ queryKey: keys.project(project) });
    },
    [cache, go],
  );
}
