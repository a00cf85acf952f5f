import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function everything() {
  const { owner, path } = stage;
  const tabs = await Promise.all(['new', 'mine', 'others', 'done'].map((tab) => stage.chats(tab)));
  const chats = tabs.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    me: { ...(await owner.get('/auth/me')), csrf_token: null },
    channels: await owner.all(`${path}/channels`),
    members: await owner.all(`${path}/members`),
    counters: await owner.get(`${path}/chats/counters`),
    // What the platform tells of a client in the meantime is a version more, and nothing else.
    chats: chats.map((chat) => ({ ...chat, version: null })),
    messages: await Promise.all(chats.map((chat) => stage.messages(chat))),
  };
}

async function fill() {
  const { bot } = await stage.connectBot({ mode: 'webhook' });
  const polled = await stage.connectBot({ mode: 'polling' });
  await stage.writingClient(bot, 'a new one');
  await stage.writingClient(polled.bot, 'a new one by polling');
  const open = await stage.takenChat(bot);
  await stage.owner.post(`${open.path}/messages`, { text: 'an answer' });
  await stage.owner.post(`${open.path}/notes`, { text: 'a note' });
  await stage.messageWith(open.chat, 'an answer', 'sent');
  const closed = await stage.takenChat(bot);
  await stage.owner.post(`${closed.path}/done`);
  return { bot, polled: polled.bot, open };
}

test('OPS-1: a restart keeps everything, sessions too, and goes on hearing', async () => {
  const { bot, polled, open } = await fill();
  const before = await everything();
  const stop = await stage.server.stop();
  assert.equal(stop.code, 0);
  await stage.server.start();
  assert.deepEqual(await everything(), before);

  await stage.server.killEverything();
  await stage.server.start();
  assert.deepEqual(await everything(), before);

  await stage.owner.refresh();
  await stage.owner.post(`${open.path}/messages`, { text: 'after the restarts' });
  const received = await stage.simulator.received(bot, open.client, 2);
  assert.deepEqual(
    received.map(({ text }) => text),
    ['an answer', 'after the restarts'],
  );
  await stage.writingClient(bot, 'heard by webhook');
  await stage.writingClient(polled, 'heard by polling');
});

test('CHN-13: what clients wrote while the server was down arrives when it is back', async () => {
  const { bot } = await stage.connectBot({ mode: 'webhook' });
  const polled = (await stage.connectBot({ mode: 'polling' })).bot;
  await stage.server.stop();
  const clients = [];
  for (const one of [bot, polled]) {
    const client = await stage.newClient();
    for (const text of ['first', 'second', 'third']) await stage.simulator.text(one, client, text);
    clients.push(client);
  }
  await stage.server.start();
  for (const client of clients) {
    const chat = await stage.chatOf(client, { fits: ({ unread }) => unread === 3 });
    const texts = (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming');
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['first', 'second', 'third'],
    );
  }
});
