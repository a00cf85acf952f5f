import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPostgres } from '../support/postgres.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';
import { Load } from './load.mjs';

let postgres;
let stage;
let bot;
before(async () => {
  postgres = await startPostgres();
  stage = await openStage({
    settings: { database: { url: postgres.url }, limits: { request_s: 3 } },
  });
  ({ bot } = await stage.connectBot());
});
after(async () => {
  await stage.close();
  await postgres.dispose();
});

/** The request limit of 3 s, and time to notice it on a busy machine. */
const longestAnswerMs = 10_000;
let lastUpdate = 700_000_000;
async function hook(client, text) {
  lastUpdate += 1;
  const { url, secret_token } = stage.platform.world.bot(bot.id).webhook;
  const from = { id: client.id, is_bot: false, first_name: client.first_name };
  const message = {
    message_id: lastUpdate,
    from,
    chat: { id: client.id, type: 'private' },
    date: 1,
    text,
  };
  return fetch(url, {
    method: 'POST',
    signal: AbortSignal.timeout(longestAnswerMs),
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secret_token,
    },
    body: JSON.stringify({ update_id: lastUpdate, message }),
  });
}

async function checkAll(load) {
  await stage.simulator.settled(bot, { waitMs: 60_000 });
  const chats = await stage.chats('new');
  for (const [id, texts] of load.written) {
    const { first_name } = stage.platform.world.client(id);
    const chat = chats.find(({ client }) => client.first_name === first_name);
    const stored = (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming');
    assert.deepEqual(
      stored.map(({ text }) => text),
      texts,
    );
  }
  for (const [text, { client }] of load.answered) {
    const received = await stage.simulator.messages(bot, client, { from: 'bot' });
    assert.ok(received.filter((message) => message.text === text).length <= 1, text);
  }
}

const outages = {
  'stopped and started': { begin: () => postgres.stop(), end: () => postgres.start() },
  'killed and started': { begin: () => postgres.kill(), end: () => postgres.start() },
  'frozen and thawed': { begin: () => postgres.pause(), end: () => postgres.resume() },
};
for (const [name, { begin, end }] of Object.entries(outages)) {
  test(`OPS-1: PostgreSQL ${name} under load: 503 meanwhile, nothing lost, no restart`, async () => {
    const { pid } = stage.server.child;
    const load = new Load(stage);
    for (let n = 0; n < 5; n += 1) load.addWriter(bot, await stage.newClient());
    for (let n = 0; n < 3; n += 1) load.addOperator(bot, await stage.takenChat(bot));
    await until('some load', () => load.progress > 50);
    const witness = await stage.newClient();
    await begin();
    const refusal = await until(
      'a 503',
      async () => {
        const response = await hook(witness, 'meanwhile');
        return response.status === 503 && response;
      },
      { timeoutMs: 30_000 },
    );
    assert.ok(Number(refusal.headers.get('retry-after')) >= 1);
    const reading = await stage.owner.ask('GET', `${stage.path}/chats?tab=new`);
    assert.deepEqual([reading.status, reading.body.code], [503, 'unavailable']);
    assert.ok(reading.headers.get('retry-after'));
    assert.equal((await fetch(`${stage.server.url}/readyz`)).status, 503);
    assert.equal((await fetch(`${stage.server.url}/healthz`)).status, 200);
    await end();
    await stage.server.ready();
    const goal = load.progress + 50;
    await until('the load to go on', () => load.progress > goal, { timeoutMs: 60_000 });
    await load.stop();
    await checkAll(load);
    assert.equal(stage.server.child.pid, pid);
    assert.equal(stage.server.child.ended, undefined);
  });
}
