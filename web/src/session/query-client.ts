import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isConnectionLost, isPassing, Problem } from '../api/problem';
import { keys } from '../cache/keys';
import { backoffMs } from '../live/backoff';

const ATTEMPTS = 4;

/** Holds what the server said. It is kept fresh by events, not by time. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    // The session ended somewhere else: the panel shows the sign-in page.
    if (error instanceof Problem && error.code === 'auth.required') {
      client.setQueryData(keys.me, null);
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => isConnectionLost(error) || (isPassing(error) && count < ATTEMPTS),
        retryDelay: (count) => backoffMs(count),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}
