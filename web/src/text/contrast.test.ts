import { expect, test } from 'vitest';
import { contrast, inkOn, isColor } from './contrast';

test('PRJ-2: contrast is what WCAG counts', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#3366cc', '#3366cc')).toBe(1);
});

test('PRJ-2: letters on any brand colour are readable', () => {
  expect(inkOn('#ffe066')).toBe('#000000');
  expect(inkOn('#0b6b63')).toBe('#ffffff');
  const steps = ['00', '33', '66', '99', 'cc', 'ff'];
  for (const r of steps)
    for (const g of steps)
      for (const b of steps) {
        const color = `#${r}${g}${b}`;
        expect(contrast(color, inkOn(color)), color).toBeGreaterThanOrEqual(4.5);
      }
});

test('PRJ-2: a colour is six hexadecimal digits', () => {
  expect(isColor('#0B6b63')).toBe(true);
  expect(isColor('#fff')).toBe(false);
  expect(isColor('teal')).toBe(false);
});
