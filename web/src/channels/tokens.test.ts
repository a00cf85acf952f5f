import { expect, test } from 'vitest';
import { isToken } from './tokens';

test('CHN-6: the format of a Telegram token is checked before it is sent', () => {
  const good = '123456789:AAEabcdefghijklmnopqrstuvwxyz012345';
  expect(isToken('telegram', good)).toBe(true);
  expect(isToken('telegram', `  ${good}\n`)).toBe(true);
  expect(isToken('telegram', '12345:AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(false);
  expect(isToken('telegram', '123456789:short')).toBe(false);
  expect(isToken('telegram', '123456789 AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(false);
  expect(isToken('telegram', `123456789:${'a'.repeat(65)}`)).toBe(false);
});

test('CHN-7: a Viber key is three groups of hexadecimal digits', () => {
  expect(isToken('viber', '4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f')).toBe(true);
  expect(isToken('viber', '4453b6ac12345678-e02c5f12174805f9')).toBe(false);
  expect(isToken('viber', '4453b6ac12345678-e02c5f12174805f9-nothexadecimal12')).toBe(false);
  expect(isToken('viber', '4453b6a-e02c5f12174805f9-daec9cbb5448c51f')).toBe(false);
});

test('CHN-8: a token of a VK community has no spaces and is not too short', () => {
  expect(isToken('vk', 'vk1.a.Abc-123_def')).toBe(true);
  expect(isToken('vk', 'f'.repeat(85))).toBe(true);
  expect(isToken('vk', 'short')).toBe(false);
  expect(isToken('vk', 'vk1.a.Abc 123 def')).toBe(false);
});

test('CHN-3: a page access token begins as Facebook’s tokens do', () => {
  expect(isToken('messenger', 'EAAB0000token')).toBe(true);
  expect(isToken('messenger', 'XAAB0000token')).toBe(false);
  expect(isToken('messenger', 'EAA')).toBe(false);
  expect(isToken('messenger', `EAA${'a'.repeat(1022)}`)).toBe(false);
});

test('CHN-6: a token of one messenger is not taken for that of another', () => {
  expect(isToken('viber', '123456789:AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(false);
  expect(isToken('vk', '123456789:AAEabcdefghijklmnopqrstuvwxyz012345')).toBe(false);
});
