import { expect, test } from 'vitest';
import { contrast, inkOn, luminance, mix } from './contrast';

test('PRJ-3: contrast is what WCAG says it is', () => {
  expect(luminance('#ffffff')).toBeCloseTo(1, 6);
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
});

test('PRJ-3: words on any brand colour can be read', () => {
  for (let number = 0; number <= 0xffffff; number += 0x0505f7) {
    const color = `#${number.toString(16).padStart(6, '0')}`;
    expect(contrast(color, inkOn(color)), color).toBeGreaterThanOrEqual(4.5);
  }
});
