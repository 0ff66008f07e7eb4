import type { ReadyConfig } from '../config';
import { exchange, projectsOf, revoke, scope, type Project, type Scoped } from './keystone';
import type { KeycloakTokens } from './oidc';

/** Who works here, as this window remembers it: gone when the window is closed. */
export interface Session {
  idToken: string;
  unscoped: string;
  projects: Project[];
  scoped: Scoped;
}

export class NoProject extends Error {}

const KEPT = 'caelum.session';
const LAST_PROJECT = 'caelum.project';

export function restoreSession(now: Date): Session | null {
  const text = sessionStorage.getItem(KEPT);
  if (text === null) {
    return null;
  }
  try {
    const session: Session = JSON.parse(text);
    return new Date(session.scoped.expiresAt) > now ? session : null;
  } catch {
    // written by another version of this page
    return null;
  }
}

export function forgetSession(): void {
  sessionStorage.removeItem(KEPT);
}

function keep(session: Session): Session {
  sessionStorage.setItem(KEPT, JSON.stringify(session));
  localStorage.setItem(LAST_PROJECT, session.scoped.project.id);
  return session;
}

/** From Keycloak's tokens to a token for a project: the one of last time, if the user is still in it. */
export async function openSession(tokens: KeycloakTokens): Promise<Session> {
  const unscoped = await exchange(tokens.accessToken);
  const projects = await projectsOf(unscoped.token);
  const project = chosen(projects, localStorage.getItem(LAST_PROJECT));
  if (project === null) {
    throw new NoProject();
  }
  const scoped = await scope(unscoped.token, project.id);
  return keep({ idToken: tokens.idToken, unscoped: unscoped.token, projects, scoped });
}

export function chosen(projects: Project[], last: string | null): Project | null {
  return projects.find((project) => project.id === last) ?? projects[0] ?? null;
}

export async function changeProject(session: Session, project: string): Promise<Session> {
  return keep({ ...session, scoped: await scope(session.unscoped, project) });
}

/** Forgets the session; its tokens are of no use to anybody who has seen them either. */
export function endSession(session: Session): void {
  forgetSession();
  // nobody waits: where the cloud cannot be reached they end by themselves
  revoke(session.unscoped).catch(() => undefined);
}

export function isAdmin(session: Session): boolean {
  return session.scoped.roles.includes('admin');
}

export function canLogIn(config: { issuer: string | null }): config is ReadyConfig {
  return config.issuer !== null;
}
