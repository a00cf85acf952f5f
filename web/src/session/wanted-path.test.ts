import { expect, test } from 'vitest';
import { signInPath, wantedPath } from './wanted-path';

test('ACC-4: signing in leads back to the page whose session ended', () => {
  const path = '/p/123/inbox/456';
  expect(wantedPath(signInPath(path).replace('/sign-in', ''))).toBe(path);
  expect(signInPath('/')).toBe('/sign-in');
});

test('TEAM-1: who has an account already signs in and is back at the invitation', () => {
  expect(wantedPath(`?next=${encodeURIComponent('/invite/aB3-_x')}`)).toBe('/invite/aB3-_x');
});

test('ACC-4: a link to the sign-in page leads nowhere outside', () => {
  for (const next of [
    '//evil.example/p/1/inbox',
    'https://evil.example',
    '/p/1/inbox/../../x',
    '/invite//evil.example',
  ]) {
    expect(wantedPath(`?next=${encodeURIComponent(next)}`)).toBeNull();
  }
});
