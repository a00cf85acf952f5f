import { newKey } from '../api/key';
import { isConnectionLost, isPassing, toProblem } from '../api/problem';
import type { Id, Message } from '../api/types';
import { backoffMs } from '../live/backoff';
import type { Extras, OutboxItem } from './item';
import type { OutboxStore } from './store';

export interface OutboxDependencies {
  store: OutboxStore;
  /** Asks the server; rejects with `Problem`. */
  send: (item: OutboxItem) => Promise<Message>;
  /** The server has it: show it in its place. */
  onSent: (item: OutboxItem, message: Message) => void;
  later: (fn: () => void, ms: number) => () => void;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * Everything an operator sends goes through here, one at a time and in the order it was written.
 * While the connection is away it waits; afterwards it goes out under the same key, so that what
 * did arrive before the connection broke is not sent twice.
 */
export class Outbox {
  private items: OutboxItem[];
  private open = false;
  private busy = false;
  private attempt = 0;
  private cancelTimer: (() => void) | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly deps: OutboxDependencies) {
    this.items = deps.store.load();
  }

  /** The waiting and the refused, oldest first. The array changes identity with its content. */
  list(): readonly OutboxItem[] {
    return this.items;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  add(
    project: Id,
    chat: Id,
    kind: OutboxItem['kind'],
    text: string,
    extras: Extras = { files: [], reply_to: null },
  ): void {
    const last = this.items.at(-1)?.order ?? 0;
    const now = this.deps.now();
    const item: OutboxItem = {
      key: newKey(),
      project,
      chat,
      kind,
      text,
      extras,
      created_at: new Date(now).toISOString(),
      order: Math.max(now, last + 1),
      refused: null,
    };
    this.deps.store.save(item);
    this.set([...this.items, item]);
    void this.pump();
  }

  /** The connection stands (true) or is gone (false). */
  setOpen(open: boolean): void {
    this.open = open;
    this.cancelTimer?.();
    this.attempt = 0;
    if (open) void this.pump();
  }

  /** A refused one is tried again under the same key. */
  retry(key: string): void {
    this.change(key, null);
    void this.pump();
  }

  remove(key: string): void {
    this.deps.store.remove(key);
    if (this.items.some((item) => item.key === key)) {
      this.set(this.items.filter((item) => item.key !== key));
    }
  }

  private async pump(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      let item: OutboxItem | undefined;
      while (this.open && (item = this.items.find((one) => one.refused === null))) {
        if (!(await this.deliver(item))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  /** True when the next one may go. */
  private async deliver(item: OutboxItem): Promise<boolean> {
    try {
      const message = await this.deps.send(item);
      this.attempt = 0;
      this.deps.onSent(item, message);
      this.remove(item.key);
      return true;
    } catch (error) {
      const problem = toProblem(error);
      if (isConnectionLost(problem)) {
        this.tryLater(null);
        return false;
      }
      if (isPassing(problem)) {
        this.tryLater(problem.retryAfter);
        return false;
      }
      this.change(item.key, problem.code);
      return true;
    }
  }

  private tryLater(seconds: number | null): void {
    if (!this.open) return;
    const wait = seconds === null ? backoffMs(this.attempt++) : seconds * 1000;
    this.cancelTimer?.();
    this.cancelTimer = this.deps.later(() => void this.pump(), wait);
  }

  private change(key: string, refused: string | null): void {
    this.set(this.items.map((item) => (item.key === key ? { ...item, refused } : item)));
    const item = this.items.find((one) => one.key === key);
    if (item) this.deps.store.save(item);
  }

  private set(items: OutboxItem[]): void {
    this.items = items;
    for (const listener of this.listeners) listener();
  }
}
