import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { keys } from '../cache/keys';

/** The server has set its cookie: who it is now decides what is shown. */
export function useEnter(): () => Promise<void> {
  const cache = useQueryClient();
  return useCallback(() => cache.refetchQueries({ queryKey: keys.me }), [cache]);
}
