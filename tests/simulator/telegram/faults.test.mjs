import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatorClient } from '../../support/simulator_client.mjs';
import { startSimulator } from '../server.mjs';

let server;
let simulator;
let bot;
let client;
before(async () => {
  server = await startSimulator();
  simulator = new SimulatorClient(server.url);
  bot = await simulator.addBot();
  client = await simulator.addClient();
  await simulator.text(bot, client, 'hi');
});
after(() => server.close());

const send = (text) => simulator.api(bot, 'sendMessage', { chat_id: client.id, text });
const bodyOf = async (text) => {
  const query = new URLSearchParams({ chat_id: client.id, text });
  const response = await fetch(`${server.url}/bot${bot.token}/sendMessage?${query}`);
  return { status: response.status, body: await response.text() };
};

test('OPS-3: 429 with retry_after comes so many times and then no more', async () => {
  await simulator.fault(bot, { kind: 'too_many_requests', retry_after: 14, times: 2 });
  for (let n = 0; n < 2; n += 1) {
    const refused = await send('x');
    assert.deepEqual(
      [refused.error_code, refused.description, refused.parameters.retry_after],
      [429, 'Too Many Requests: retry after 14', 14],
    );
  }
  assert.equal((await send('x')).ok, true);
});

test('OPS-3: a 5xx has an envelope, HTML garbage has none', async () => {
  await simulator.fault(bot, { kind: 'server_error', status: 502 });
  assert.deepEqual([(await send('x')).error_code], [502]);
  await simulator.fault(bot, { kind: 'html' });
  const { status, body } = await bodyOf('x');
  assert.equal(status, 502);
  assert.match(body, /^<html>/);
});

test('OPS-3: a connection is reset before or after the message got through', async () => {
  const count = async () => (await simulator.messages(bot, client, { from: 'bot' })).length;
  const begun = await count();
  await simulator.fault(bot, { kind: 'reset', when: 'before' });
  await assert.rejects(send('lost'));
  assert.equal(await count(), begun);
  await simulator.fault(bot, { kind: 'reset', when: 'after' });
  await assert.rejects(send('came through'));
  assert.equal(await count(), begun + 1);
});

test('OPS-3: a call hangs until the caller gives up; a slow one is answered', async () => {
  await simulator.fault(bot, { kind: 'hang', when: 'after' });
  const url = `${server.url}/bot${bot.token}/sendMessage?chat_id=${client.id}&text=hung`;
  await assert.rejects(fetch(url, { signal: AbortSignal.timeout(150) }));
  const hung = await simulator.messages(bot, client, { contains: 'hung' });
  assert.equal(hung.length, 1);
  await simulator.fault(bot, { kind: 'slow', ms: 120 });
  const begun = Date.now();
  assert.equal((await send('slow')).ok, true);
  assert.ok(Date.now() - begun >= 115);
});

test('OPS-3: a fault of one client leaves the others alone', async () => {
  const other = await simulator.addClient();
  await simulator.text(bot, other, 'hi');
  const fault = { kind: 'error', status: 403, description: 'Forbidden: user is deactivated' };
  await simulator.fault(bot, { ...fault, client: other.id, times: null });
  assert.equal((await send('x')).ok, true);
  const refused = await simulator.api(bot, 'sendMessage', { chat_id: other.id, text: 'x' });
  assert.equal(refused.description, fault.description);
  await simulator.clearFaults(bot);
  const sent = await simulator.api(bot, 'sendMessage', { chat_id: other.id, text: 'x' });
  assert.equal(sent.ok, true);
});

test('OPS-3: every call of the bot is on record, with its parameters and outcome', async () => {
  const before = (await simulator.calls(bot)).at(-1).n;
  await send('for the record');
  await simulator.api(bot, 'sendMessage', { chat_id: 1, text: 'x' });
  const calls = await simulator.calls(bot, { after: before, method: 'sendMessage', count: 2 });
  assert.deepEqual(
    calls.map((call) => call.outcome),
    ['ok', 'Bad Request: chat not found'],
  );
  assert.equal(calls[0].params.text, 'for the record');
});

test('OPS-3: an unknown fault, bot or action gets a clear answer', async () => {
  await assert.rejects(simulator.fault(bot, { kind: 'gremlin' }), /unknown kind of fault gremlin/);
  await assert.rejects(simulator.bot({ id: 5 }), /there is no bot 5/);
  await assert.rejects(simulator.act(bot, client, 'sing'), /a client can't sing/);
});

test('OPS-3: with a state file everything is there after a restart', async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'state.json');
  const first = await startSimulator({ state });
  const before = new SimulatorClient(first.url);
  const shop = await before.addBot({ first_name: 'Лавка' });
  const person = await before.addClient({ first_name: 'Оля', photo: true });
  await before.text(shop, person, 'привет');
  await before.act(shop, person, 'photo');
  await before.api(shop, 'deleteMessage', { chat_id: person.id, message_id: 1 });
  await first.close();
  const second = await startSimulator({ state });
  const later = new SimulatorClient(second.url);
  const messages = await later.messages(shop, person);
  assert.equal(messages[0].text, 'привет');
  const { result } = await later.api(shop, 'getUpdates');
  assert.equal(result.length, 2);
  assert.deepEqual([messages[0].deleted, messages[1].deleted], [true, false]);
  const { file_id } = messages[1].photo[0];
  const file = await later.api(shop, 'getFile', { file_id });
  assert.equal(file.ok, true);
  const resent = await later.api(shop, 'sendPhoto', { chat_id: person.id, photo: file_id });
  assert.equal(resent.result.photo[0].width, 960);
  await second.close();
});

test('OPS-3: every refusal of the sheet can be asked for by its code or some of its words', async () => {
  const met = async (fault) => {
    await simulator.fault(bot, { kind: 'error', ...fault });
    const { error_code, description, parameters } = await send('x');
    return [error_code, description, parameters];
  };
  const blocked = 'Forbidden: bot was blocked by the user';
  assert.deepEqual(await met({ code: 403 }), [403, blocked, undefined]);
  const gone = 'Forbidden: user is deactivated';
  assert.deepEqual(await met({ code: 403, description: 'deactivated' }), [403, gone, undefined]);
  const photo = 'Bad Request: PHOTO_INVALID_DIMENSIONS';
  assert.deepEqual(await met({ description: 'photo_invalid' }), [400, photo, undefined]);
  const [code, words, { migrate_to_chat_id }] = await met({ description: 'upgraded to a super' });
  assert.deepEqual([code, words.slice(0, 23)], [400, 'Bad Request: group chat']);
  assert.ok(migrate_to_chat_id < -1e12);
  const late = { retry_after: 1 };
  assert.deepEqual(await met({ code: 429 }), [429, 'Too Many Requests: retry after 1', late]);
  const own = { code: 400, description: 'Bad Request: SOMETHING_NEW', parameters: { a: 1 } };
  assert.deepEqual(await met(own), [400, own.description, own.parameters]);
  assert.deepEqual(await met({}), [400, 'Bad Request: something is wrong', undefined]);
  await assert.rejects(simulator.fault(bot, { kind: 'error', code: 200 }), /from 400 to 599/);
});
