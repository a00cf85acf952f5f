const FIRST_MS = 400;
const LONGEST_MS = 15_000;

/**
 * How long to wait before the n-th attempt in a row (from 0), in milliseconds: doubling, capped,
 * and spread over half of itself so that a hundred panels don't return in the same instant.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(full / 2 + (full / 2) * random());
}
