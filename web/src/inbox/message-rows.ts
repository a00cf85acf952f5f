import type { Message } from '../api/types';
import type { OutboxItem } from '../outbox/item';
import { dayOf } from '../text/time';

/** One line of the chat window. */
export type Row =
  | { type: 'day'; id: string; time: string }
  | { type: 'message'; id: string; message: Message; joined: boolean }
  | { type: 'unsent'; id: string; item: OutboxItem };

const JOINED_WITHIN_MS = 5 * 60_000;

function isJoined(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.kind === message.kind &&
    message.kind !== 'system' &&
    before.author?.id === message.author?.id &&
    Date.parse(message.created_at) - Date.parse(before.created_at) < JOINED_WITHIN_MS
  );
}

/**
 * What the chat window shows, oldest first: day headings, messages, and at the end what was
 * written here and not confirmed. `newestFirst` as the server lists them; `zone` is the reader's.
 */
export function messageRows(
  newestFirst: Message[],
  unsent: readonly OutboxItem[],
  zone?: string,
): Row[] {
  const rows: Row[] = [];
  const known = new Set<string>();
  let day = '';
  let before: Message | undefined;
  const heading = (time: string) => {
    const next = dayOf(time, zone);
    if (next === day) return false;
    day = next;
    rows.push({ type: 'day', id: `day-${next}`, time });
    return true;
  };
  for (const message of [...newestFirst].reverse()) {
    if (message.key) known.add(message.key);
    const first = heading(message.created_at);
    rows.push({
      type: 'message',
      // A confirmed message keeps the place of the bubble that was shown before it.
      id: message.key ?? message.id,
      message,
      joined: !first && isJoined(before, message),
    });
    before = message;
  }
  for (const item of unsent) {
    if (known.has(item.key)) continue;
    heading(item.created_at);
    rows.push({ type: 'unsent', id: item.key, item });
  }
  return rows;
}
