import { VisuallyHidden } from '@mantine/core';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refreshMoney } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { useStore } from '../app/store.ts';
import { useOperationWords } from './operation-words.ts';
import { isOpen, learn } from './sent.ts';

const LOOK_EVERY_MS = 1_200;

/**
 * Asks the server about every command given on this screen until the bank has answered, on whatever page
 * the person is, and tells screen readers how it ended.
 */
export function SentWatcher() {
  const services = useServices();
  const client = useQueryClient();
  const words = useOperationWords();
  const stopped = useStore(services.signedOut);
  const sent = [...useStore(services.sent).values()];
  const answers = useQueries({
    queries: sent
      .filter(({ operation }) => isOpen(operation))
      .map(({ operation }) => ({
        queryKey: ['operation', operation.id],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          services.api.operation(operation.id, signal),
        refetchInterval: stopped ? (false as const) : LOOK_EVERY_MS,
        staleTime: 0,
      })),
  });
  useEffect(() => {
    const settled = answers
      .flatMap(({ data }) => (data === undefined ? [] : [data]))
      .filter((operation) => learn(services.sent, operation));
    if (settled.length > 0) void refreshMoney(client);
  }, [answers, services.sent, client]);
  return (
    <VisuallyHidden>
      <div role="log" aria-live="polite">
        {sent.map(({ operation }) => (
          <p key={`${operation.id} ${operation.status}`}>{words.line(operation)}</p>
        ))}
      </div>
    </VisuallyHidden>
  );
}
