import { expect, test } from 'vitest';
import { isNumber, textOf, valueOf } from './values';

test('CRD-8: what is written in a variable’s field goes out as its kind', () => {
  expect(valueOf('text', 'XL')).toBe('XL');
  expect(valueOf('number', '-12,5')).toBe(-12.5);
  expect(valueOf('boolean', 'false')).toBe(false);
  expect(valueOf('date', '2026-02-28')).toBe('2026-02-28');
});

test('CRD-8: an emptied field takes the value away', () => {
  expect(valueOf('number', '')).toBeNull();
  expect(valueOf('boolean', '')).toBeNull();
});

test('CRD-8: a value stands in its field as people write it, none as nothing', () => {
  expect([textOf(0), textOf(false), textOf('a'), textOf(undefined)]).toEqual([
    '0',
    'false',
    'a',
    '',
  ]);
});

test.each([
  ['12', true],
  ['-1.5', true],
  ['3,25', true],
  ['1e3', false],
  ['12 kg', false],
  ['9'.repeat(400), false],
])('CRD-8: %s as a number: %s', (text, good) => {
  expect(isNumber(text)).toBe(good);
});
