const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** The menu's ground in the light theme, beside which a project's sign stands. */
export const RAIL = '#10211f';
const LIGHT_INK = '#ffffff';
const DARK_INK = '#000000';

export const isColor = (text: string) => HEX.test(text);

/** Relative luminance of "#rrggbb" (WCAG 2): 0 is black, 1 is white. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (HEX.exec(color) ?? []).slice(1).map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far two colours are apart (WCAG 2): from 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The ink that reads better on this ground. */
export function inkOn(color: string): string {
  return contrast(color, LIGHT_INK) >= contrast(color, DARK_INK) ? LIGHT_INK : DARK_INK;
}
