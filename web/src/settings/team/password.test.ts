import { expect, test } from 'vitest';
import { isPassword } from '../../ui/rules';
import { newPassword } from './password';

test('TEAM-1: a made-up password is long, readable aloud and never the same', () => {
  const made = Array.from({ length: 300 }, newPassword);
  expect(new Set(made).size).toBe(300);
  for (const password of made) {
    expect(password).toMatch(/^[a-zA-Z2-9]{16}$/);
    expect(password).not.toMatch(/[0O1lI]/);
    expect(isPassword(password)).toBe(true);
  }
});

test('TEAM-1: every letter of made-up passwords comes about as often', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    for (const letter of newPassword()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(counts.size).toBe(56);
  const mean = (3000 * 16) / 56;
  for (const [letter, count] of counts) {
    expect(Math.abs(count - mean) / mean, letter).toBeLessThan(0.25);
  }
});
