import { useEffect, useState } from 'react';
import { useServices } from './services.tsx';

/** The server's time, looked at again every `everyMs` while the page is shown. */
export function useNow(everyMs: number): number {
  const { now } = useServices();
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const look = () => setNowMs(now());
    const timer = setInterval(look, everyMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [now, everyMs]);
  return nowMs;
}
