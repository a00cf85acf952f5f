import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import { keys } from '../cache/keys';
import { useToasts } from '../ui/toasts';

/** Ends the session and forgets everything that was fetched in it. */
export function useSignOut(): () => void {
  const cache = useQueryClient();
  const toasts = useToasts();
  return useCallback(() => {
    const leave = async () => {
      try {
        await http('auth.sign_out', {});
      } catch (error) {
        const problem = toProblem(error);
        if (problem.code !== 'auth.required') {
          toasts.problem(problem);
          return;
        }
      }
      cache.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
      cache.setQueryData(keys.me, null);
    };
    void leave();
  }, [cache, toasts]);
}
