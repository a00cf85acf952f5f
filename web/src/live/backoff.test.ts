import { expect, test } from 'vitest';
import { backoffMs } from './backoff';

test('INB-1: waiting to reconnect doubles, has an end, and differs from panel to panel', () => {
  expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    400, 800, 1600, 3200,
  ]);
  expect(backoffMs(40, () => 1)).toBe(15_000);
  expect(backoffMs(2, () => 0)).toBe(800);
});
