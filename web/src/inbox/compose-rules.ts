/** What Telegram takes in one message, in UTF-16 units (what `length` counts). */
export const LIMIT = 4096;
/** From here on the person sees how much is left. */
const COUNTED_FROM = 3900;

/** How many units are left, negative when there are too many; null while it does not matter. */
export function remaining(text: string): number | null {
  return text.length < COUNTED_FROM ? null : LIMIT - text.length;
}

export interface KeyInField {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** An input method is choosing a character: Enter belongs to it. */
  composing: boolean;
}

/** Enter sends, Shift+Enter breaks the line (CHT-5). */
export function isSendKey(press: KeyInField): boolean {
  return press.key === 'Enter' && !press.shiftKey && !press.altKey && !press.composing;
}
