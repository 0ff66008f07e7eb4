/** What proves to Keycloak that who redeems a code is who asked for it (RFC 7636). */

export interface Proof {
  verifier: string;
  challenge: string;
}

export function base64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(digest));
}

export async function newProof(): Promise<Proof> {
  const verifier = randomText();
  return { verifier, challenge: await challengeOf(verifier) };
}
