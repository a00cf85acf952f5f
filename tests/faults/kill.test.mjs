import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';
import { Load } from './load.mjs';

const kills = 10;
const writersPerBot = 8;
const operatorsPerBot = 6;

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** Two bots, one by webhook and one by polling, with writers and operators at work. */
async function underLoad() {
  const load = new Load(stage);
  const bots = [];
  for (const mode of ['webhook', 'polling']) {
    const { bot } = await stage.connectBot({ mode });
    bots.push(bot);
    for (let n = 0; n < operatorsPerBot; n += 1) load.addOperator(bot, await stage.takenChat(bot));
    for (let n = 0; n < writersPerBot; n += 1) load.addWriter(bot, await stage.newClient());
  }
  return { load, bots };
}

/** Every update of every writer is there once, in its order. */
async function checkIncoming(load) {
  const chats = new Map((await stage.chats('new')).map((chat) => [chat.client.first_name, chat]));
  for (const [id, texts] of load.written) {
    const { first_name } = stage.platform.world.client(id);
    const chat = chats.get(first_name);
    assert.ok(chat, `${first_name} has no chat`);
    assert.equal(chat.dialogs, 1);
    const stored = (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming');
    assert.deepEqual(
      stored.map(({ text }) => text),
      texts,
      first_name,
    );
  }
}

/** What was told to be sent was sent; nothing was sent twice; nothing hangs. */
async function checkOutgoing(load) {
  const counts = { sent: 0, uncertain: 0 };
  for (const [text, { id, chat, client, bot, told }] of load.answered) {
    const { status } = (await stage.messages(chat)).find((message) => message.id === id);
    const received = (await stage.simulator.messages(bot, client, { from: 'bot' })).filter(
      (message) => message.text === text,
    ).length;
    assert.ok(['sent', 'uncertain'].includes(status), `${text}: ${status}`);
    if (status === 'sent' || told.has('sent')) assert.equal(received, 1, `${text} is sent`);
    else assert.ok(received <= 1, `${text} came ${received} times`);
    if (told.has('sent')) assert.equal(status, 'sent', `${text} was told to be sent`);
    counts[status] += 1;
  }
  assert.ok(counts.sent > kills, JSON.stringify(counts));
}

test('OPS-1: kill -9 at ten random moments under load loses nothing and doubles nothing', async (t) => {
  const { load, bots } = await underLoad();
  for (let kill = 0; kill < kills; kill += 1) {
    const goal = load.progress + 20 + Math.floor(Math.random() * 150);
    await until(`progress to ${goal}`, () => load.progress >= goal, {
      timeoutMs: 60_000,
      everyMs: 3,
    });
    if (kill % 2 === 0) await stage.server.killEverything();
    else await stage.server.killServer();
    await stage.server.start();
  }
  await load.stop();
  for (const bot of bots) await stage.simulator.settled(bot, { waitMs: 60_000 });
  await until(
    'no message on its way',
    async () => {
      for (const { chat } of load.answered.values()) {
        const messages = await stage.messages(chat);
        if (messages.some(({ status }) => status === 'queued' || status === 'sending'))
          return false;
      }
      return true;
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
  await checkIncoming(load);
  await checkOutgoing(load);
  t.diagnostic(`${load.progress} messages, ${kills} kills`);
});
