import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

const chats = 100;
const perChat = 10;

let stage;
const stateOf = async ({ id }) =>
  (await stage.owner.all(`${stage.path}/channels`)).find((one) => one.id === id).state;

/** A hundred clients who have written and whose chats are taken. */
async function crowd({ platform, account }) {
  const wishes = Array.from({ length: chats }, () => stage.newPerson({ platform }));
  const clients = await Promise.all(wishes);
  await Promise.all(clients.map((client) => platform.text(account, client, 'hello')));
  const all = async () => {
    const found = new Map((await stage.chats('new')).map((chat) => [chat.client.name, chat]));
    return clients.every(({ name }) => found.has(name)) && found;
  };
  // Messenger tells one name at a time.
  const byName = await until('all the chats', all, { timeoutMs: 60_000, everyMs: 200 });
  return Promise.all(
    clients.map(async (client) => {
      const path = `${stage.path}/chats/${byName.get(client.name).id}`;
      return { client, path, chat: await stage.owner.post(`${path}/take`) };
    }),
  );
}

/**
 * Defines the test of one platform; each has a file of its own, since each takes its time.
 * @param {'viber' | 'vk' | 'messenger'} name
 */
export function revokedAmidAThousand(name) {
  before(async () => {
    // The platforms' own pace would make a thousand messages a matter of minutes.
    const pace = { messages_per_s: 2000 };
    stage = await openStage({ settings: { platforms: { [name]: pace } } });
  });
  after(() => stage.close());

  test(`CHN-10: ${name}: a token revoked amid 1,000 queued messages: all kept, then all sent, in order, once`, async (t) => {
    const link = await stage.connectAccount(name, { account: { limits: false } });
    const { platform, account, channel } = link;
    const talks = await crowd(link);
    const expected = Array.from({ length: perChat }, (_, n) => `message ${n}`);
    const write = (from, to) =>
      Promise.all(
        talks.map(async ({ path }) => {
          for (const text of expected.slice(from, to))
            await stage.owner.post(`${path}/messages`, { text });
        }),
      );
    await write(0, 2);
    await platform.received(account, talks[0].client, 1, { wait: 30_000 });
    await platform.revoke(account);
    await write(2, perChat);
    await until('the broken channel', async () => (await stateOf(channel)) === 'broken');
    const waiting = async () => {
      let queued = 0;
      for (const { chat } of talks) {
        const messages = await stage.messages(chat);
        queued += messages.filter(({ status }) => status === 'queued').length;
      }
      return queued;
    };
    const kept = await until('the last calls to end', async () => {
      const now = await waiting();
      return now >= chats * (perChat - 2) && now;
    });
    t.diagnostic(`${kept} of ${chats * perChat} waited`);
    const { token } = await platform.newToken(account);
    const path = `${stage.path}/channels/${channel.id}/rearm`;
    assert.equal((await stage.owner.post(path, { token })).state, 'connected');
    for (const { client } of talks) {
      const received = await platform.received(account, client, perChat, { wait: 60_000 });
      assert.deepEqual(
        received.map(({ text }) => text),
        expected,
      );
    }
    await until('nothing to wait', async () => (await waiting()) === 0, { timeoutMs: 30_000 });
  });
}
