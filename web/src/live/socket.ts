import type { Op, Params, Result } from '../api/ops';
import { connectionLost, Problem } from '../api/problem';
import type { Id, ProblemBody } from '../api/types';
import { backoffMs } from './backoff';
import type { LiveEvent } from './events';
import { Streams, type Subscribed } from './stream';

/** The part of the browser's WebSocket that is used. */
export interface Wire {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: (() => void) | null;
}

export interface SocketDependencies {
  /** Opens a connection; `onopen` or `onclose` follows. */
  connect: () => Wire;
  /** Runs `fn` after `ms` and returns a way to change one's mind. */
  later: (fn: () => void, ms: number) => () => void;
  random?: () => number;
  onEvent: (event: LiveEvent) => void;
  /** What is held of this project may be old: fetch it again. */
  onResync: (project: Id) => void;
  /** `up` is true once the subscriptions stand. */
  onState: (up: boolean) => void;
  /** Several attempts in a row failed: perhaps the session ended. */
  onTrouble: () => void;
}

interface Pending {
  resolve: (value: never) => void;
  reject: (error: Problem) => void;
}

interface Frame {
  id?: number;
  result?: unknown;
  error?: ProblemBody;
  event?: string;
}

/** A call that gets no answer in this time is taken for a dead connection. */
const ANSWER_WITHIN_MS = 20_000;
/** Silence is broken by a cheap call, so that a dead connection is noticed. */
const PROBE_EVERY_MS = 25_000;
const TROUBLE_AFTER = 3;

/**
 * One WebSocket for calls and events. It reconnects by itself, subscribes before it says "up", and
 * resumes every project's events where they stopped.
 */
export class Socket {
  private wire: Wire | null = null;
  private up = false;
  private stopped = true;
  private attempt = 0;
  private lastId = 0;
  private cancelTimer: (() => void) | null = null;
  private cancelProbe: (() => void) | null = null;
  private readonly pending = new Map<number, Pending>();
  private readonly waiting: (() => void)[] = [];
  /** Each project with the promise that its events arrive. */
  private readonly followed = new Map<Id, Promise<void>>();
  private readonly streams = new Streams();

  constructor(private readonly deps: SocketDependencies) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.open();
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer?.();
    const wire = this.wire;
    this.lost();
    wire?.close();
  }

  /** Tries at once instead of waiting for the next attempt (the network is back). */
  hurry(): void {
    if (this.stopped || this.wire) return;
    this.cancelTimer?.();
    this.attempt = 0;
    this.open();
  }

  isUp(): boolean {
    return this.up;
  }

  /** Resolves as soon as there is a connection with its subscriptions. */
  ready(): Promise<void> {
    if (this.up) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** From now on events of this project arrive. Resolves when the server agreed. */
  async follow(project: Id): Promise<void> {
    let standing = this.followed.get(project);
    if (!standing) {
      standing = this.up ? this.subscribe(project) : Promise.resolve();
      this.followed.set(project, standing);
      // A subscription that the connection did not survive is made again with the next one.
      standing.catch(() => undefined);
    }
    await standing.catch(() => undefined);
    await this.ready();
  }

  async unfollow(project: Id): Promise<void> {
    if (!this.followed.delete(project)) return;
    this.streams.forget(project);
    if (this.up) await this.ask('events.unsubscribe', { project }).catch(() => undefined);
  }

  /** One call. Rejects with `Problem`; `connection.lost` when nobody answered. */
  call<K extends Op>(op: K, params: Params<K>): Promise<Result<K>> {
    if (!this.up) return Promise.reject(connectionLost());
    return this.ask(op, params) as Promise<Result<K>>;
  }

  private open(): void {
    const wire = this.deps.connect();
    this.wire = wire;
    wire.onopen = () => void this.opened();
    wire.onmessage = (event) => {
      if (this.wire === wire) this.receive(event.data);
    };
    wire.onclose = () => {
      if (this.wire === wire) this.lost();
    };
  }

  private async opened(): Promise<void> {
    try {
      await Promise.all([...this.followed.keys()].map((project) => this.subscribe(project)));
    } catch {
      this.drop();
      return;
    }
    if (!this.wire) return;
    this.attempt = 0;
    this.up = true;
    this.deps.onState(true);
    for (const resolve of this.waiting.splice(0)) resolve();
    this.probe();
  }

  private async subscribe(project: Id): Promise<void> {
    const after = this.streams.after(project);
    try {
      await this.ask('events.subscribe', after ? { project, after } : { project }, (result) => {
        // Before the next frame is read: the missed events follow in the same breath.
        if (this.streams.subscribed(project, result as Subscribed)) this.deps.onResync(project);
      });
    } catch (error) {
      // A project that is not ours any more must not keep the others from being live.
      if (error instanceof Problem && error.status >= 400 && error.status < 500) {
        this.followed.delete(project);
        return;
      }
      throw error;
    }
  }

  private ask(op: string, params: object, onResult?: (result: unknown) => void): Promise<unknown> {
    const wire = this.wire;
    if (!wire) return Promise.reject(connectionLost());
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const cancel = this.deps.later(() => {
        if (this.pending.has(id)) this.drop();
      }, ANSWER_WITHIN_MS);
      this.pending.set(id, {
        resolve: (value) => {
          cancel();
          onResult?.(value);
          resolve(value);
        },
        reject: (error) => {
          cancel();
          reject(error);
        },
      });
      wire.send(JSON.stringify({ id, op, params }));
    });
  }

  private receive(text: string): void {
    const frame = JSON.parse(text) as Frame;
    if (frame.event !== undefined) {
      this.event(frame as unknown as LiveEvent);
      return;
    }
    const pending = frame.id === undefined ? undefined : this.pending.get(frame.id);
    if (!pending || frame.id === undefined) return;
    this.pending.delete(frame.id);
    if (frame.error) pending.reject(new Problem(frame.error));
    else pending.resolve(frame.result as never);
  }

  private event(event: LiveEvent): void {
    const verdict = this.streams.accept(event);
    if (verdict === 'apply') this.deps.onEvent(event);
    if (verdict === 'resync') this.deps.onResync(event.project);
  }

  private probe(): void {
    this.cancelProbe?.();
    this.cancelProbe = this.deps.later(() => {
      this.ask('auth.me', {}).catch(() => undefined);
      this.probe();
    }, PROBE_EVERY_MS);
  }

  private drop(): void {
    const wire = this.wire;
    this.lost();
    wire?.close();
  }

  private lost(): void {
    this.wire = null;
    this.cancelProbe?.();
    const wasUp = this.up;
    this.up = false;
    for (const pending of this.pending.values()) pending.reject(connectionLost());
    this.pending.clear();
    if (wasUp || this.attempt === 0) this.deps.onState(false);
    if (this.stopped) return;
    if (++this.attempt >= TROUBLE_AFTER) this.deps.onTrouble();
    const wait = backoffMs(this.attempt - 1, this.deps.random);
    this.cancelTimer = this.deps.later(() => this.open(), wait);
  }
}
