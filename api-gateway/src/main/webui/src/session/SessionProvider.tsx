import type { TFunction } from 'i18next';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { ReadyConfig } from '../config';
import { Notice, Waiting } from '../shell/Notice';
import { leaveForLogin, leaveForLogout, LoginFailed, redeem } from './oidc';
import { changeProject, endSession, forgetSession, NoProject, openSession, restoreSession, type Session } from './session';

interface SessionActions {
  session: Session;
  useProject: (project: string) => Promise<void>;
  /** The cloud refused the token: it has expired or was revoked. */
  expired: () => void;
  /** Something about the session did not work: says what, and how to go on. */
  fail: (failure: Error) => void;
  logOut: () => void;
}

const Current = createContext<SessionActions | null>(null);

export function useSession(): SessionActions {
  const current = useContext(Current);
  if (current === null) {
    throw new Error('there is no session here');
  }
  return current;
}

const ANSWER = '/login';
const FAREWELL = '/logout';

// An answer of Keycloak's can be redeemed once, and React may run an effect twice.
let redeeming: Promise<{ session: Session; returnTo: string }> | null = null;

function redeemOnce(config: ReadyConfig, query: string) {
  redeeming ??= redeem(config, new URLSearchParams(query)).then(async ({ tokens, returnTo }) => ({
    session: await openSession(tokens),
    returnTo,
  }));
  return redeeming;
}

function reasonOf(failure: Error, t: TFunction): string {
  if (failure instanceof NoProject) {
    return t('login.noProject');
  }
  return failure instanceof LoginFailed ? t(`login.${failure.reason}`, { detail: failure.detail }) : failure.message;
}

/** Shows its children to who is logged in, and sends everybody else to Keycloak. */
export function SessionProvider({ config, children }: { config: ReadyConfig; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const [session, setSession] = useState(() => restoreSession(new Date()));
  const [failure, setFailure] = useState<Error | null>(null);
  const here = location.pathname + location.search;

  const logIn = useCallback(
    (returnTo: string) => {
      forgetSession();
      leaveForLogin(config, returnTo, i18n.language).catch(setFailure);
    },
    [config, i18n.language],
  );

  useEffect(() => {
    if (failure !== null || location.pathname === FAREWELL) {
      return;
    }
    if (location.pathname === ANSWER) {
      redeemOnce(config, location.search)
        .then(({ session: opened, returnTo }) => {
          setSession(opened);
          navigate(returnTo, { replace: true });
        })
        .catch(setFailure);
    } else if (session === null) {
      logIn(here);
    }
  }, [config, failure, here, location.pathname, location.search, logIn, navigate, session]);

  const actions = useMemo<SessionActions | null>(
    () =>
      session && {
        session,
        useProject: async (project) => setSession(await changeProject(session, project)),
        expired: () => {
          forgetSession();
          setSession(null);
        },
        fail: setFailure,
        logOut: () => {
          endSession(session);
          leaveForLogout(config, session.idToken);
        },
      },
    [config, session],
  );

  if (failure !== null) {
    return (
      <Notice
        status="danger"
        title={t('login.failed')}
        body={reasonOf(failure, t)}
        action={{ label: t('login.again'), onClick: () => logIn('/traces') }}
      />
    );
  }
  if (location.pathname === FAREWELL) {
    return (
      <Notice
        title={t('login.loggedOut')}
        action={{ label: t('login.again'), onClick: () => logIn('/traces') }}
      />
    );
  }
  if (actions === null || location.pathname === ANSWER) {
    return <Waiting label={t('login.underWay')} />;
  }
  return <Current value={actions}>{children}</Current>;
}
