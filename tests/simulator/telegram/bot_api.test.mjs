import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SimulatorClient } from '../../support/simulator_client.mjs';
import { startSimulator } from '../server.mjs';

let server;
let simulator;
let bot;
let client;

before(async () => {
  server = await startSimulator({ webhookPauseMs: 0 });
  simulator = new SimulatorClient(server.url);
});
after(() => server.close());

async function freshPair() {
  bot = await simulator.addBot();
  client = await simulator.addClient({ first_name: 'Ира', last_name: 'К', username: 'ira_k' });
}

test('OPS-3: getMe tells who the bot is, in any letter case, by GET and by POST', async () => {
  await freshPair();
  for (const [name, method] of [
    ['getMe', 'GET'],
    ['GETME', 'POST'],
    ['getme', 'GET'],
  ]) {
    const response = await fetch(`${server.url}/bot${bot.token}/${name}`, { method });
    const { ok, result } = await response.json();
    assert.equal(ok, true);
    assert.deepEqual([result.id, result.is_bot, result.username], [bot.id, true, bot.username]);
  }
});

test('OPS-3: a malformed token is 404, an unknown or revoked one 401', async () => {
  await freshPair();
  const status = async (token) => (await fetch(`${server.url}/bot${token}/getMe`)).status;
  assert.equal(await status('123'), 404);
  assert.equal(await status(`999999999:${'x'.repeat(35)}`), 401);
  await simulator.revoke(bot);
  assert.equal(await status(bot.token), 401);
  const renewed = await simulator.newToken(bot);
  assert.equal(await status(renewed.token), 200);
  assert.equal(await status(bot.token), 401);
});

test('OPS-3: query, form and JSON parameters mean the same', async () => {
  await freshPair();
  await simulator.text(bot, client, 'hello');
  const address = `${server.url}/bot${bot.token}/sendMessage`;
  const keyboard = { inline_keyboard: [[{ text: 'Yes', callback_data: 'b:1' }]] };
  const form = new URLSearchParams({
    chat_id: client.id,
    text: 'form',
    reply_markup: JSON.stringify(keyboard),
  });
  const multipart = new FormData();
  multipart.set('chat_id', String(client.id));
  multipart.set('text', 'multipart');
  multipart.set('reply_markup', JSON.stringify(keyboard));
  const json = JSON.stringify({ chat_id: client.id, text: 'json', reply_markup: keyboard });
  const headers = { 'content-type': 'application/json' };
  const answers = await Promise.all([
    fetch(`${address}?${form}`),
    fetch(address, { method: 'POST', body: form }),
    fetch(address, { method: 'POST', body: multipart }),
    fetch(address, { method: 'POST', body: json, headers }),
  ]);
  for (const answer of answers) {
    const { result } = await answer.json();
    assert.deepEqual(result.reply_markup, keyboard);
  }
  const texts = (await simulator.received(bot, client, 4)).map((message) => message.text).sort();
  assert.deepEqual(texts, ['form', 'form', 'json', 'multipart']);
});

test('OPS-3: sendMessage keeps the limits of the platform', async () => {
  await freshPair();
  const send = (params) => simulator.api(bot, 'sendMessage', { chat_id: client.id, ...params });
  assert.match((await send({ text: 'x', chat_id: 1 })).description, /chat not found/);
  assert.match((await send({ text: 'x' })).description, /bot can't initiate conversation/);
  await simulator.act(bot, client, 'start', { payload: 'src_abc-1' });
  assert.equal((await send({ text: '' })).description, 'Bad Request: message text is empty');
  assert.equal((await send({ text: 'я'.repeat(4096) })).ok, true);
  assert.equal((await send({ text: '😀'.repeat(2048) })).ok, true);
  const long = await send({ text: '😀'.repeat(2048) + '.' });
  assert.deepEqual([long.error_code, long.description], [400, 'Bad Request: message is too long']);
  const button = { text: 'B', callback_data: 'д'.repeat(33) };
  const wide = await send({ text: 'x', reply_markup: { inline_keyboard: [[button]] } });
  assert.equal(wide.description, 'Bad Request: BUTTON_DATA_INVALID');
  const html = await send({ text: '<b>a</b> &lt;', parse_mode: 'HTML' });
  assert.equal(html.result.text, 'a <');
  assert.deepEqual(html.result.entities, [{ type: 'bold', offset: 0, length: 1 }]);
  assert.match(
    (await send({ text: '<x>', parse_mode: 'HTML' })).description,
    /can't parse entities/,
  );
  assert.equal((await simulator.api(bot, 'sendSmoke')).description, 'Not Found: method not found');
});

test('OPS-3: a client who blocked the bot gets nothing until unblocking', async () => {
  await freshPair();
  await simulator.text(bot, client, 'hi');
  await simulator.act(bot, client, 'block');
  const refused = await simulator.api(bot, 'sendMessage', { chat_id: client.id, text: 'x' });
  assert.equal(refused.error_code, 403);
  assert.equal(refused.description, 'Forbidden: bot was blocked by the user');
  await simulator.act(bot, client, 'unblock');
  const sent = await simulator.api(bot, 'sendMessage', { chat_id: client.id, text: 'x' });
  assert.equal(sent.ok, true);
  const { result } = await simulator.api(bot, 'getUpdates');
  const states = result.map((update) => update.my_chat_member?.new_chat_member.status);
  assert.deepEqual(states, [undefined, 'kicked', 'member']);
});

test('OPS-3: a button press is answered once', async () => {
  await freshPair();
  await simulator.text(bot, client, 'hi');
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'b:17:1' }]] };
  await simulator.api(bot, 'sendMessage', { chat_id: client.id, text: 'Well?', reply_markup });
  const press = await simulator.act(bot, client, 'press', { message_id: 2, text: 'Yes' });
  const { result } = await simulator.api(bot, 'getUpdates', { offset: press.update_id });
  assert.equal(result[0].callback_query.data, 'b:17:1');
  assert.equal(result[0].callback_query.message.text, 'Well?');
  const answer = () => simulator.api(bot, 'answerCallbackQuery', { callback_query_id: press.id });
  assert.equal((await answer()).ok, true);
  assert.match((await answer()).description, /query is too old/);
});

test('OPS-3: every kind of message arrives with its own field and downloadable bytes', async () => {
  await freshPair();
  for (const kind of ['photo', 'sticker', 'voice', 'document', 'location', 'contact']) {
    const { message } = await simulator.act(bot, client, kind, { caption: 'cap' });
    assert.ok(message[kind], kind);
  }
  const { result } = await simulator.api(bot, 'getUpdates');
  const file = result[0].message.photo[0];
  const path = (await simulator.api(bot, 'getFile', { file_id: file.file_id })).result.file_path;
  const bytes = await (await fetch(`${server.url}/file/bot${bot.token}/${path}`)).arrayBuffer();
  assert.equal(bytes.byteLength, file.file_size);
  assert.equal(result[0].message.caption, 'cap');
  const edited = await simulator.act(bot, client, 'edit', { message_id: 1, text: 'new cap' });
  const after = await simulator.api(bot, 'getUpdates', { offset: edited.update_id });
  assert.equal(after.result[0].edited_message.caption, 'new cap');
});

test('OPS-3: the profile of the bot and of a client can be read', async () => {
  await freshPair();
  assert.equal((await simulator.api(bot, 'setMyName', { name: 'n'.repeat(65) })).ok, false);
  await simulator.api(bot, 'setMyName', { name: 'Лавка' });
  assert.equal((await simulator.api(bot, 'getMyName')).result.name, 'Лавка');
  await simulator.api(bot, 'setMyName', { name: '' });
  assert.equal((await simulator.api(bot, 'getMyName')).result.name, bot.first_name);
  for (const [Field, field, limit] of [
    ['Description', 'description', 512],
    ['ShortDescription', 'short_description', 120],
  ]) {
    const set = (text) => simulator.api(bot, `setMy${Field}`, { [field]: text });
    assert.equal((await set('d'.repeat(limit + 1))).error_code, 400, field);
    assert.equal((await set('d'.repeat(limit))).ok, true, field);
    const { result } = await simulator.api(bot, `getMy${Field}`);
    assert.equal(result[field].length, limit);
  }
  const portrayed = await simulator.addClient({ first_name: 'Оля', photo: true });
  await simulator.act(bot, portrayed, 'start');
  const photos = await simulator.api(bot, 'getUserProfilePhotos', { user_id: portrayed.id });
  assert.equal(photos.result.total_count, 1);
  const second = { user_id: portrayed.id, offset: 1 };
  const beyond = await simulator.api(bot, 'getUserProfilePhotos', second);
  assert.deepEqual(beyond.result, { total_count: 1, photos: [] });
  const hidden = await simulator.api(bot, 'getUserProfilePhotos', { user_id: client.id });
  assert.deepEqual(hidden.result, { total_count: 0, photos: [] });
  const chat = await simulator.api(bot, 'getChat', { chat_id: portrayed.id });
  assert.equal(chat.result.photo.big_file_id, photos.result.photos[0][0].file_id);
});
