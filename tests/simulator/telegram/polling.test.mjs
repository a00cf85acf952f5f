import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SimulatorClient } from '../../support/simulator_client.mjs';
import { startSimulator } from '../server.mjs';

let server;
let simulator;
before(async () => {
  server = await startSimulator({ webhookPauseMs: 0 });
  simulator = new SimulatorClient(server.url);
});
after(() => server.close());

async function pair() {
  const [bot, client] = await Promise.all([simulator.addBot(), simulator.addClient()]);
  return { bot, client };
}
const texts = (answer) => answer.result.map((update) => update.message.text);

test('OPS-3: getUpdates gives what was not confirmed, again and again', async () => {
  const { bot, client } = await pair();
  for (const text of ['one', 'two', 'three']) await simulator.text(bot, client, text);
  const first = await simulator.api(bot, 'getUpdates');
  assert.deepEqual(texts(first), ['one', 'two', 'three']);
  assert.deepEqual(texts(await simulator.api(bot, 'getUpdates', { limit: 2 })), ['one', 'two']);
  const offset = first.result[1].update_id + 1;
  assert.deepEqual(texts(await simulator.api(bot, 'getUpdates', { offset })), ['three']);
  assert.equal((await simulator.bot(bot)).pending_update_count, 1);
  await simulator.text(bot, client, 'four');
  assert.deepEqual(texts(await simulator.api(bot, 'getUpdates', { offset: -1 })), ['four']);
  assert.equal((await simulator.bot(bot)).pending_update_count, 1);
});

test('OPS-3: a long poll ends with the first update', async () => {
  const { bot, client } = await pair();
  const poll = simulator.api(bot, 'getUpdates', { timeout: 30 });
  await simulator.text(bot, client, 'at last');
  assert.deepEqual(texts(await poll), ['at last']);
  const begun = Date.now();
  const offset = Number.MAX_SAFE_INTEGER;
  assert.deepEqual((await simulator.api(bot, 'getUpdates', { offset, timeout: 1 })).result, []);
  assert.ok(Date.now() - begun >= 950);
});

test('OPS-3: a second caller of getUpdates ends the first with 409', async () => {
  const { bot } = await pair();
  const first = simulator.api(bot, 'getUpdates', { timeout: 30 });
  const second = (async () => {
    for (;;) {
      const poll = await simulator.api(bot, 'getUpdates', { timeout: 1 });
      if (!poll.ok || (await Promise.race([first, null]))) return poll;
    }
  })();
  const refused = await first;
  assert.equal(refused.error_code, 409);
  assert.match(refused.description, /^Conflict: terminated by other getUpdates request/);
  assert.equal((await second).ok, true);
});

test('OPS-3: getUpdates is refused while a webhook is set, and setWebhook ends a poll', async () => {
  const { bot } = await pair();
  const poll = simulator.api(bot, 'getUpdates', { timeout: 30 });
  await simulator.calls(bot, { wait: 1 });
  const url = 'http://127.0.0.1:9/hook';
  assert.equal((await simulator.api(bot, 'setWebhook', { url })).description, 'Webhook was set');
  const ended = await Promise.race([poll, simulator.api(bot, 'getUpdates')]);
  assert.equal(ended.error_code, 409);
  const refused = await simulator.api(bot, 'getUpdates');
  assert.match(refused.description, /can't use getUpdates method while webhook is active/);
  const deleted = await simulator.api(bot, 'deleteWebhook');
  assert.equal(deleted.description, 'Webhook was deleted');
  assert.equal((await simulator.api(bot, 'getUpdates')).ok, true);
});

test('OPS-3: only the kinds a bot asked for are queued', async () => {
  const { bot, client } = await pair();
  await simulator.api(bot, 'getUpdates', { allowed_updates: ['message'] });
  await simulator.text(bot, client, 'hi');
  await simulator.act(bot, client, 'block');
  const { result } = await simulator.api(bot, 'getUpdates');
  assert.deepEqual(Object.keys(result[0]).sort(), ['message', 'update_id']);
  assert.equal(result.length, 1);
});
