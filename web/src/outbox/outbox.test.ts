import { beforeEach, describe, expect, test } from 'vitest';
import { connectionLost, Problem } from '../api/problem';
import type { Message, StoredFile } from '../api/types';
import { aMessage, ManualTimers, MemoryShelf, settled } from '../testing/samples';
import type { OutboxItem } from './item';
import { Outbox } from './outbox';
import { OutboxStore } from './store';

const NOW = Date.parse('2026-11-20T09:00:00.000Z');

/** A server that keeps what it got by key, and does what the test says next. */
class Server {
  readonly got: string[] = [];
  private readonly keys = new Set<string>();
  next: (() => Problem | null)[] = [];
  /** True: the answer to the next call is lost on the way back. */
  loseAnswer = false;
  readonly send = (item: OutboxItem): Promise<Message> => {
    const problem = this.next.shift()?.();
    if (problem) return Promise.reject(problem);
    if (!this.keys.has(item.key)) this.got.push(item.text);
    this.keys.add(item.key);
    if (this.loseAnswer) {
      this.loseAnswer = false;
      return Promise.reject(connectionLost());
    }
    return Promise.resolve(aMessage({ key: item.key, text: item.text }));
  };
}

let shelf: MemoryShelf;
let timers: ManualTimers;
let server: Server;
let sent: string[];

function outboxOf(person: string): Outbox {
  return new Outbox({
    store: new OutboxStore(shelf, person),
    send: server.send,
    onSent: (item) => sent.push(item.text),
    later: timers.later,
    now: () => NOW,
  });
}

beforeEach(() => {
  shelf = new MemoryShelf();
  timers = new ManualTimers();
  server = new Server();
  sent = [];
});

const texts = (outbox: Outbox) => outbox.list().map((item) => item.text);

describe('CHT-7: what was written goes out once and in order', () => {
  test('CHT-7: without a connection messages wait, then go in the order they were written', async () => {
    const outbox = outboxOf('1');
    for (const text of ['one', 'two', 'three']) outbox.add('10', '100', 'message', text);
    await settled();
    expect(server.got).toEqual([]);
    outbox.setOpen(true);
    await settled();
    expect(server.got).toEqual(['one', 'two', 'three']);
    expect(outbox.list()).toEqual([]);
  });

  test('CHT-7: a message whose answer was lost is not received twice', async () => {
    const outbox = outboxOf('1');
    outbox.setOpen(true);
    server.loseAnswer = true;
    outbox.add('10', '100', 'message', 'one');
    outbox.add('10', '100', 'message', 'two');
    outbox.setOpen(false);
    await settled();
    expect(texts(outbox)).toEqual(['one', 'two']);
    outbox.setOpen(true);
    await settled();
    expect(server.got).toEqual(['one', 'two']);
    expect(sent).toEqual(['one', 'two']);
  });

  test('CHT-6: files and the quoted message wait with the words, over a reload too', async () => {
    const file = { id: '11', name: 'price.pdf' } as StoredFile;
    const extras = { files: [file], reply_to: { message: '5', text: 'Hello' } };
    outboxOf('1').add('10', '100', 'message', '', extras);
    const after = outboxOf('1');
    expect(after.list().map((item) => item.extras)).toEqual([extras]);
    after.setOpen(true);
    await settled();
    expect(sent).toEqual(['']);
    expect(after.list()).toEqual([]);
  });

  test('CHT-7: unsent messages outlive a reload of the page', async () => {
    const before = outboxOf('1');
    before.add('10', '100', 'message', 'one');
    before.add('10', '101', 'note', 'two');
    const after = outboxOf('1');
    expect(after.list()).toEqual(before.list());
    after.setOpen(true);
    await settled();
    expect(server.got).toEqual(['one', 'two']);
    expect(outboxOf('1').list()).toEqual([]);
  });

  test('CHT-7: another person at the same browser does not send them', () => {
    outboxOf('1').add('10', '100', 'message', 'one');
    expect(outboxOf('2').list()).toEqual([]);
  });

  test('CHT-7: a busy server is asked again after the time it named, and order is kept', async () => {
    const outbox = outboxOf('1');
    outbox.setOpen(true);
    server.next = [() => new Problem({ code: 'unavailable', status: 503 }, 2)];
    outbox.add('10', '100', 'message', 'one');
    outbox.add('10', '100', 'message', 'two');
    await settled();
    expect(server.got).toEqual([]);
    await timers.pass(1999);
    expect(server.got).toEqual([]);
    await timers.pass(1);
    expect(server.got).toEqual(['one', 'two']);
  });

  test('CHT-7: a refused message stays with its reason, the next ones go, Retry tries it again', async () => {
    const outbox = outboxOf('1');
    outbox.setOpen(true);
    server.next = [() => new Problem({ code: 'chat.not_participant', status: 403 })];
    outbox.add('10', '100', 'message', 'one');
    outbox.add('10', '101', 'message', 'two');
    await settled();
    expect(server.got).toEqual(['two']);
    expect(outbox.list()).toMatchObject([{ text: 'one', refused: 'chat.not_participant' }]);
    outbox.retry(outbox.list()[0]!.key);
    await settled();
    expect(server.got).toEqual(['two', 'one']);
    expect(outbox.list()).toEqual([]);
  });

  test('CHT-7: a message confirmed by an event is not sent again', async () => {
    const outbox = outboxOf('1');
    outbox.add('10', '100', 'message', 'one');
    outbox.remove(outbox.list()[0]!.key);
    outbox.setOpen(true);
    await settled();
    expect(server.got).toEqual([]);
  });
});
