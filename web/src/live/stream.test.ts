import { beforeEach, describe, expect, test } from 'vitest';
import type { LiveEvent } from './events';
import { Streams } from './stream';

const PROJECT = '10';
const at = (seq: number, epoch = 'a') =>
  ({ event: 'counters.changed', project: PROJECT, epoch, seq, data: {} }) as unknown as LiveEvent;

describe('INB-1: a panel that was away catches up', () => {
  let streams: Streams;
  beforeEach(() => {
    streams = new Streams();
    streams.subscribed(PROJECT, { epoch: 'a', seq: 10, resync: false });
  });

  test('INB-1: the first subscription asks for nothing missed', () => {
    expect(new Streams().after(PROJECT)).toBeUndefined();
  });

  test('INB-1: after a break it asks for what followed the last event it saw', () => {
    streams.accept(at(11));
    expect(streams.after(PROJECT)).toEqual({ epoch: 'a', seq: 11 });
  });

  test('INB-1: what was missed is applied even though the answer names a later number', () => {
    streams.accept(at(11));
    expect(streams.subscribed(PROJECT, { epoch: 'a', seq: 14, resync: false })).toBe(false);
    expect([12, 13, 14].map((seq) => streams.accept(at(seq)))).toEqual(['apply', 'apply', 'apply']);
  });

  test('INB-1: an event seen before is not applied again', () => {
    expect(streams.accept(at(10))).toBe('seen');
    expect(streams.accept(at(11))).toBe('apply');
    expect(streams.accept(at(11))).toBe('seen');
  });

  test('INB-1: when the server forgot what we missed, everything is fetched again', () => {
    expect(streams.subscribed(PROJECT, { epoch: 'a', seq: 900, resync: true })).toBe(true);
    expect(streams.after(PROJECT)).toEqual({ epoch: 'a', seq: 900 });
  });

  test('INB-1: a new epoch means everything is fetched again, then events go on', () => {
    expect(streams.accept(at(1, 'b'))).toBe('resync');
    expect(streams.accept(at(2, 'b'))).toBe('apply');
  });

  test('INB-1: events of a project that is not followed are not ours', () => {
    streams.forget(PROJECT);
    expect(streams.accept(at(11))).toBe('seen');
  });
});
