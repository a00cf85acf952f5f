import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
before(async () => {
  stage = await openStage({ simulator: { webhookPauseMs: 1000 } });
});
after(() => stage.close());

const hookOf = (bot) => stage.platform.world.bot(bot.id).webhook;

test('CHN-13: by polling messages come and go with no public address', async () => {
  const { bot, channel } = await stage.connectBot({ mode: 'polling' });
  assert.deepEqual([channel.mode, channel.webhook_url], ['polling', null]);
  assert.equal(hookOf(bot), null);
  const { client, path } = await stage.takenChat(bot);
  await stage.owner.post(`${path}/messages`, { text: 'answer' });
  const [received] = await stage.simulator.received(bot, client, 1);
  assert.equal(received.text, 'answer');
  await stage.simulator.settled(bot);
});

test('CHN-13: polling to webhook and back under load loses and doubles nothing', async () => {
  const { bot, channel } = await stage.connectBot({ mode: 'polling' });
  const { client, chat } = await stage.takenChat(bot);
  const arm = (mode) => stage.owner.post(`${stage.path}/channels/${channel.id}/rearm`, { mode });
  let writing = true;
  const texts = [];
  const writer = (async () => {
    while (writing) {
      const text = `message ${texts.length}`;
      await stage.simulator.text(bot, client, text);
      texts.push(text);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (const mode of ['webhook', 'polling', 'webhook', 'polling']) {
    const switched = await arm(mode);
    assert.deepEqual([switched.mode, switched.state], [mode, 'connected']);
    await until(
      `the platform to be in ${mode}`,
      () => (hookOf(bot) !== null) === (mode === 'webhook'),
    );
    const heard = texts.length;
    await until('some messages in this mode', () => texts.length > heard + 20);
  }
  writing = false;
  await writer;
  await stage.simulator.settled(bot, { waitMs: 30_000 });
  const incoming = (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming').slice(1);
  assert.deepEqual(
    incoming.map(({ text }) => text),
    texts,
  );
});

test('CHN-10: another program that polls with the same token shows as a conflict', async () => {
  const { bot, channel } = await stage.connectBot({ mode: 'polling' });
  let stop = false;
  const rival = (async () => {
    while (!stop) await stage.simulator.api(bot, 'getUpdates', { timeout: 1 });
  })();
  const read = async () =>
    (await stage.owner.all(`${stage.path}/channels`)).find(({ id }) => id === channel.id);
  await until('the conflict to show', async () => (await read()).health.problem === 'conflict');
  stop = true;
  await rival;
  await until('the conflict to pass', async () => (await read()).health.problem === null, {
    timeoutMs: 20_000,
  });
  const { chat } = await stage.writingClient(bot, 'after the rival');
  assert.equal(chat.last_message.text, 'after the rival');
});
