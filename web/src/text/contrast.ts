type Rgb = readonly [number, number, number];

const WHITE = '#ffffff';
const BLACK = '#000000';

function rgbOf(color: string): Rgb {
  const number = parseInt(color.slice(1), 16);
  return [(number >> 16) & 0xff, (number >> 8) & 0xff, number & 0xff];
}

/** Relative luminance as WCAG 2.2 defines it: 0 for black, 1 for white. */
export function luminance(color: string): number {
  const [r, g, b] = rgbOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The WCAG contrast of two colours ("#rrggbb"): 1 when they are the same, 21 at most. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of the second colour in the first: 0 is the first one, 1 the second. */
export function mix(one: string, other: string, share: number): string {
  const to = rgbOf(other);
  const mixed = rgbOf(one).map((from, i) => Math.round(from + ((to[i] ?? from) - from) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Black or white, whichever reads better on a colour; one of them always has a contrast of 4.5. */
export function inkOn(color: string): string {
  return contrast(color, WHITE) >= contrast(color, BLACK) ? WHITE : BLACK;
}
