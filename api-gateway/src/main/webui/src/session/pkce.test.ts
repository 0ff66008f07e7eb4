import { expect, test } from 'vitest';
import { preferred } from '../i18n';
import { challengeOf, newProof } from './pkce';
import { chosen } from './session';

test('the challenge of a verifier is the one of the standard (RFC 7636, appendix B)', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('a verifier is long enough, plain, and never the same', async () => {
  const [one, other] = [await newProof(), await newProof()];
  expect(one.verifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(one.verifier).not.toBe(other.verifier);
});

test('the project of last time is chosen again while the user is in it', () => {
  const projects = [
    { id: '1', name: 'a' },
    { id: '2', name: 'b' },
  ];
  expect(chosen(projects, '2')?.id).toBe('2');
  expect(chosen(projects, 'left')?.id).toBe('1');
  expect(chosen([], '2')).toBeNull();
});

test('the language is the one chosen, else the first of the browser that there is', () => {
  expect(preferred('zh-CN', ['en-US'])).toBe('zh-CN');
  expect(preferred(null, ['fr', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(preferred(null, ['fr'])).toBe('en');
});
