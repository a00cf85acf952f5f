import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';

let stage;
let bot;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

async function check(client, texts) {
  await stage.simulator.settled(bot);
  const chats = (await stage.chats('new')).filter(
    (chat) => chat.client.first_name === client.first_name,
  );
  assert.equal(chats.length, 1);
  assert.deepEqual([chats[0].dialogs, chats[0].unread], [1, texts.length]);
  const messages = await stage.messages(chats[0]);
  assert.equal(new Set(messages.map(({ dialog }) => dialog)).size, 1);
  const heard = messages.filter(({ kind }) => kind === 'incoming');
  assert.deepEqual(heard.map(({ text }) => text).sort(), [...texts].sort());
  return heard.map(({ text }) => text);
}

test('CHT-1: two messages a millisecond apart open one dialog, in their order', async () => {
  for (let round = 0; round < 10; round += 1) {
    const client = await stage.newClient();
    const texts = ['Добрый день!', 'Есть вопрос'];
    await stage.simulator.text(bot, client, texts[0]);
    await stage.simulator.text(bot, client, texts[1]);
    assert.deepEqual(await check(client, texts), texts);
  }
});

test('CHT-1: first messages that arrive on several connections at once open one dialog', async () => {
  const client = await stage.newClient();
  const url = (await stage.simulator.api(bot, 'getWebhookInfo')).result.url;
  const secret = stage.platform.world.bot(bot.id).webhook.secret_token;
  const texts = Array.from({ length: 20 }, (_, n) => `at once ${n}`);
  const from = { id: client.id, is_bot: false, first_name: client.first_name };
  const deliver = (text, n) => {
    const chat = { id: client.id, type: 'private', first_name: client.first_name };
    const date = Math.floor(Date.now() / 1000);
    const message = { message_id: n + 1, from, chat, date, text };
    return fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify({ update_id: 900_000_000 + n, message }),
    });
  };
  const answers = await Promise.all(texts.map(deliver));
  assert.deepEqual(
    answers.map(({ status }) => status),
    texts.map(() => 200),
  );
  await check(client, texts);
});

test('CRD-1: a hundred clients at once become a hundred chats', async () => {
  const before = (await stage.owner.get(`${stage.path}/chats/counters`)).new;
  const clients = await Promise.all(Array.from({ length: 100 }, () => stage.newClient()));
  await Promise.all(clients.map((client) => stage.simulator.text(bot, client, 'hi')));
  await stage.simulator.settled(bot);
  const names = new Set((await stage.chats('new')).map((chat) => chat.client.first_name));
  for (const { first_name } of clients) assert.ok(names.has(first_name), first_name);
  const counters = await stage.owner.get(`${stage.path}/chats/counters`);
  assert.equal(counters.new, before + 100);
});
