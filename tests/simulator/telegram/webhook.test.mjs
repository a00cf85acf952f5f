import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { SimulatorClient } from '../../support/simulator_client.mjs';
import { until } from '../../support/until.mjs';
import { startSimulator } from '../server.mjs';
import { backoffSeconds } from './core/webhook.mjs';

let server;
let simulator;
let receiver;
let received;
/** @type {(update: any, response: http.ServerResponse) => void} */
let answer;

before(async () => {
  server = await startSimulator({ retryScale: 0.001, webhookPauseMs: 0 });
  simulator = new SimulatorClient(server.url);
  receiver = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks));
      received.push({ update, headers: request.headers, method: request.method });
      answer(update, response);
    });
  });
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  received = [];
  answer = (_, response) => response.end();
});
after(async () => {
  await server.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function hooked(params = {}) {
  const bot = await simulator.addBot();
  const client = await simulator.addClient();
  const url = `http://127.0.0.1:${receiver.address().port}/hooks/${bot.id}`;
  const secret_token = 'k3Jx_92-aa';
  const set = await simulator.api(bot, 'setWebhook', { url, secret_token, ...params });
  assert.equal(set.ok, true);
  return { bot, client, url };
}
const texts = () => received.map(({ update }) => update.message?.text);

test('OPS-3: an update is posted with the secret and counts as accepted on 200', async () => {
  const { bot, client, url } = await hooked();
  await simulator.text(bot, client, 'hello');
  await simulator.settled(bot);
  assert.equal(received[0].method, 'POST');
  assert.equal(received[0].headers['x-telegram-bot-api-secret-token'], 'k3Jx_92-aa');
  assert.equal(received[0].update.message.text, 'hello');
  const [message] = await simulator.messages(bot, client);
  assert.equal(message.accepted, true);
  const { result } = await simulator.api(bot, 'getWebhookInfo');
  assert.deepEqual([result.url, result.pending_update_count], [url, 0]);
});

test('OPS-3: a refused update is tried again and holds back only its own chat', async () => {
  const { bot, client } = await hooked();
  const other = await simulator.addClient();
  let refusals = 0;
  let open = false;
  answer = (update, response) => {
    const refuse = update.message.from.id === client.id && !open;
    refusals += refuse ? 1 : 0;
    response.writeHead(refuse ? 503 : 200).end();
  };
  await simulator.text(bot, client, 'first');
  await simulator.text(bot, client, 'second');
  await simulator.text(bot, other, 'of another');
  await until('three refusals', () => refusals >= 3);
  assert.ok(texts().includes('of another'));
  assert.ok(!texts().includes('second'));
  const { result } = await simulator.api(bot, 'getWebhookInfo');
  assert.match(result.last_error_message, /^Wrong response from the webhook: 503/);
  open = true;
  await simulator.settled(bot);
  assert.deepEqual(texts().slice(-2), ['first', 'second']);
});

test('OPS-3: the waits between attempts grow as those of the platform', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(backoffSeconds), [0, 2, 4, 8, 16, 32]);
  for (let failures = 7; failures < 40; failures += 1) {
    const seconds = backoffSeconds(failures);
    assert.ok(seconds >= 60 && seconds <= 120, `${failures}: ${seconds}`);
  }
});

test('OPS-3: no more than max_connections deliveries run at once', async () => {
  const { bot } = await hooked({ max_connections: 3 });
  const waiting = [];
  let most = 0;
  answer = (_, response) => {
    waiting.push(response);
    most = Math.max(most, waiting.length);
  };
  const clients = await Promise.all(Array.from({ length: 8 }, () => simulator.addClient()));
  await Promise.all(clients.map((client) => simulator.text(bot, client, 'hi')));
  for (let done = 0; done < 8; done += 1) {
    await until('a delivery', () => waiting.length > 0);
    waiting.shift().end();
  }
  await simulator.settled(bot);
  assert.equal(most, 3);
});

test('OPS-3: duplicates and a changed order come on request', async () => {
  const { bot, client } = await hooked();
  await simulator.fault(bot, { kind: 'duplicate', times: 1 });
  await simulator.text(bot, client, 'twice');
  await simulator.settled(bot);
  assert.deepEqual(texts(), ['twice', 'twice']);
  assert.equal(received[0].update.update_id, received[1].update.update_id);
  await simulator.fault(bot, { kind: 'reorder', count: 3 });
  for (const text of ['a', 'b', 'c']) await simulator.text(bot, client, text);
  await simulator.settled(bot);
  assert.deepEqual(texts().slice(2), ['c', 'b', 'a']);
});

test('OPS-3: going from webhook to polling and back loses nothing', async () => {
  const { bot, client, url } = await hooked();
  answer = (_, response) => response.writeHead(500).end();
  await simulator.text(bot, client, 'kept');
  await until('an attempt', () => received.length > 0);
  await simulator.api(bot, 'deleteWebhook');
  const { result } = await simulator.api(bot, 'getUpdates');
  assert.equal(result[0].message.text, 'kept');
  answer = (_, response) => response.end();
  received = [];
  await simulator.api(bot, 'setWebhook', { url });
  await simulator.settled(bot);
  assert.deepEqual(texts(), ['kept']);
});
