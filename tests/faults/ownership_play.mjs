import { test } from 'node:test';
import { startPostgres } from '../support/postgres.mjs';
import { openStage } from '../support/stage.mjs';
import { changeWorld } from './ownership_changes.mjs';
import { compare } from './ownership_compare.mjs';
import { seeded } from './ownership_random.mjs';
import { Walk } from './ownership_walk.mjs';

const seed = Number(process.env.SWITCHBOARD_WALK_SEED ?? Math.floor(Math.random() * 2 ** 32));
const commands = Number(process.env.SWITCHBOARD_WALK_COMMANDS ?? 3000);
const crashes = Number(process.env.SWITCHBOARD_WALK_CRASHES ?? 5);

async function openWalk(random, offerWaitS) {
  const postgres = await startPostgres({ synced: false });
  const timing = { offer_wait_s: offerWaitS, unclaimed_after_s: 604_800, chat_idle_s: 2 };
  const settings = { database: { url: postgres.url }, timing };
  try {
    const stage = await openStage({ settings });
    return new Walk({ stage, postgres, random, offerWaitS });
  } catch (error) {
    await postgres.dispose();
    throw error;
  }
}

/** Rounds of commands; most end with a crash in the midst of them, the others with none. */
async function play(walk, { commands, crashes }, t) {
  await walk.begin();
  await compare(walk);
  let left = crashes;
  const rounds = Math.max(crashes, 1) + 1;
  for (let round = 0; round < rounds; round += 1) {
    const crash = left > 0 && round < rounds - 1;
    const how = walk.random.pick(['server', 'server', 'database too']);
    await walk.round(Math.ceil(commands / rounds), { crash: crash && how });
    if (crash) left -= 1;
    await compare(walk);
    const crashAfter = left > 0 && walk.random.chance(0.4);
    if (crashAfter) left -= 1;
    const what = await changeWorld(walk, { crash: crashAfter });
    await compare(walk);
    t.diagnostic(
      `round ${round + 1}: ${walk.commands} commands, ${crashes - left} crashes, ${what}`,
    );
  }
  const lines = [...walk.tracks.values()].reduce((sum, track) => sum + track.lines, 0);
  const resumed = walk.people.reduce((sum, { reader }) => sum + reader.resumed, 0);
  t.diagnostic(`${walk.tracks.size} chats, ${lines} system lines, ${resumed} sockets resumed`);
}

/**
 * One walk, as a test. The whole number of commands and crashes is of the two walks together.
 * @param {string} name
 * @param {{offerWaitS: number, share: (n: number) => number}} kind
 */
export function walkTest(name, { offerWaitS, share }) {
  test(name, async (t) => {
    t.diagnostic(`SWITCHBOARD_WALK_SEED=${seed}`);
    const walk = await openWalk(seeded(seed + offerWaitS), offerWaitS);
    try {
      await play(walk, { commands: share(commands / 2), crashes: share(crashes / 2) }, t);
    } catch (error) {
      error.message = `SWITCHBOARD_WALK_SEED=${seed}: ${error.message}`;
      throw error;
    } finally {
      await walk.stage.close();
      await walk.postgres.dispose();
    }
  });
}
