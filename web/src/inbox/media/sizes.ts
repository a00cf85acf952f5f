/** The largest place of a picture or a video in the chat, in pixels. */
export const WIDEST = 320;
export const TALLEST = 340;
const UNKNOWN = { width: 240, height: 180 };
const SMALLEST = 96;

export interface Size {
  width: number;
  height: number;
}

/** The place that a picture takes: known before it is loaded, so that nothing jumps. */
export function fit({ width, height }: Size, widest = WIDEST, tallest = TALLEST): Size {
  if (width <= 0 || height <= 0) return UNKNOWN;
  const scale = Math.min(1, widest / width, tallest / height);
  return {
    width: Math.max(SMALLEST, Math.round(width * scale)),
    height: Math.max(SMALLEST, Math.round(height * scale)),
  };
}

const KB = 1024;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "840 kB", "1.2 MB". */
export function fileSize(bytes: number, locale: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= KB && unit < UNITS.length - 1) {
    value /= KB;
    unit++;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && unit > 1 ? 1 : 0,
  }).format(value);
}

/** "0:07", "12:40", "1:02:03". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const tail = `${hours > 0 ? two(minutes) : minutes}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
