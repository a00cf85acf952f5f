import type { Id } from '../api/types';
import type { LiveEvent, Position } from './events';

export interface Subscribed extends Position {
  resync: boolean;
}

/**
 * Where we are in the event streams of the projects we follow. Decides which events are news,
 * which were seen before the connection was lost, and when everything has to be fetched again.
 */
export class Streams {
  private readonly seen = new Map<Id, Position>();

  /** What to say in `events.subscribe` to get what was missed; nothing on the first time. */
  after(project: Id): Position | undefined {
    return this.seen.get(project);
  }

  /**
   * The server took the subscription. True: what we hold can't be brought up to date by events.
   * Its `seq` is where live events begin; missed ones come first and have smaller numbers, so
   * an earlier position is kept until they arrive.
   */
  subscribed(project: Id, answer: Subscribed): boolean {
    const before = this.seen.get(project);
    const restart = answer.resync || (before !== undefined && before.epoch !== answer.epoch);
    if (!before || restart) this.seen.set(project, { epoch: answer.epoch, seq: answer.seq });
    return restart;
  }

  /** What to do with an event that arrived. */
  accept(event: LiveEvent): 'apply' | 'seen' | 'resync' {
    const before = this.seen.get(event.project);
    if (!before) return 'seen';
    if (event.event === 'resync' || before.epoch !== event.epoch) {
      this.seen.set(event.project, { epoch: event.epoch, seq: event.seq });
      return 'resync';
    }
    if (event.seq <= before.seq) return 'seen';
    this.seen.set(event.project, { epoch: event.epoch, seq: event.seq });
    return 'apply';
  }

  forget(project: Id): void {
    this.seen.delete(project);
  }
}
