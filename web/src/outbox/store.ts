import type { Id } from '../api/types';
import type { OutboxItem } from './item';

const PREFIX = 'switchboard.outbox.';

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Keeps one person's unsent messages over a reload, each under its own name. */
export class OutboxStore {
  private readonly prefix: string;

  constructor(
    private readonly shelf: Shelf,
    person: Id,
  ) {
    this.prefix = `${PREFIX}${person}.`;
  }

  save(item: OutboxItem): void {
    try {
      this.shelf.setItem(this.prefix + item.key, JSON.stringify(item));
    } catch {
      // Storage is full or forbidden: the message still waits in memory.
    }
  }

  remove(key: string): void {
    this.shelf.removeItem(this.prefix + key);
  }

  load(): OutboxItem[] {
    const items: OutboxItem[] = [];
    for (let i = 0; i < this.shelf.length; i++) {
      const name = this.shelf.key(i);
      if (!name?.startsWith(this.prefix)) continue;
      try {
        items.push(JSON.parse(this.shelf.getItem(name) ?? '') as OutboxItem);
      } catch {
        continue;
      }
    }
    return items.sort((a, b) => a.order - b.order);
  }
}
