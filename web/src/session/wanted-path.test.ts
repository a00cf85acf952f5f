import { expect, test } from 'vitest';
import { signInPath, wantedPath } from './wanted-path';

test('ACC-4: signing in leads back to the page whose session ended', () => {
  const path = '/p/123/inbox/456';
  expect(wantedPath(signInPath(path).replace('/sign-in', ''))).toBe(path);
  expect(signInPath('/')).toBe('/sign-in');
});

test('ACC-4: a link to the sign-in page leads nowhere outside', () => {
  for (const next of ['//evil.example/p/1/inbox', 'https://evil.example', '/p/1/inbox/../../x']) {
    expect(wantedPath(`?next=${encodeURIComponent(next)}`)).toBeNull();
  }
});
