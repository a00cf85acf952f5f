import type { PlatformRules } from '../api/types';

/** What the server takes in one go, in UTF-16 units (what `length` counts). */
export const LONGEST = 4096;
/** So near to a limit the person sees how much is left. */
const NEAR = 196;

export interface TextLimits {
  /** What fits into one message of the messenger. */
  one: number;
  /** More can't be sent at all. */
  all: number;
}

/** `changing`: the text of a message that exists can't be cut into several. */
export function textLimits(
  rules: PlatformRules | undefined,
  hasFiles: boolean,
  changing: boolean,
): TextLimits {
  if (!rules) return { one: LONGEST, all: LONGEST };
  // Where files have no captions the text is a message of its own.
  const one = hasFiles && rules.caption_limit > 0 ? rules.caption_limit : rules.text_limit;
  return { one: Math.min(one, LONGEST), all: changing ? Math.min(one, LONGEST) : LONGEST };
}

export const NOTE_LIMITS: TextLimits = { one: LONGEST, all: LONGEST };

export type Counter =
  | { says: 'left'; count: number }
  | { says: 'over'; count: number }
  | { says: 'parts'; count: number };

/** What to tell about the length of the text; null while it does not matter. */
export function counter(text: string, { one, all }: TextLimits): Counter | null {
  const { length } = text;
  if (length > all) return { says: 'over', count: length - all };
  if (all - length <= NEAR) return { says: 'left', count: all - length };
  if (length > one) return { says: 'parts', count: Math.ceil(length / one) };
  return one - length <= NEAR ? { says: 'left', count: one - length } : null;
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
