/** What a key press means anywhere in the panel. */
export type Hotkey =
  | 'next'
  | 'previous'
  | 'take'
  | 'done'
  | 'pass'
  | 'add'
  | 'forward'
  | 'note'
  | 'reply'
  | 'palette'
  | 'help';

/** By the place of the key, so that they work in the Russian layout too. */
const BY_PLACE: Record<string, Hotkey> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyT: 'take',
  KeyE: 'done',
  KeyP: 'pass',
  KeyA: 'add',
  KeyF: 'forward',
  KeyN: 'note',
  KeyR: 'reply',
};

export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** The press goes into a field where somebody writes. */
  typing: boolean;
}

export function hotkeyOf(press: KeyPress): Hotkey | null {
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return press.code === 'KeyK' ? 'palette' : null;
  if (press.typing) return null;
  if (press.key === '?' || (press.code === 'Slash' && press.shiftKey)) return 'help';
  return press.shiftKey ? null : (BY_PLACE[press.code] ?? null);
}
