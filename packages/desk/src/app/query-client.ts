import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isStatus, RequestError } from '../http/request.ts';

/**
 * Reads are repeated when the server was not reached, never when it refused. Commands are never
 * repeated by themselves: a person presses again, knowing what is on the screen.
 */
export function createQueryClient(deps: { onUnauthorized: () => void }): QueryClient {
  const onError = (error: unknown) => {
    if (isStatus(error, 401)) deps.onUnauthorized();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 1_000,
        retry: (count, error) =>
          count < 1 && error instanceof RequestError && error.failure.kind === 'unreachable',
        retryDelay: 1_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
