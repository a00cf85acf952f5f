import { expect, test } from 'vitest';
import { isBotToken, isEmail, isPassword } from './rules';

test('CHN-6: the format of a bot token is checked before it is sent', () => {
  expect(isBotToken('123456789:AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(true);
  expect(isBotToken('  123456789:AAEabcdefghijklmnopqrstuvwxyz-_2345\n')).toBe(true);
  expect(isBotToken('12345:AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(false);
  expect(isBotToken('123456789:short')).toBe(false);
  expect(isBotToken('123456789 AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(false);
  expect(isBotToken(`123456789:${'a'.repeat(65)}`)).toBe(false);
});

test('ACC-2: what can not be an address or a password is said at once', () => {
  expect(isEmail(' anna@example.org ')).toBe(true);
  expect(isEmail('anna@example')).toBe(false);
  expect(isEmail('anna example.org')).toBe(false);
  expect(isPassword('12345678')).toBe(true);
  expect(isPassword('1234567')).toBe(false);
  expect(isPassword('a'.repeat(201))).toBe(false);
});
