import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let bot;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

const send = (path, text) => stage.owner.post(`${path}/messages`, { text });
const sends = (client) => stage.simulator.calls(bot, { method: 'sendMessage', client: client.id });
const textsOf = (messages) => messages.map(({ text }) => text);

test('CHT-7, SUB-3: a client who blocked the bot: failed with the reason, then unsubscribed', async () => {
  const { client, chat, path } = await stage.takenChat(bot);
  const fault = {
    kind: 'error',
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  };
  await stage.simulator.fault(bot, { ...fault, client: client.id, times: null });
  await send(path, 'will not arrive');
  const failed = await stage.messageWith(chat, 'will not arrive', 'failed');
  assert.match(failed.error.text, /blocked/i);
  assert.ok(failed.error.code);
  const now = await stage.chatOf(client, { tab: 'mine', fits: (one) => !one.client.subscribed });
  assert.equal(now.client.subscribed, false);
  await refused(send(path, 'once more'), 409, 'client.unsubscribed');
  assert.equal((await sends(client)).length, 1);
  await stage.simulator.clearFaults(bot);
});

test('SUB-3: blocking is told by the platform too, and coming back opens the way again', async () => {
  const { client, chat, path } = await stage.takenChat(bot);
  await stage.simulator.act(bot, client, 'block');
  await stage.chatOf(client, { tab: 'mine', fits: (one) => !one.client.subscribed });
  await refused(send(path, 'x'), 409, 'client.unsubscribed');
  await stage.simulator.act(bot, client, 'unblock');
  await stage.chatOf(client, { tab: 'mine', fits: (one) => one.client.subscribed });
  await send(path, 'welcome back');
  const [received] = await stage.simulator.received(bot, client, 1);
  assert.equal(received.text, 'welcome back');
  const lines = (await stage.messages(chat)).map(({ action }) => action?.type).filter(Boolean);
  assert.deepEqual(lines.slice(-2), ['unsubscribed', 'subscribed']);
});

test('CHT-7: 429 holds the whole bot exactly retry_after, and the order is kept', async () => {
  const one = await stage.takenChat(bot);
  const two = await stage.takenChat(bot);
  await stage.simulator.fault(bot, {
    kind: 'too_many_requests',
    retry_after: 3,
    client: one.client.id,
  });
  const first = Array.from({ length: 3 }, (_, n) => `one ${n}`);
  await send(one.path, first[0]);
  const [refusal] = await stage.simulator.calls(bot, {
    method: 'sendMessage',
    client: one.client.id,
    count: 1,
    wait: 5000,
  });
  assert.equal(refusal.status, 429);
  for (const text of first.slice(1)) await send(one.path, text);
  await send(two.path, 'two 0');
  const received = await stage.simulator.received(bot, one.client, 3, { wait: 15_000 });
  await stage.simulator.received(bot, two.client, 1);
  assert.deepEqual(textsOf(received), first);
  const answeredAt = refusal.time + refusal.duration_ms;
  const all = (await stage.simulator.calls(bot, { method: 'sendMessage' })).filter(
    ({ n }) => n > refusal.n,
  );
  const waits = all.map(({ time }) => time - answeredAt);
  assert.ok(Math.min(...waits) >= 2990, `the next call came after ${Math.min(...waits)} ms`);
  assert.ok(Math.min(...waits) <= 4000, `it waited ${Math.min(...waits)} ms`);
});

test('CHT-7: a 5xx with the platform’s own answer is tried again by itself', async () => {
  const { client, chat, path } = await stage.takenChat(bot);
  await stage.simulator.fault(bot, {
    kind: 'server_error',
    status: 500,
    times: 2,
    client: client.id,
  });
  await send(path, 'through the errors');
  const received = await stage.simulator.received(bot, client, 1, { wait: 20_000 });
  assert.deepEqual(textsOf(received), ['through the errors']);
  await stage.messageWith(chat, 'through the errors', 'sent');
  const outcomes = (await sends(client)).map(({ status }) => status);
  assert.deepEqual(outcomes, [500, 500, 200]);
});

test('CHT-7: a connection that breaks before the message got through: uncertain or sent, never twice', async () => {
  const { client, chat, path } = await stage.takenChat(bot);
  await stage.simulator.fault(bot, { kind: 'reset', when: 'before', client: client.id });
  const { id } = await send(path, 'broken line');
  const message = await until('an end', async () => {
    const found = (await stage.messages(chat)).find((one) => one.id === id);
    return ['uncertain', 'sent', 'failed'].includes(found.status) && found;
  });
  const received = await stage.simulator.messages(bot, client, { from: 'bot' });
  assert.equal(received.length, message.status === 'sent' ? 1 : 0);
});

for (const kind of ['reset', 'hang', 'html']) {
  test(`CHT-7: ${kind} after the call: uncertain, not resent by itself, Retry sends it`, async () => {
    const { client, chat, path } = await stage.takenChat(bot);
    await stage.simulator.fault(bot, { kind, when: 'after', client: client.id });
    const { id } = await send(path, `${kind} swallowed the answer`);
    const sent = await stage.messageWith(chat, `${kind} swallowed the answer`, 'uncertain', {
      timeoutMs: 60_000,
    });
    assert.equal(sent.id, id);
    await send(path, 'the next one goes on');
    await stage.messageWith(chat, 'the next one goes on', 'sent');
    assert.equal((await sends(client)).length, 2);
    await stage.owner.post(`${path}/messages/${id}/retry`);
    await stage.messageWith(chat, `${kind} swallowed the answer`, 'sent');
    assert.equal((await sends(client)).length, 3);
    await refused(stage.owner.post(`${path}/messages/${id}/retry`), 409, 'message.not_failed');
  });
}

test('CHT-7: a refusal that is ours is failed at once and Retry works', async () => {
  const { client, chat, path } = await stage.takenChat(bot);
  const fault = { kind: 'error', status: 400, description: 'Bad Request: chat not found' };
  await stage.simulator.fault(bot, { ...fault, client: client.id });
  const { id } = await send(path, 'refused once');
  const failed = await stage.messageWith(chat, 'refused once', 'failed');
  assert.match(failed.error.text, /chat not found/);
  assert.equal((await sends(client)).length, 1);
  await stage.owner.post(`${path}/messages/${id}/retry`);
  await stage.messageWith(chat, 'refused once', 'sent');
  assert.equal((await stage.simulator.received(bot, client, 1)).length, 1);
});

test('CHT-7: one chat that fails does not hold up another', async () => {
  const [bad, good] = [await stage.takenChat(bot), await stage.takenChat(bot)];
  await stage.simulator.fault(bot, { kind: 'slow', ms: 3000, client: bad.client.id });
  await send(bad.path, 'slow');
  const begun = Date.now();
  await send(good.path, 'quick');
  await stage.simulator.received(bot, good.client, 1);
  assert.ok(Date.now() - begun < 2500, 'the quick one did not wait for the slow one');
  await stage.messageWith(bad.chat, 'slow', 'sent');
});
