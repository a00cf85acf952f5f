import { expect, test } from 'vitest';
import { hotkeyOf, type KeyPress } from './hotkey-of';

const press = (parts: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  typing: false,
  ...parts,
});

test('INB-9: keys work by their place, in the Russian layout too', () => {
  expect(hotkeyOf(press({ key: 'о', code: 'KeyJ' }))).toBe('next');
  expect(hotkeyOf(press({ key: 'у', code: 'KeyE' }))).toBe('done');
  expect(hotkeyOf(press({ key: 'л', code: 'KeyK', ctrlKey: true }))).toBe('palette');
});

test('INB-9: letters typed into a field are letters; Ctrl+K works everywhere', () => {
  expect(hotkeyOf(press({ key: 't', code: 'KeyT', typing: true }))).toBeNull();
  expect(hotkeyOf(press({ key: '?', code: 'Slash', shiftKey: true, typing: true }))).toBeNull();
  expect(hotkeyOf(press({ key: 'k', code: 'KeyK', metaKey: true, typing: true }))).toBe('palette');
});

test('INB-9: "?" shows the keys wherever it is on the keyboard', () => {
  expect(hotkeyOf(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('help');
  expect(hotkeyOf(press({ key: '?', code: 'Digit7', shiftKey: true }))).toBe('help');
});

test("INB-9: the browser's own keys stay the browser's", () => {
  expect(hotkeyOf(press({ key: 't', code: 'KeyT', ctrlKey: true }))).toBeNull();
  expect(hotkeyOf(press({ key: 'n', code: 'KeyN', altKey: true }))).toBeNull();
});
