import { contrast, inkOn, luminance, mix } from '../text/contrast';

export interface RailColors {
  ground: string;
  /** Words and signs on the ground and on `on`. */
  ink: string;
  /** The ground of what is chosen or pointed at. */
  on: string;
}

/** A rail brighter than this would glare beside the dark theme's pages. */
const BRIGHTEST_IN_DARK = 0.12;
const READABLE = 4.5;
/** Two grounds side by side that people tell apart. */
const TOLD_APART = 1.2;

function tamed(color: string): string {
  let ground = color;
  while (luminance(ground) > BRIGHTEST_IN_DARK) ground = mix(ground, '#000000', 0.06);
  return ground;
}

/** Away from the ink, where there is room; black and white grounds have room only towards it. */
function chosen(ground: string, ink: string): string {
  const away = ink === '#ffffff' ? '#000000' : '#ffffff';
  const further = mix(ground, away, 0.28);
  if (contrast(further, ground) >= TOLD_APART) return further;
  let towards = ground;
  for (let share = 0.02; contrast(towards, ground) < TOLD_APART; share += 0.02) {
    const next = mix(ground, ink, share);
    if (contrast(next, ink) < READABLE) break;
    towards = next;
  }
  return towards;
}

/** The rail in the project's colour (PRJ-3); null when the project has none. */
export function railColors(color: string, scheme: 'light' | 'dark'): RailColors | null {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return null;
  const ground = scheme === 'dark' ? tamed(color) : color;
  const ink = inkOn(ground);
  return { ground, ink, on: chosen(ground, ink) };
}
