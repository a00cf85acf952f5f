import { expect, test } from 'vitest';
import { ManualTimers, MemoryShelf, settled } from '../testing/samples';
import { AWAY_AFTER_MS, Idle } from './idle';

const MINUTE = 60_000;

/** A browser with tabs of one project, and the server that knows whether the person is away. */
class Desk {
  readonly timers = new ManualTimers();
  readonly shelf = new MemoryShelf();
  readonly told: boolean[] = [];
  away = false;
  online = true;
  private at = 1_000_000;

  tab(): Idle {
    const tab = new Idle({
      project: '7',
      person: '2',
      shelf: this.shelf,
      now: () => this.at,
      later: this.timers.later,
      isAway: () => this.away,
      setAway: async (away) => {
        if (!this.online) throw new Error('no connection');
        this.say(away);
      },
    });
    tab.start();
    return tab;
  }

  say(away: boolean): void {
    this.away = away;
    this.told.push(away);
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= MINUTE) {
      this.at += Math.min(left, MINUTE);
      await this.timers.pass(Math.min(left, MINUTE));
    }
  }
}

test('TEAM-5: ten minutes without input mark a person away, the first input brings them back', async () => {
  const desk = new Desk();
  const tab = desk.tab();
  await desk.pass(AWAY_AFTER_MS - MINUTE);
  expect(desk.told).toEqual([]);
  await desk.pass(2 * MINUTE);
  expect(desk.told).toEqual([true]);
  await desk.pass(30 * MINUTE);
  expect(desk.told).toEqual([true]);
  tab.input();
  await settled();
  expect(desk.told).toEqual([true, false]);
  expect(tab.wentByItself()).toBe(false);
});

test('TEAM-5: who works in another tab is not away', async () => {
  const desk = new Desk();
  desk.tab();
  const used = desk.tab();
  for (let minute = 0; minute < 25; minute += 1) {
    await desk.pass(MINUTE);
    used.input();
  }
  expect(desk.told).toEqual([]);
  await desk.pass(AWAY_AFTER_MS + MINUTE);
  expect(desk.told).toEqual([true]);
});

test('TEAM-5: any tab brings the person back, also one that was opened since', async () => {
  const desk = new Desk();
  desk.tab();
  await desk.pass(AWAY_AFTER_MS + MINUTE);
  expect(desk.away).toBe(true);
  desk.tab();
  await settled();
  expect(desk.away).toBe(false);
});

test('TEAM-5: an "I am away" said by hand is not undone by moving the mouse', async () => {
  const desk = new Desk();
  const tab = desk.tab();
  tab.chosen();
  desk.say(true);
  tab.input();
  await desk.pass(AWAY_AFTER_MS + MINUTE);
  tab.input();
  await settled();
  expect(desk.told).toEqual([true]);
});

test('TEAM-5: without a connection it is told when there is one again', async () => {
  const desk = new Desk();
  const tab = desk.tab();
  desk.online = false;
  await desk.pass(AWAY_AFTER_MS + MINUTE);
  expect(desk.away).toBe(false);
  desk.online = true;
  await desk.pass(MINUTE);
  expect(desk.away).toBe(true);
  desk.online = false;
  tab.input();
  await settled();
  expect(desk.away).toBe(true);
  desk.online = true;
  tab.input();
  await settled();
  expect(desk.away).toBe(false);
});

test('TEAM-5: a page that was left watches no more', async () => {
  const desk = new Desk();
  const tab = desk.tab();
  tab.stop();
  await desk.pass(2 * AWAY_AFTER_MS);
  expect(desk.told).toEqual([]);
});
