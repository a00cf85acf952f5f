import { beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../api/problem';
import { ManualTimers, settled } from '../testing/samples';
import type { LiveEvent } from './events';
import { Socket, type Wire } from './socket';

const PROJECT = '10';

interface Sent {
  id: number;
  op: string;
  params: Record<string, unknown>;
}

/** The server's end of a connection, played by the test. */
class Line implements Wire {
  readonly sent: Sent[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }
  close(): void {
    this.onclose?.();
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  last(op: string): Sent {
    const found = this.sent.filter((frame) => frame.op === op).at(-1);
    if (!found) throw new Error(`${op} was not called`);
    return found;
  }
  async agree(seq: number, resync = false): Promise<void> {
    this.say({ id: this.last('events.subscribe').id, result: { epoch: 'a', seq, resync } });
    await settled();
  }
}

let timers: ManualTimers;
let lines: Line[];
let events: number[];
let resyncs: string[];
let states: boolean[];
let socket: Socket;
const line = () => lines.at(-1)!;
const event = (seq: number) =>
  ({ event: 'counters.changed', project: PROJECT, epoch: 'a', seq, data: {} }) as object;

beforeEach(() => {
  timers = new ManualTimers();
  lines = [];
  events = [];
  resyncs = [];
  states = [];
  socket = new Socket({
    connect: () => {
      lines.push(new Line());
      return line();
    },
    later: timers.later,
    random: () => 1,
    onEvent: (one: LiveEvent) => events.push(one.seq),
    onResync: (project) => resyncs.push(project),
    onState: (up) => states.push(up),
    onTrouble: () => states.push(false),
  });
});

async function connected(): Promise<void> {
  void socket.follow(PROJECT);
  socket.start();
  line().onopen?.();
  await settled();
  await line().agree(5);
}

describe('INB-1: the panel is live over one connection', () => {
  test('INB-1: nothing is asked before the events flow', async () => {
    const asked = socket
      .follow(PROJECT)
      .then(() => socket.call('chats.counters', { project: PROJECT }));
    socket.start();
    line().onopen?.();
    await settled();
    expect(line().sent.map((frame) => frame.op)).toEqual(['events.subscribe']);
    await line().agree(5);
    expect(line().sent.map((frame) => frame.op)).toEqual(['events.subscribe', 'chats.counters']);
    line().say({ id: line().last('chats.counters').id, result: { new: 1 } });
    await expect(asked).resolves.toEqual({ new: 1 });
  });

  test('INB-1: after a break it resumes where it stopped and misses nothing', async () => {
    await connected();
    line().say(event(6));
    line().close();
    await timers.pass(400);
    line().onopen?.();
    await settled();
    expect(line().last('events.subscribe').params).toEqual({
      project: PROJECT,
      after: { epoch: 'a', seq: 6 },
    });
    // The answer and what was missed arrive in one breath.
    line().say({
      id: line().last('events.subscribe').id,
      result: { epoch: 'a', seq: 8, resync: false },
    });
    line().say(event(7));
    line().say(event(8));
    await settled();
    line().say(event(9));
    expect(events).toEqual([6, 7, 8, 9]);
    expect(resyncs).toEqual([]);
    expect(states).toEqual([true, false, true]);
  });

  test('INB-1: told to resync, it fetches everything of the project again', async () => {
    await connected();
    line().close();
    await timers.pass(400);
    line().onopen?.();
    await settled();
    await line().agree(900, true);
    expect(resyncs).toEqual([PROJECT]);
    line().say({ event: 'resync', project: PROJECT, epoch: 'b', seq: 1, data: {} });
    expect(resyncs).toEqual([PROJECT, PROJECT]);
  });

  test('INB-1: a refusal reaches whoever asked, with its code', async () => {
    await connected();
    const take = socket.call('chats.take', { project: PROJECT, chat: '3' });
    line().say({
      id: line().last('chats.take').id,
      error: {
        code: 'chat.already_taken',
        status: 409,
        title: 'x',
        by: { id: '2', name: 'Boris' },
      },
    });
    const refusal = await take.catch((error: unknown) => error as Problem);
    expect(refusal).toMatchObject({ code: 'chat.already_taken', by: { name: 'Boris' } });
  });

  test('CHT-7: a call whose connection breaks is answered as lost, never left hanging', async () => {
    await connected();
    const call = socket.call('messages.send', { project: PROJECT, chat: '3', text: 'x' });
    line().close();
    await expect(call).rejects.toMatchObject({ code: 'connection.lost' });
    await expect(socket.call('chats.counters', { project: PROJECT })).rejects.toMatchObject({
      code: 'connection.lost',
    });
  });

  test('CHT-7: a connection that went silent is given up and made anew', async () => {
    await connected();
    const call = socket.call('chats.counters', { project: PROJECT });
    const gone = expect(call).rejects.toMatchObject({ code: 'connection.lost' });
    await timers.pass(20_000);
    await gone;
    await timers.pass(400);
    expect(lines).toHaveLength(2);
  });

  test('INB-1: attempts to reconnect grow further apart', async () => {
    socket.start();
    const opened: number[] = [];
    for (const wait of [400, 800, 1600, 3200]) {
      line().close();
      await timers.pass(wait - 1);
      const before = lines.length;
      await timers.pass(1);
      opened.push(lines.length - before);
    }
    expect(opened).toEqual([1, 1, 1, 1]);
  });

  test('INB-11: a project that is not ours any more does not keep the others from being live', async () => {
    await connected();
    void socket.follow('11');
    await settled();
    line().say({
      id: line().last('events.subscribe').id,
      error: { code: 'not_found', status: 404, title: 'x' },
    });
    await settled();
    line().close();
    await timers.pass(400);
    line().onopen?.();
    await settled();
    expect(line().sent.map((frame) => frame.params['project'])).toEqual([PROJECT]);
    await line().agree(5);
    expect(socket.isUp()).toBe(true);
  });
});
