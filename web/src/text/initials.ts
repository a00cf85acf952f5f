const HUES = 8;

/** One or two letters for a round picture; whole characters, never half an emoji. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')].find((letter) => /[\p{L}\p{N}\p{ExtPict}]/u.test(letter)))
    .filter((letter) => letter !== undefined);
  return letters.join('').toLocaleUpperCase() || '?';
}

/** Which of the picture colours (0…7) belongs to this id, always the same one. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % HUES;
}
