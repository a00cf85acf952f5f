import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';

let stage;
let bot;
let url;
let secret;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
  ({ url, secret_token: secret } = stage.platform.world.bot(bot.id).webhook);
});
after(() => stage.close());

let lastUpdate = 500_000_000;
const header = 'x-telegram-bot-api-secret-token';

/** Posts bytes to the webhook as the platform would. */
const post = (body, headers = {}) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', [header]: secret, ...headers },
  });

function textUpdate(client, text, more = {}) {
  lastUpdate += 1;
  const from = { id: client.id, is_bot: false, first_name: client.first_name };
  const chat = { id: client.id, type: 'private', first_name: client.first_name };
  const message = { message_id: lastUpdate, from, chat, date: Math.floor(Date.now() / 1000), text };
  return { update_id: lastUpdate, message, ...more };
}

async function incoming(client, count) {
  const chat = await stage.chatOf(client, { fits: ({ unread }) => unread >= count });
  const messages = await stage.messages(chat);
  return messages.filter(({ kind }) => kind === 'incoming').map(({ text }) => text);
}

test('CHN-6: only the platform’s secret opens the webhook', async () => {
  const body = JSON.stringify(textUpdate(await stage.newClient(), 'forged'));
  const status = async (headers, address = url) =>
    (await fetch(address, { method: 'POST', body, headers })).status;
  assert.equal(await status({}), 401);
  assert.equal(await status({ [header]: '' }), 401);
  assert.equal(await status({ [header]: `${secret}x` }), 401);
  assert.equal(await status({ [header]: secret.slice(0, -1) }), 401);
  assert.equal(await status({ [header]: secret }, `${url}x`), 404);
  assert.equal(await status({ [header]: secret }, url.replace(/[^/]+$/, 'nosuchkey')), 404);
  assert.equal((await fetch(url, { headers: { [header]: secret } })).status, 405);
  assert.equal((await stage.chats('new')).length, 0);
});

test('CHN-6: an accepted update is answered 200 with nothing in it', async () => {
  const client = await stage.newClient();
  const response = await post(JSON.stringify(textUpdate(client, 'bare')));
  assert.deepEqual([response.status, await response.text()], [200, '']);
  assert.deepEqual(await incoming(client, 1), ['bare']);
});

test('CHN-6: the same update again, at once or later, changes nothing', async () => {
  const client = await stage.newClient();
  const body = JSON.stringify(textUpdate(client, 'once'));
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(body)));
  answers.push(await post(body));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  await post(JSON.stringify(textUpdate(client, 'after it')));
  assert.deepEqual(await incoming(client, 2), ['once', 'after it']);
});

test('CHN-6: duplicated and reordered deliveries leave each message once', async () => {
  const client = await stage.newClient();
  await stage.simulator.fault(bot, { kind: 'duplicate', times: 10 });
  await stage.simulator.fault(bot, { kind: 'reorder', count: 5, times: 2 });
  const texts = Array.from({ length: 10 }, (_, n) => `message ${n}`);
  for (const text of texts) await stage.simulator.text(bot, client, text);
  await stage.simulator.settled(bot);
  assert.deepEqual((await incoming(client, 10)).sort(), texts);
});

test('CHN-6: an edited message, a button, a reaction and unknown kinds are kept and answered 200', async () => {
  const client = await stage.newClient();
  const base = textUpdate(client, 'original');
  assert.equal((await post(JSON.stringify(base))).status, 200);
  const { message } = base;
  const from = message.from;
  const kinds = [
    { edited_message: { ...message, edit_date: message.date + 1, text: 'corrected' } },
    {
      callback_query: {
        id: '1',
        from,
        data: 'b:1',
        chat_instance: '-1',
        message: { ...message, date: 0 },
      },
    },
    { callback_query: { id: '2', from, data: 'b:1', chat_instance: '-1' } },
    {
      message_reaction: {
        chat: message.chat,
        message_id: message.message_id,
        user: from,
        date: message.date,
        old_reaction: [],
        new_reaction: [],
      },
    },
    { poll: { id: '1', question: 'q', options: [] } },
    { from_the_future: { a: [1, 2, 3] } },
    {},
    { message: { ...message, chat: { id: -100500, type: 'supergroup', title: 'Group' } } },
    { message: { message_id: 1, date: 1, chat: { id: 77, type: 'private' } } },
    { message: { ...message, message_id: 'x', from: null, text: 7 } },
    { message: [] },
    { message: { ...message, text: undefined, photo: 'no array' } },
    { my_chat_member: { chat: message.chat, from, date: 1 } },
  ];
  for (const kind of kinds) {
    lastUpdate += 1;
    const response = await post(JSON.stringify({ update_id: lastUpdate, ...kind }));
    assert.equal(response.status, 200, JSON.stringify(kind));
  }
  await post(JSON.stringify(textUpdate(client, 'still heard')));
  assert.ok((await incoming(client, 2)).includes('still heard'));
});

test('CHN-6: garbage with the right secret is kept, answered 200, and holds nothing up', async () => {
  const client = await stage.newClient();
  const garbage = [
    '',
    '{',
    'null',
    '[]',
    '7',
    '"text"',
    '{"update_id":"x"}',
    '{"update_id":-1}',
    '{"update_id":1e400}',
    '{"update_id":99999999999999999999}',
    '{"update_id":1.5,"message":{}}',
    `{"a":${'['.repeat(10_000)}`,
    `{"update_id":1,"message":{"text":"\\ud800"}}`,
    Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    '{"update_id":2,"update_id":3}',
  ];
  for (const body of garbage) {
    const response = await post(body);
    assert.equal(response.status, 200, String(body).slice(0, 60));
  }
  await post(JSON.stringify(textUpdate(client, 'after the garbage')));
  assert.deepEqual(await incoming(client, 1), ['after the garbage']);
});

test('CHN-6: an oversized webhook is 413 and the next one is heard', async () => {
  const client = await stage.newClient();
  const response = await post(JSON.stringify(textUpdate(client, 'x'.repeat(2_000_000))));
  assert.equal(response.status, 413);
  await post(JSON.stringify(textUpdate(client, 'small')));
  assert.deepEqual(await incoming(client, 1), ['small']);
});

test('CHN-6: a text with a zero byte, a lone surrogate or a huge id keeps the server up', async () => {
  const client = await stage.newClient();
  const odd = ['a\\u0000b', '\\ud83d', '\\udc00\\ud800', '\\uffff\\ufffe'];
  for (const text of odd) {
    const update = JSON.stringify(textUpdate(client, 'MARK')).replace('MARK', text);
    assert.equal((await post(update)).status, 200, text);
  }
  const huge = { id: 4_503_599_627_370_495, first_name: 'Huge' };
  assert.equal((await post(JSON.stringify(textUpdate(huge, 'from a huge id')))).status, 200);
  await stage.chatOf(huge);
  await post(JSON.stringify(textUpdate(client, 'the end')));
  const texts = await incoming(client, 1);
  assert.ok(texts.includes('the end'), JSON.stringify(texts));
});

const payloads = fileURLToPath(new URL('../../../shared/payloads/telegram', import.meta.url));
const missing = existsSync(payloads) ? false : 'the folder of collected payloads is not here';
test('CHN-6: payloads nobody here wrote are all answered 200', { skip: missing }, async () => {
  for (const name of readdirSync(payloads)) {
    const response = await post(readFileSync(`${payloads}/${name}`));
    assert.equal(response.status, 200, name);
  }
  const client = await stage.newClient();
  await post(JSON.stringify(textUpdate(client, 'after them')));
  assert.deepEqual(await incoming(client, 1), ['after them']);
});
