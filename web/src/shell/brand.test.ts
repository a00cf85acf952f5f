import { describe, expect, test } from 'vitest';
import { contrast, luminance } from '../text/contrast';
import { railColors } from './brand';

/** Every colour whose channels are multiples of 17: #000000, #000011 … #ffffff. */
function colors(): string[] {
  const steps = Array.from({ length: 16 }, (_, i) => (i * 17).toString(16).padStart(2, '0'));
  return steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));
}

describe.each(['light', 'dark'] as const)('PRJ-3: the brand colour in the %s theme', (scheme) => {
  test('PRJ-3: whatever the colour, words on the rail have a contrast of 4.5', () => {
    for (const color of colors()) {
      const rail = railColors(color, scheme)!;
      expect(contrast(rail.ground, rail.ink), color).toBeGreaterThanOrEqual(4.5);
      expect(contrast(rail.on, rail.ink), color).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('PRJ-3: the chosen section differs from the rail', () => {
    for (const color of colors()) {
      const rail = railColors(color, scheme)!;
      expect(contrast(rail.on, rail.ground), color).toBeGreaterThanOrEqual(1.15);
    }
  });
});

test('PRJ-3: the light theme shows the very colour, the dark one does not glare', () => {
  expect(railColors('#ffdd00', 'light')?.ground).toBe('#ffdd00');
  expect(luminance(railColors('#ffffff', 'dark')!.ground)).toBeLessThan(0.17);
  expect(railColors('#0b6b63', 'dark')?.ground).toBe('#0b6b63');
});

test('PRJ-3: a project without a colour keeps the rail as it is', () => {
  expect(railColors('', 'light')).toBeNull();
  expect(railColors('red', 'dark')).toBeNull();
});
