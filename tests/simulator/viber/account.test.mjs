import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { openStage } from './test_stage.mjs';

let stage;
let viber;
let receiver;
before(async () => {
  stage = await openStage();
  ({ viber, receiver } = stage);
});
beforeEach(() => receiver.clear());
after(() => stage.close());

const statusOf = async (answer) => (await answer).status;

test('OPS-3: a wrong or revoked token is status 2 at HTTP 200', async () => {
  const { account } = await stage.hooked();
  const wrong = await stage.call({ token: '1-2-3' }, 'get_account_info');
  assert.deepEqual([wrong.http, wrong.status, wrong.status_message], [200, 2, 'invalidAuthToken']);
  await viber.revoke(account);
  assert.equal(await statusOf(stage.call(account, 'get_account_info')), 2);
  const renewed = await viber.newToken(account);
  assert.equal(await statusOf(stage.call(renewed, 'get_account_info')), 0);
  assert.equal(await statusOf(stage.call(account, 'get_account_info')), 2);
  assert.equal((await stage.call(renewed, 'get_messages')).http, 404);
  assert.equal(await statusOf(stage.call(renewed, 'get_account_info', '{"a":')), 3);
});

test('OPS-3: get_account_info tells name, webhook, events and subscribers', async () => {
  const { account, url } = await stage.subscribed({ event_types: ['seen'] });
  const info = await stage.call(account, 'get_account_info');
  assert.deepEqual(
    [info.id, info.name, info.webhook, info.subscribers_count],
    [account.id, 'Demo shop', url, 1],
  );
  assert.deepEqual(info.event_types, ['seen', 'subscribed', 'unsubscribed']);
});

test('OPS-3: get_user_details answers twice in 12 hours for a person', async () => {
  const { account, user } = await stage.subscribed({}, { country: 'UA', photo: true });
  const details = () => stage.call(account, 'get_user_details', { id: user });
  const first = await details();
  assert.deepEqual([first.user.id, first.user.name, first.user.country], [user, 'Ira K', 'UA']);
  assert.equal((await fetch(first.user.avatar)).status, 200);
  assert.equal(await statusOf(details()), 0);
  assert.equal(await statusOf(details()), 12);
  await viber.setOptions(account, { limits: false });
  assert.equal(await statusOf(details()), 0);
  assert.equal(await statusOf(stage.call(account, 'get_user_details', { id: 'no==' })), 5);
  assert.equal(await statusOf(stage.call(account, 'get_user_details', {})), 4);
});

test('OPS-3: get_online tells of up to 100 people', async () => {
  const { account, user } = await stage.subscribed({}, { presence: 'undisclosed' });
  const { users } = await stage.call(account, 'get_online', { ids: [user, 'nobody=='] });
  assert.deepEqual(
    users.map(({ online_status }) => online_status),
    [2, 4],
  );
  const ids = Array.from({ length: 101 }, () => user);
  assert.equal(await statusOf(stage.call(account, 'get_online', { ids })), 3);
});

test('OPS-3: to a person who does not answer 100 messages an hour go, then status 12', async () => {
  const { account, client, send } = await stage.subscribed();
  for (let n = 0; n < 100; n += 1) assert.equal(await statusOf(send({ text: `${n}` })), 0);
  assert.equal(await statusOf(send({ text: 'too many' })), 12);
  await viber.text(account, client, 'go on');
  assert.equal(await statusOf(send({ text: 'again' })), 0);
  for (let n = 1; n < 100; n += 1) await send({ text: `${n}` });
  assert.equal(await statusOf(send({ text: 'too many' })), 12);
  await viber.age(account, client, 1);
  assert.equal(await statusOf(send({ text: 'an hour later' })), 0);
});

test('OPS-3: outside the 24 hours of a session messages cost, or the free ones run out', async () => {
  const { account, client, send } = await stage.subscribed();
  const billing = async () => (await send({ text: 'x' })).billing_status;
  assert.equal(await billing(), 1);
  await viber.age(account, client, 25);
  assert.equal(await billing(), 3);
  await viber.setOptions(account, { free_messages: 1 });
  assert.equal(await billing(), 3);
  assert.equal(await statusOf(send({ text: 'x' })), 23);
  await viber.setOptions(account, { billable: true });
  assert.equal(await billing(), 5);
  await viber.text(account, client, 'hi');
  assert.equal(await billing(), 2);
});

test('OPS-3: every status of the platform can be asked for', async () => {
  const { account, send, client } = await stage.subscribed();
  for (let status = 1; status <= 24; status += 1) {
    await viber.fault(account, { kind: 'error', status });
    const refused = await send({ text: 'x' });
    assert.deepEqual([refused.http, refused.status], [200, status]);
  }
  assert.equal(await statusOf(send({ text: 'x' })), 0);
  await viber.fault(account, { kind: 'error', status: 7, methods: ['*'] });
  assert.equal(await statusOf(stage.call(account, 'get_account_info')), 7);
  await viber.fault(account, { kind: 'server_error', status: 503 });
  assert.equal((await send({ text: 'x' })).http, 503);
  await viber.fault(account, { kind: 'html' });
  assert.match((await send({ text: 'x' })).raw, /^<html>/);
  await viber.fault(account, { kind: 'reset', when: 'after' });
  await assert.rejects(send({ text: 'came through' }));
  const through = { contains: 'came through', state: 'delivered', count: 1, wait: 5000 };
  assert.equal((await viber.messages(account, client, through)).length, 1);
  await assert.rejects(viber.fault(account, { kind: 'error', status: 0 }), /above 0/);
});

test('OPS-3: a message can be refused by the client program after status 0', async () => {
  const { account, send, events } = await stage.subscribed();
  await viber.fault(account, { kind: 'failed', desc: 'message validation failed' });
  assert.equal(await statusOf(send({ text: 'x' })), 0);
  const [failed] = await events('failed');
  assert.equal(failed.desc, 'message validation failed');
});

test('OPS-3: every call is on record with its person, status and outcome', async () => {
  const { account, client, send } = await stage.subscribed();
  await send({ text: 'x' });
  await send({ text: '' });
  const query = { method: 'send_message', client: client.id, count: 2, wait: 5000 };
  const calls = await viber.calls(account, query);
  assert.deepEqual(
    calls.map(({ status, outcome }) => [status, outcome]),
    [
      [0, 'ok'],
      [3, 'badData: text is empty'],
    ],
  );
});

test('OPS-3: with a state file Viber is as it was after a restart', async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'state.json');
  const first = await openStage({ state });
  const pair = await first.subscribed({ send_photo: true }, { photo: true });
  await pair.send({ text: 'before', tracking_data: 't:1' });
  await first.viber.messages(pair.account, pair.client, {
    state: 'delivered',
    from: 'account',
    count: 1,
    wait: 5000,
  });
  await first.viber.settled(pair.account);
  first.receiver.answer = (_, response) => response.writeHead(500).end();
  await first.viber.text(pair.account, pair.client, 'waits');
  await first.server.close();
  const second = await openStage({ state });
  const [, sent] = await second.viber.messages(pair.account, pair.client);
  assert.deepEqual([sent.text, sent.state], ['before', 'delivered']);
  first.receiver.answer = (_, response) => response.end();
  await second.viber.settled(pair.account);
  await second.viber.text(pair.account, pair.client, 'after');
  await second.viber.settled(pair.account);
  const said = first.receiver.posted.map(({ body }) => body.message).filter(Boolean);
  assert.deepEqual([said.at(-2).text, said.at(-1).text], ['waits', 'after']);
  assert.equal(said.at(-1).tracking_data, 't:1');
  await second.close();
  first.receiver.close();
});
