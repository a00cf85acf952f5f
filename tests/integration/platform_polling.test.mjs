import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const polled = { account: { limits: false }, connect: { mode: 'polling' } };
const incomingTexts = async (chat) =>
  (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming').map(({ text }) => text);

test('CHN-13: VK by Bots Long Poll: messages come and go without a callback server', async () => {
  const link = await stage.connectAccount('vk', polled);
  assert.deepEqual([link.channel.mode, link.channel.webhook_url], ['polling', null]);
  const { long_poll, servers } = await link.platform.account(link.account);
  assert.deepEqual([long_poll.enabled, servers.length], [true, 0]);
  const talk = await stage.takenTalk(link, { text: 'by long poll' });
  assert.equal(talk.chat.last_message.text, 'by long poll');
  await stage.owner.post(`${talk.chatPath}/messages`, { text: 'answer' });
  const [received] = await link.platform.received(link.account, talk.client, 1);
  assert.equal(received.text, 'answer');
});

test('CHN-13: platforms without polling say so', async () => {
  for (const name of ['viber', 'messenger']) {
    const platform = await stage.platformWithApp(name);
    const { token } = await platform.addAccount({});
    const refusal = await refused(
      stage.owner.post(`${stage.path}/channels`, { platform: name, token, mode: 'polling' }),
      400,
      'request.invalid',
    );
    assert.match(JSON.stringify(refusal.body), /mode/);
  }
});

test('CHN-13: a key of VK’s long poll that ends is replaced, and nothing is lost or written twice', async () => {
  const link = await stage.connectAccount('vk', polled);
  const talk = await stage.talk(link, { text: 'message 0' });
  const texts = ['message 0'];
  for (const failed of [2, 3]) {
    await link.platform.fault(link.account, { kind: 'long_poll_failed', failed });
    // Ends the poll that waits; what comes before a lost place is lost with it at VK itself.
    await link.platform.text(link.account, talk.client, 'wake up');
    await until('the key to end', async () => {
      const { faults } = await link.platform.account(link.account);
      return faults.length === 0;
    });
    const text = `message ${texts.length}`;
    await link.platform.text(link.account, talk.client, text);
    texts.push(text);
    await stage.messageOf(talk.chat, text, (one) => one.text === text);
  }
  const all = await incomingTexts(talk.chat);
  assert.deepEqual(
    all.filter((text) => text !== 'wake up'),
    texts,
  );
});

test('CHN-13: switching VK between polling and webhook under load loses and doubles nothing', async () => {
  const link = await stage.connectAccount('vk', polled);
  const { account, platform, channel } = link;
  const talk = await stage.talk(link, { text: 'message 0' });
  const arm = (mode) => stage.owner.post(`${stage.path}/channels/${channel.id}/rearm`, { mode });
  const texts = ['message 0'];
  let writing = true;
  const writer = (async () => {
    while (writing) {
      const text = `message ${texts.length}`;
      await platform.text(account, talk.client, text);
      texts.push(text);
      await turn();
    }
  })();
  for (const mode of ['webhook', 'polling', 'webhook']) {
    const switched = await arm(mode);
    assert.deepEqual([switched.mode, switched.health.problem], [mode, null]);
    const heard = texts.length;
    await until('some messages in this mode', () => texts.length > heard + 20);
  }
  writing = false;
  await writer;
  const last = texts.at(-1);
  await stage.messageOf(talk.chat, last, ({ text }) => text === last, { timeoutMs: 30_000 });
  const stored = await until('all of it', async () => {
    const now = await incomingTexts(talk.chat);
    return now.length >= texts.length && now;
  });
  // What came both ways at the moment of a change may stand in the other order.
  const numbers = stored.map((text) => Number(text.split(' ')[1])).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    texts.map((_, n) => n),
  );
});

for (const mode of ['polling', 'webhook']) {
  test(`CHN-13, OPS-1: what is written to VK while the server is down comes when it is back (${mode})`, async () => {
    const link = await stage.connectAccount('vk', {
      ...{ account: { limits: false, give_up_after: null }, connect: { mode } },
    });
    const { account, platform } = link;
    const talk = await stage.talk(link, { text: 'before' });
    await stage.server.stop();
    for (const text of ['one', 'two', 'three']) await platform.text(account, talk.client, text);
    await stage.server.start();
    await stage.messageOf(talk.chat, 'three', ({ text }) => text === 'three', {
      timeoutMs: 30_000,
    });
    assert.deepEqual(await incomingTexts(talk.chat), ['before', 'one', 'two', 'three']);
  });
}
