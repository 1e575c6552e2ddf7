import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useRef } from 'react';
import { sessionQuery } from '../app/queries.ts';
import { useServices } from '../app/services.tsx';
import { useStore } from '../app/store.ts';
import { isStatus } from '../http/request.ts';
import { FailedState } from '../ui/failed-state.tsx';
import { SessionProvider } from './session.tsx';

const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }));
const SignInAgain = lazy(async () => ({
  default: (await import('./sign-in-again.tsx')).SignInAgain,
}));

/** Lets in whoever has a session; keeps the page alive under the sign-in dialog when it ends. */
export function SessionGate(props: { children: ReactNode }) {
  const services = useServices();
  const session = useQuery(sessionQuery(services));
  const ended = useStore(services.signedOut);
  const everEnded = useRef(false);
  everEnded.current ||= ended;
  if (session.data !== undefined) {
    return (
      <SessionProvider session={session.data}>
        {props.children}
        <Suspense fallback={null}>{everEnded.current && <SignInAgain />}</Suspense>
      </SessionProvider>
    );
  }
  if (session.error === null) return null;
  if (isStatus(session.error, 401)) {
    return (
      <Suspense fallback={null}>
        <SignInPage />
      </Suspense>
    );
  }
  return <FailedState error={session.error} onRetry={() => void session.refetch()} />;
}
