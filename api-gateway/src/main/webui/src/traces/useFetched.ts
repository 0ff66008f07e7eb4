import { useCallback, useEffect, useState } from 'react';
import { Refused } from '../session/keystone';
import { useSession } from '../session/SessionProvider';

export interface Fetched<T> {
  /** What came last; stays while it is asked for again. */
  value: T | null;
  error: Error | null;
  isLoading: boolean;
  again: () => void;
}

/**
 * What the cloud answers to a question, which is asked anew when it changes, on demand, and every so often while
 * `isWorthRepeating` holds or the cloud could not answer. Somebody whose token is no longer good goes to log in.
 */
export function useFetched<T>(
  ask: (token: string, signal: AbortSignal) => Promise<T>,
  repeatMillis: number,
  isWorthRepeating: (value: T) => boolean,
): Fetched<T> {
  const { session, expired } = useSession();
  const token = session.scoped.token;
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ value: T | null; error: Error | null; isLoading: boolean }>({
    value: null,
    error: null,
    isLoading: true,
  });

  useEffect(() => {
    setState({ value: null, error: null, isLoading: true });
  }, [ask, token]);

  useEffect(() => {
    const hangUp = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      setState((known) => ({ ...known, isLoading: true }));
      ask(token, hangUp.signal).then(
        (value) => {
          setState({ value, error: null, isLoading: false });
          if (isWorthRepeating(value)) {
            timer = setTimeout(refresh, repeatMillis);
          }
        },
        (error: Error) => {
          if (hangUp.signal.aborted) {
            return;
          }
          if (error instanceof Refused && error.status === 401) {
            expired();
          } else {
            setState((known) => ({ value: known.value, error, isLoading: false }));
            if (!(error instanceof Refused) || error.status >= 500) {
              timer = setTimeout(refresh, repeatMillis);
            }
          }
        },
      );
    };
    refresh();
    return () => {
      hangUp.abort();
      clearTimeout(timer);
    };
  }, [ask, expired, isWorthRepeating, repeatMillis, round, token]);

  return { ...state, again: useCallback(() => setRound((count) => count + 1), []) };
}
