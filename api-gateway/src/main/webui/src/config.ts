import i18next from 'i18next';

/** What the gateway tells the page about its surroundings. */
export interface Config {
  /** Address of Keycloak's realm as browsers reach it; null where log-in is not set up. */
  issuer: string | null;
  clientId: string;
}

export type ReadyConfig = Config & { issuer: string };

export async function readConfig(): Promise<Config> {
  const response = await fetch('/dashboard/config.json');
  if (!response.ok) {
    throw new Error(i18next.t('start.gatewayAnswered', { status: response.status }));
  }
  const body = await response.json();
  return { issuer: body.issuer, clientId: body.client_id };
}
