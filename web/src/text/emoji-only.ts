const EMOJI =
  /^(?:\p{RI}\p{RI}|[\d#*]\uFE0F?\u20E3|\p{ExtPict}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{ExtPict}(?:\p{EMod}|\uFE0F)?)*[\u{E0020}-\u{E007F}]*|\s)+$/u;
const LONGEST = 48;

/** A message of a few emoji and nothing else is shown larger. */
export function isEmojiOnly(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > 0 && trimmed.length <= LONGEST && EMOJI.test(trimmed);
}
