import { expect, test } from 'vitest';
import { isEmail, isPassword } from './rules';

test('ACC-2: what can not be an address or a password is said at once', () => {
  expect(isEmail(' anna@example.org ')).toBe(true);
  expect(isEmail('anna@example')).toBe(false);
  expect(isEmail('anna example.org')).toBe(false);
  expect(isPassword('12345678')).toBe(true);
  expect(isPassword('1234567')).toBe(false);
  expect(isPassword('a'.repeat(201))).toBe(false);
});
