import type { ReadyConfig } from '../config';
import { newProof, randomText } from './pkce';

/**
 * Log-in at Keycloak by authorization code with PKCE. Its tokens serve one purpose, to get a token of the cloud's own,
 * and are forgotten then; the id token is kept, since Keycloak wants to see it at log-out.
 */

const PENDING = 'caelum.login';

interface Pending {
  state: string;
  verifier: string;
  returnTo: string;
}

export interface KeycloakTokens {
  accessToken: string;
  idToken: string;
}

/** Why a log-in did not come to its end: in words of ours, or in Keycloak's own. */
export class LoginFailed extends Error {
  constructor(
    readonly reason: 'notAskedFor' | 'keycloakRefused' | 'keycloakSays',
    readonly detail = '',
  ) {
    super(`${reason} ${detail}`.trim());
  }
}

/** Keycloak's own names of languages, where they are not ours. */
const KEYCLOAK_LOCALES: Record<string, string> = { 'zh-CN': 'zh-Hans' };

const redirectUri = () => `${location.origin}/dashboard/login`;
const endpoint = (config: ReadyConfig, name: string) => `${config.issuer}/protocol/openid-connect/${name}`;

/** Leaves for Keycloak's page; `returnTo` is where the user wanted to go. */
export async function leaveForLogin(config: ReadyConfig, returnTo: string, locale: string): Promise<void> {
  const proof = await newProof();
  const pending: Pending = { state: randomText(), verifier: proof.verifier, returnTo };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: redirectUri(),
    scope: 'openid',
    state: pending.state,
    code_challenge: proof.challenge,
    code_challenge_method: 'S256',
    ui_locales: KEYCLOAK_LOCALES[locale] ?? locale,
  });
  location.assign(`${endpoint(config, 'auth')}?${query}`);
}

/** What Keycloak sent the browser back with; each answer can be redeemed once. */
export async function redeem(
  config: ReadyConfig,
  answer: URLSearchParams,
): Promise<{ tokens: KeycloakTokens; returnTo: string }> {
  const pending = takePending();
  const refused = answer.get('error_description') ?? answer.get('error');
  if (refused !== null) {
    throw new LoginFailed('keycloakSays', refused);
  }
  const code = answer.get('code');
  if (pending === null || code === null || answer.get('state') !== pending.state) {
    throw new LoginFailed('notAskedFor');
  }
  const response = await fetch(endpoint(config, 'token'), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: config.clientId,
      redirect_uri: redirectUri(),
      code,
      code_verifier: pending.verifier,
    }),
  });
  if (!response.ok) {
    throw new LoginFailed('keycloakRefused', String(response.status));
  }
  const body = await response.json();
  return { tokens: { accessToken: body.access_token, idToken: body.id_token }, returnTo: pending.returnTo };
}

function takePending(): Pending | null {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  return text === null ? null : JSON.parse(text);
}

/**
 * Ends the session at Keycloak too: otherwise the next log-in would need no password. By a form, since addresses are kept
 * in histories and logs.
 */
export function leaveForLogout(config: ReadyConfig, idToken: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = endpoint(config, 'logout');
  const fields = {
    client_id: config.clientId,
    id_token_hint: idToken,
    post_logout_redirect_uri: `${location.origin}/dashboard/logout`,
  };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
