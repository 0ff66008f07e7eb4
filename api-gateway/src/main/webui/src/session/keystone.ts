/** The calls of the identity API by which Keycloak's token becomes a token of the cloud's own. */

export interface Project {
  id: string;
  name: string;
}

export interface Unscoped {
  token: string;
  userName: string;
}

export interface Scoped {
  token: string;
  expiresAt: string;
  userName: string;
  project: Project;
  roles: string[];
}

const IDENTITY = '/identity/v3';
const FEDERATION = `${IDENTITY}/OS-FEDERATION/identity_providers/keycloak/protocols/openid/auth`;

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function answerOf(response: Response): Promise<Response> {
  if (response.ok) {
    return response;
  }
  const body = await response.json().catch(() => null);
  throw new Refused(response.status, body?.error?.message ?? `${response.status} ${response.statusText}`);
}

function subjectToken(response: Response): string {
  const token = response.headers.get('X-Subject-Token');
  if (token === null) {
    throw new Refused(response.status, 'the answer has no X-Subject-Token');
  }
  return token;
}

export async function exchange(keycloakToken: string): Promise<Unscoped> {
  const response = await answerOf(
    await fetch(FEDERATION, { method: 'POST', headers: { Authorization: `Bearer ${keycloakToken}` } }),
  );
  const body = await response.json();
  return { token: subjectToken(response), userName: body.token.user.name };
}

export async function projectsOf(token: string): Promise<Project[]> {
  const response = await answerOf(
    await fetch(`${IDENTITY}/auth/projects`, { headers: { 'X-Auth-Token': token } }),
  );
  const body = await response.json();
  return body.projects
    .map(({ id, name }: Project) => ({ id, name }))
    .sort((a: Project, b: Project) => a.name.localeCompare(b.name));
}

/** Ends a token before its time, and all that were got by it; goes on when the page is left. */
export async function revoke(token: string): Promise<void> {
  await answerOf(
    await fetch(`${IDENTITY}/auth/tokens`, {
      method: 'DELETE',
      headers: { 'X-Auth-Token': token, 'X-Subject-Token': token },
      keepalive: true,
    }),
  );
}

export async function scope(unscoped: string, project: string): Promise<Scoped> {
  const response = await answerOf(
    await fetch(`${IDENTITY}/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        auth: {
          identity: { methods: ['token'], token: { id: unscoped } },
          scope: { project: { id: project } },
        },
      }),
    }),
  );
  const { token } = await response.json();
  return {
    token: subjectToken(response),
    expiresAt: token.expires_at,
    userName: token.user.name,
    project: { id: token.project.id, name: token.project.name },
    roles: token.roles.map((role: { name: string }) => role.name),
  };
}
