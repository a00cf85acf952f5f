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

test('OPS-1: a graceful stop answers the webhooks in flight; every 200 is there afterwards', async () => {
  const { url, secret_token } = stage.platform.world.bot(bot.id).webhook;
  const headers = {
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': secret_token,
  };
  const accepted = [];
  let stopped = null;
  const deliver = async (n) => {
    const name = `In flight ${n}`;
    const from = { id: 5000 + n, is_bot: false, first_name: name };
    const chat = { id: 5000 + n, type: 'private', first_name: name };
    const message = { message_id: 1, from, chat, date: 1, text: name };
    const body = JSON.stringify({ update_id: 800_000_000 + n, message });
    const response = await fetch(url, { method: 'POST', headers, body }).catch(() => null);
    if (response === null) return;
    assert.ok([200, 503].includes(response.status), String(response.status));
    if (response.status !== 200) return;
    accepted.push(name);
    stopped ??= stage.server.stop();
  };
  await Promise.all(Array.from({ length: 400 }, (_, n) => deliver(n)));
  const { code, ms } = await stopped;
  assert.equal(code, 0);
  assert.ok(ms < 5000, `it took ${ms} ms`);
  await stage.server.start();
  const names = new Set((await stage.chats('new')).map(({ client }) => client.first_name));
  for (const name of accepted) assert.ok(names.has(name), name);
  assert.ok(accepted.length > 0);
});

test('OPS-1: a stop ends open sockets, long polls and hanging calls at once', async () => {
  const polled = await stage.connectBot({ mode: 'polling' });
  const { client, chat, path } = await stage.takenChat(polled.bot);
  const panel = await stage.openPanel();
  await stage.simulator.fault(polled.bot, { kind: 'hang', when: 'after' });
  const { id } = await stage.owner.post(`${path}/messages`, { text: 'hanging' });
  await stage.simulator.received(polled.bot, client, 1);
  const { code, ms } = await stage.server.stop();
  assert.equal(code, 0);
  assert.ok(ms < 10_000, `it took ${ms} ms`);
  const { code: closeCode } = await panel.closed;
  assert.ok([1000, 1001, 1006, 1012].includes(closeCode), String(closeCode));
  await stage.server.start();
  const message = await stage.messageWith(chat, 'hanging', 'uncertain');
  assert.equal(message.id, id);
  const received = await stage.simulator.messages(polled.bot, client, { from: 'bot' });
  assert.equal(received.length, 1);
});
