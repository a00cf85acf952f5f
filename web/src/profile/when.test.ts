import { expect, test } from 'vitest';
import { ago } from './when';

const NOW = Date.parse('2026-11-20T12:00:00Z');

test('ACC-4: when a session was last used is said as people say it', () => {
  expect(ago('2026-11-20T11:59:30Z', NOW, 'en')).toBeNull();
  expect(ago('2026-11-20T11:20:00Z', NOW, 'en')).toBe('40 minutes ago');
  expect(ago('2026-11-20T11:20:00Z', NOW, 'ru')).toBe('40 минут назад');
  expect(ago('2026-11-20T02:00:00Z', NOW, 'en')).toBe('10 hours ago');
  expect(ago('2026-11-19T10:00:00Z', NOW, 'en')).toBe('yesterday');
  expect(ago('2026-10-03T12:00:00Z', NOW, 'en')).toBe('October 3, 2026');
});

test('ACC-4: a clock that is ahead does not make a session of the future', () => {
  expect(ago('2026-11-20T12:05:00Z', NOW, 'en')).toBeNull();
});
