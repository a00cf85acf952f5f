import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let bot;
before(async () => {
  stage = await openStage({ settings: { timing: { unclaimed_after_s: 1, chat_idle_s: 1 } } });
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

const unclaimedOf =
  (chat) =>
  ({ event, data }) =>
    event === 'chat.unclaimed' && data.chat === chat.id;
const linesOf = async (chat) =>
  (await stage.messages(chat)).filter(({ action }) => action?.type === 'unclaimed');
const now = (chat) => stage.owner.get(`${stage.path}/chats/${chat.id}`);
/** Waits until another appeal, begun after this moment, has counted as untaken. */
async function oneTimerLater(panel) {
  const { chat } = await stage.writingClient(bot, 'clock');
  await panel.event('a later timer', unclaimedOf(chat));
}

test('NTF-3: an appeal nobody took in time is told once', async () => {
  const panel = await stage.openPanel();
  const { client, chat } = await stage.writingClient(bot);
  const heard = await panel.event('the timer', unclaimedOf(chat));
  const late = Date.now() - Date.parse(heard.data.waiting_since);
  assert.ok(late >= 1000, `it fired ${late} ms after the message`);
  const fired = await stage.chatOf(client, { fits: ({ unclaimed }) => unclaimed });
  await oneTimerLater(panel);
  assert.equal(panel.events.filter(unclaimedOf(chat)).length, 1);
  assert.equal((await now(chat)).version, fired.version);
  assert.equal((await linesOf(chat)).length, 1);
  await panel.close();
});

test('NTF-3: taking in time cancels it', async () => {
  const panel = await stage.openPanel();
  const { chat } = await stage.takenChat(bot);
  await oneTimerLater(panel);
  assert.equal(panel.events.filter(unclaimedOf(chat)).length, 0);
  assert.equal((await now(chat)).unclaimed, false);
  assert.deepEqual(await linesOf(chat), []);
  await panel.close();
});

test('NTF-3: taking an untaken appeal ends its being untaken; the next appeal has its own timer', async () => {
  const panel = await stage.openPanel();
  const { client, chat } = await stage.writingClient(bot);
  await panel.event('the timer', unclaimedOf(chat));
  const path = `${stage.path}/chats/${chat.id}`;
  assert.equal((await stage.owner.post(`${path}/take`)).unclaimed, false);
  await stage.owner.post(`${path}/done`);
  const from = panel.events.length;
  await stage.simulator.text(bot, client, 'again');
  await panel.event('the second timer', unclaimedOf(chat), { from });
  assert.equal(panel.events.filter(unclaimedOf(chat)).length, 2);
  await panel.close();
});

test('NTF-3: a timer that came due while everything was dead fires once, at once', async () => {
  const { client, chat } = await stage.writingClient(bot);
  await stage.server.killEverything();
  const due = Date.parse(chat.waiting_since) + 1000;
  await until('the time to be up', () => Date.now() > due);
  await stage.server.start();
  const fired = await stage.chatOf(client, { fits: ({ unclaimed }) => unclaimed });
  assert.equal(fired.id, chat.id);
  const panel = await stage.openPanel();
  await oneTimerLater(panel);
  await panel.close();
  await stage.server.killEverything();
  await stage.server.start();
  const later = await stage.openPanel();
  await oneTimerLater(later);
  assert.equal(later.events.filter(unclaimedOf(chat)).length, 0);
  const { unclaimed, version } = await now(chat);
  assert.deepEqual([unclaimed, version], [true, fired.version]);
  assert.equal((await linesOf(chat)).length, 1);
  await later.close();
});
