import { describe, expect, test } from 'vitest';
import { isEmojiOnly } from './emoji-only';
import { hueOf, initials } from './initials';
import { clock, dayHeading, dayOf, shortTime, waitingTime } from './time';

describe('CHT-2: a few emoji alone are shown larger', () => {
  test.each(['👍', '😀🎉', '👨‍👩‍👧‍👦', '🇳🇴 🇷🇺', '👋🏽', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])(
    'CHT-2: %s is emoji only',
    (text) => {
      expect(isEmojiOnly(text)).toBe(true);
    },
  );
  test.each(['', ' ', '1', '123', '#', 'ok 👍', '👍'.repeat(60)])(
    'CHT-2: %j is shown as text',
    (text) => {
      expect(isEmojiOnly(text)).toBe(false);
    },
  );
});

describe('INB-1: waiting time and dates in the zone and language of the reader', () => {
  const now = Date.parse('2026-11-20T09:00:00.000Z');
  test('INB-1: waiting is said in one short word', () => {
    expect(waitingTime('2026-11-20T08:56:30.000Z', now, 'en')).toBe('3 min');
    expect(waitingTime('2026-11-20T06:30:00.000Z', now, 'ru')).toBe('2 ч');
    expect(waitingTime('2026-11-17T06:30:00.000Z', now, 'en')).toBe('3 days');
    expect(waitingTime('2026-11-20T09:00:05.000Z', now, 'en')).toBe('0 min');
  });
  test('INB-1: a day begins at midnight of the reader', () => {
    const late = '2026-11-19T22:30:00.000Z';
    expect(dayOf(late, 'UTC')).toBe('2026-11-19');
    expect(dayOf(late, 'Europe/Moscow')).toBe('2026-11-20');
    expect(dayHeading(late, now, 'en', 'Europe/Moscow')).toBe('Today');
    expect(dayHeading(late, now, 'ru', 'UTC')).toBe('Вчера');
    expect(dayHeading('2025-03-02T12:00:00.000Z', now, 'en', 'UTC')).toBe('March 2, 2025');
    expect(clock(late, 'ru', 'Europe/Moscow')).toBe('01:30');
    expect(shortTime('2026-11-01T12:00:00.000Z', now, 'ru', 'UTC')).toBe('1 нояб.');
  });
});

describe('INB-1: a picture of initials', () => {
  test('INB-1: of the first and the last word, by whole characters', () => {
    expect(initials('Анна Ковалёва')).toBe('АК');
    expect(initials('  madonna ')).toBe('M');
    expect(initials('Ana Maria de Souza')).toBe('AS');
    expect(initials('🦊 Fox')).toBe('🦊F');
    expect(initials('')).toBe('?');
    expect(initials('***')).toBe('?');
  });
  test('INB-1: the same person has the same colour', () => {
    expect(hueOf('7301884')).toBe(hueOf('7301884'));
    const hues = new Set(Array.from({ length: 200 }, (_, i) => hueOf(String(7301884 + i))));
    expect(hues.size).toBe(8);
  });
});
