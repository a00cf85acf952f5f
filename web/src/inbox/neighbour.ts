/**
 * Where J (+1) or K (−1) goes in a list of `length`. `at` is the open chat's place, −1 when it is not
 * in the list any more; then the chat that took its old place (`standing`) is next.
 */
export function neighbour(length: number, at: number, standing: number, step: 1 | -1): number {
  if (length === 0) return -1;
  const target = at >= 0 ? at + step : step > 0 ? standing : standing - 1;
  return Math.min(length - 1, Math.max(0, target));
}
