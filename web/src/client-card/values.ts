import type { Variable } from '../api/types';

/** What a variable may hold on a card. */
export type Value = string | number | boolean;

/** A value as it stands in its field; empty when there is none. */
export function textOf(value: Value | undefined): string {
  return value === undefined ? '' : String(value);
}

/** What was written, as the server wants it: null takes the value away. */
export function valueOf(kind: Variable['kind'], text: string): Value | null {
  if (text === '') return null;
  if (kind === 'number') return Number(text.replace(',', '.'));
  if (kind === 'boolean') return text === 'true';
  return text;
}

/** Whether the text can be a number; people write commas too. */
export function isNumber(text: string): boolean {
  return /^[+-]?\d+([.,]\d+)?$/.test(text) && Number.isFinite(Number(text.replace(',', '.')));
}
