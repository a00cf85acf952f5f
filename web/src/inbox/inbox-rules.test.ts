import { describe, expect, test } from 'vitest';
import { aMessage } from '../testing/samples';
import { counter, isSendKey, LONGEST, NOTE_LIMITS, type KeyInField } from './compose-rules';
import { messageRows } from './message-rows';
import { neighbour } from './neighbour';

const press = (parts: Partial<KeyInField>): KeyInField => ({
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  composing: false,
  ...parts,
});

describe('CHT-5: the keys of the composer', () => {
  test('CHT-5: Enter sends', () => {
    expect(isSendKey(press({}))).toBe(true);
    expect(isSendKey(press({ ctrlKey: true }))).toBe(true);
  });
  test('CHT-5: Shift+Enter breaks the line', () => {
    expect(isSendKey(press({ shiftKey: true }))).toBe(false);
  });
  test('CHT-5: Enter that chooses a character of an input method does not send', () => {
    expect(isSendKey(press({ composing: true }))).toBe(false);
  });
  test('CHT-5: what is left of 4096 is shown near the end, in UTF-16 units', () => {
    expect(LONGEST).toBe(4096);
    expect(counter('a'.repeat(3899), NOTE_LIMITS)).toBeNull();
    expect(counter('a'.repeat(4000), NOTE_LIMITS)).toEqual({ says: 'left', count: 96 });
    expect(counter('👍'.repeat(2048), NOTE_LIMITS)).toEqual({ says: 'left', count: 0 });
    expect(counter('👍'.repeat(2049), NOTE_LIMITS)).toEqual({ says: 'over', count: 2 });
  });
});

describe('CHT-7: the lines of the chat window', () => {
  const first = aMessage({ id: '1', created_at: '2026-11-19T22:00:00.000Z' });
  const second = aMessage({ id: '2', created_at: '2026-11-19T22:01:00.000Z' });
  const item = {
    key: 'k1',
    project: '10',
    chat: '100',
    kind: 'message' as const,
    text: 'Hi',
    created_at: '2026-11-19T22:02:00.000Z',
    order: 1,
    refused: null,
  };

  test('CHT-2: oldest first under a heading for each day of the reader', () => {
    const rows = messageRows(
      [aMessage({ id: '3', created_at: '2026-11-20T08:00:00.000Z' }), second, first],
      [],
      'UTC',
    );
    expect(rows.map((row) => row.id)).toEqual(['day-2026-11-19', '1', '2', 'day-2026-11-20', '3']);
  });

  test('CHT-2: messages of one person close together are joined', () => {
    const rows = messageRows([second, first], [], 'UTC');
    expect(rows.map((row) => row.type === 'message' && row.joined)).toEqual([false, false, true]);
  });

  test('CHT-7: what is not confirmed stands at the end', () => {
    expect(messageRows([first], [item], 'UTC').at(-1)).toEqual({ type: 'unsent', id: 'k1', item });
  });

  test('CHT-7: a confirmed message takes the place of its bubble and is shown once', () => {
    const confirmed = aMessage({
      id: '3',
      kind: 'outgoing',
      key: 'k1',
      created_at: item.created_at,
    });
    const rows = messageRows([confirmed, first], [item], 'UTC');
    expect(rows.filter((row) => row.id === 'k1').map((row) => row.type)).toEqual(['message']);
  });
});

describe('INB-9: J and K go through the list', () => {
  test('INB-9: next and previous, stopping at the ends', () => {
    expect(neighbour(3, 0, 0, 1)).toBe(1);
    expect(neighbour(3, 2, 2, 1)).toBe(2);
    expect(neighbour(3, 0, 0, -1)).toBe(0);
    expect(neighbour(0, -1, 0, 1)).toBe(-1);
  });
  test('INB-9: after the open chat left the tab, J opens the one that took its place', () => {
    expect(neighbour(3, -1, 1, 1)).toBe(1);
    expect(neighbour(3, -1, 1, -1)).toBe(0);
  });
});
