import type { Id } from '../api/types';

export type Mode = 'message' | 'note';

const memory = new Map<string, string>();

function nameOf(chat: Id, mode: Mode): string {
  return `switchboard.draft.${chat}.${mode}`;
}

/** What was typed in this chat and not sent (CHT-7). */
export function readDraft(chat: Id, mode: Mode): string {
  const name = nameOf(chat, mode);
  const held = memory.get(name);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export function writeDraft(chat: Id, mode: Mode, text: string): void {
  const name = nameOf(chat, mode);
  memory.set(name, text);
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
  } catch {
    // Without storage the draft lives as long as the page.
  }
}
