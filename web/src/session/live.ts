import type { QueryClient } from '@tanstack/react-query';
import type { Op, Params, Result } from '../api/ops';
import type { Id, Message, Person } from '../api/types';
import { applyEvent, putAnswer } from '../cache/apply-event';
import { keys } from '../cache/keys';
import { refetchProject } from '../cache/resync';
import type { LiveEvent } from '../live/events';
import { Journal, replayOverFetches } from '../live/journal';
import { Socket, type Wire } from '../live/socket';
import type { OutboxItem } from '../outbox/item';
import { Outbox } from '../outbox/outbox';
import { OutboxStore } from '../outbox/store';

/** Everything that is alive while a person is signed in. */
export class Live {
  readonly socket: Socket;
  readonly outbox: Outbox;
  private readonly journal = new Journal();
  private readonly onState = new Set<() => void>();
  private readonly onEvents = new Set<(event: LiveEvent) => void>();
  private up: boolean | null = null;
  private stopReplay: (() => void) | null = null;

  constructor(
    private readonly cache: QueryClient,
    readonly me: Person,
  ) {
    this.socket = new Socket({
      connect,
      later,
      onEvent: (event) => this.receive(event),
      onResync: (project) => refetchProject(cache, project),
      onState: (up) => this.setUp(up),
      onTrouble: () => {
        // One question at a time is enough, however often the socket tries.
        void cache.invalidateQueries({ queryKey: keys.me }, { cancelRefetch: false });
      },
    });
    this.outbox = new Outbox({
      store: new OutboxStore(localStorage, me.id),
      send: (item) => this.send(item),
      onSent: (item, message) => putAnswer(cache, item.project, message),
      later,
      now: () => Date.now(),
    });
  }

  start(): () => void {
    this.stopReplay = replayOverFetches(this.cache, this.journal, (event) =>
      applyEvent(this.cache, event, this.me.id),
    );
    this.socket.start();
    const hurry = () => this.socket.hurry();
    window.addEventListener('online', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      this.stopReplay?.();
      this.socket.stop();
    };
  }

  /** A question about a project: waits for the connection and for its events to flow. */
  async read<K extends Op>(op: K, params: Params<K> & { project: Id }): Promise<Result<K>> {
    await this.socket.follow(params.project);
    return this.socket.call(op, params);
  }

  /** Null until the first attempt to connect has ended. */
  isUp(): boolean | null {
    return this.up;
  }

  subscribeState(listener: () => void): () => void {
    this.onState.add(listener);
    return () => this.onState.delete(listener);
  }

  subscribeEvents(listener: (event: LiveEvent) => void): () => void {
    this.onEvents.add(listener);
    return () => this.onEvents.delete(listener);
  }

  private receive(event: LiveEvent): void {
    this.journal.add(event);
    applyEvent(this.cache, event, this.me.id);
    if (event.event === 'message.added' && event.data.key) this.outbox.remove(event.data.key);
    for (const listener of this.onEvents) listener(event);
  }

  private setUp(up: boolean): void {
    this.up = up;
    this.outbox.setOpen(up);
    for (const listener of this.onState) listener();
  }

  private send(item: OutboxItem): Promise<Message> {
    const { project, chat, text, key, extras } = item;
    if (item.kind === 'note') return this.socket.call('notes.add', { project, chat, text, key });
    const files = extras?.files.map((file) => file.id) ?? [];
    return this.socket.call('messages.send', {
      project,
      chat,
      key,
      text: text === '' ? undefined : text,
      attachments: files.length === 0 ? undefined : files,
      reply_to: extras?.reply_to?.message,
    });
  }
}

function connect(): Wire {
  const { protocol, host } = document.location;
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`);
  return socket as unknown as Wire;
}

function later(fn: () => void, ms: number): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}
