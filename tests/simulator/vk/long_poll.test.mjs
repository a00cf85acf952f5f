import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { codeOf, openStage } from './test_stage.mjs';

let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
beforeEach(() => stage.receiver.clear());
after(() => stage.close());

const check = async (server, params = {}) => {
  const query = new URLSearchParams({ act: 'a_check', ...server, wait: 0, ...params });
  query.delete('server');
  return (await fetch(`${server.server}?${query}`)).json();
};

/** A community whose program asks for events itself. */
async function polled(wish = {}) {
  const pair = await stage.opened(wish);
  const { account } = pair;
  const on = { enabled: 1, api_version: '5.199', message_new: 1, message_reply: 1 };
  const group_id = account.id;
  assert.equal(await stage.must(account, 'groups.setLongPollSettings', { group_id, ...on }), 1);
  const server = await stage.must(account, 'groups.getLongPollServer', { group_id });
  return { ...pair, server };
}

test('CHN-13: events wait for the long poll and are confirmed by the next ts', async () => {
  const { account, client, server } = await polled();
  assert.equal(typeof server.ts, 'string');
  await vk.text(account, client, 'one');
  await vk.text(account, client, 'two');
  const first = await check(server);
  assert.deepEqual(
    first.updates.map(({ object }) => object.message.text),
    ['one', 'two'],
  );
  assert.deepEqual(Object.keys(first.updates[0]).sort(), [
    ...['event_id', 'group_id', 'object', 'type', 'v'],
  ]);
  assert.equal((await vk.account(account)).pending, 2);
  assert.deepEqual((await check(server)).updates, first.updates);
  const next = await check(server, { ts: first.ts });
  assert.deepEqual(next, { ts: first.ts, updates: [] });
  assert.equal((await vk.account(account)).pending, 0);
  const [message] = await vk.messages(account, client);
  assert.equal(message.state, 'delivered');
});

test('CHN-13: an asker waits for the next event', async () => {
  const { account, client, server } = await polled();
  const asked = check(server, { wait: 10 });
  await vk.text(account, client, 'woken');
  const { updates } = await asked;
  assert.equal(updates[0].object.message.text, 'woken');
});

test('CHN-13: kinds that are off do not come', async () => {
  const { account, client, server } = await polled();
  await vk.act(account, client, 'typing');
  assert.deepEqual((await check(server)).updates, []);
});

test('CHN-13: the same event on both ways has the same number', async () => {
  const { account, client, events } = await stage.hooked();
  const group_id = account.id;
  const on = { group_id, enabled: 1, message_new: 1 };
  await stage.must(account, 'groups.setLongPollSettings', on);
  const server = await stage.must(account, 'groups.getLongPollServer', { group_id });
  await vk.text(account, client, 'both');
  const [posted] = await events('message_new');
  const [asked] = (await check(server)).updates;
  assert.equal(posted.event_id, asked.event_id);
});

test('CHN-13: lost history is failed 1 with a number to go on from', async () => {
  const { account, client, server } = await polled({ long_poll_kept: 2 });
  for (const said of ['a', 'b', 'c', 'd']) await vk.text(account, client, said);
  const lost = await check(server);
  assert.deepEqual([lost.failed, typeof lost.ts], [1, 'number']);
  const { updates } = await check(server, { ts: lost.ts });
  assert.deepEqual(
    updates.map(({ object }) => object.message.text),
    ['c', 'd'],
  );
});

test('CHN-13: a wrong key is failed 2, a wrong ts failed 3', async () => {
  const { server } = await polled();
  assert.deepEqual(await check(server, { key: 'other' }), { failed: 2 });
  assert.deepEqual(await check(server, { ts: '999' }), { failed: 3 });
  assert.deepEqual(await check(server, { ts: 'x' }), { failed: 3 });
});

test('CHN-13: each failure can be asked for and is real', async () => {
  const { account, client, server } = await polled();
  const group_id = account.id;
  await vk.fault(account, { kind: 'long_poll_failed', failed: 2 });
  assert.deepEqual(await check(server), { failed: 2 });
  assert.deepEqual(await check(server), { failed: 2 }, 'the old key stays dead');
  const renewed = await stage.must(account, 'groups.getLongPollServer', { group_id });
  await vk.text(account, client, 'lost');
  await vk.fault(account, { kind: 'long_poll_failed', failed: 1 });
  const lost = await check(renewed);
  assert.deepEqual(lost, { failed: 1, ts: 1 });
  await vk.text(account, client, 'kept');
  const { updates } = await check(renewed, { ts: lost.ts });
  assert.deepEqual(
    updates.map(({ object }) => object.message.text),
    ['kept'],
  );
  await vk.fault(account, { kind: 'long_poll_failed', failed: 3 });
  assert.deepEqual(await check(renewed), { failed: 3 });
});

test('CHN-13: a community without the long poll refuses to name a server', async () => {
  const { account } = await stage.opened();
  const answer = await stage.call(account, 'groups.getLongPollServer', { group_id: account.id });
  assert.equal(codeOf(answer), 100);
});

test('CHN-13: connection faults reach the long poll by the name a_check', async () => {
  const { account, server } = await polled();
  await vk.fault(account, { kind: 'html', methods: ['a_check'] });
  const query = new URLSearchParams({ act: 'a_check', key: server.key, ts: server.ts, wait: 0 });
  const answer = await fetch(`${server.server}?${query}`);
  assert.equal(answer.status, 502);
  await vk.fault(account, { kind: 'reset', methods: ['a_check'] });
  await assert.rejects(fetch(`${server.server}?${query}`));
});
