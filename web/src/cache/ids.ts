import type { Id } from '../api/types';

/** Order of two ids without turning 63 bits into a double. */
export function compareIds(a: Id, b: Id): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
