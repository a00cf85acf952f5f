import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { errorTexts } from './errors.mjs';
import { codeOf, openStage } from './test_stage.mjs';

let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
beforeEach(() => stage.receiver.clear());
after(() => stage.close());

/** The codes of the platform's table, as its description lists them. */
const table = [
  ...[1, 10, 36, 3, 8, 100, 113, 118, 121, 129, 5, 27, 28, 1117, 3610, 6, 9, 14, 17, 7, 15, 20],
  ...[23, 203, 18, 30, 37, 22, 105, 29, 900, 901, 902, 909, 910, 914, 911, 912, 913, 940, 969],
  ...[917, 922, 925, 927, 932, 935, 945, 946, 1012, 936, 39, 943, 944, 950, 985, 987, 988, 2000],
];

test('OPS-3: every error of the platform can be asked for by its code', async () => {
  const { account, client, send } = await stage.talking({ limits: false });
  for (const code of table) {
    await vk.fault(account, { kind: 'error', code });
    const { error } = await send({ message: 'x' });
    assert.deepEqual([error.error_code, error.error_msg], [code, errorTexts[code]]);
  }
  assert.equal((await vk.messages(account, client, { from: 'account' })).length, 0);
  assert.ok((await send({ message: 'x' })).response > 0);
  await assert.rejects(vk.fault(account, { kind: 'error', code: 4 }), /400.*no error 4/);
});

test('OPS-3: a captcha has its picture, a validation its page, an error its part', async () => {
  const { account, send } = await stage.talking();
  await vk.fault(account, { kind: 'error', code: 14 });
  const captcha = (await send({ message: 'x' })).error;
  const picture = await fetch(captcha.captcha_img);
  assert.equal(picture.headers.get('content-type'), 'image/svg+xml');
  assert.ok((await picture.text()).includes(captcha.captcha_sid));
  await vk.fault(account, { kind: 'error', code: 17 });
  assert.equal((await fetch((await send({ message: 'x' })).error.redirect_uri)).status, 200);
  await vk.fault(account, { kind: 'error', code: 901, subcode: 1 });
  assert.equal((await send({ message: 'x' })).error.error_subcode, 1);
});

test('OPS-3: a fault strikes as often as asked, by method and by person', async () => {
  const { account, client, send } = await stage.talking();
  const other = await vk.addClient();
  await vk.text(account, other, 'hi');
  await vk.fault(account, { kind: 'too_many_requests', times: 2 });
  for (const expected of [6, 6]) assert.equal(codeOf(await send({ message: 'x' })), expected);
  assert.ok((await send({ message: 'x' })).response);
  await vk.fault(account, { kind: 'error', code: 900, client: other.id, times: null });
  assert.ok((await send({ message: 'x' })).response);
  assert.equal(codeOf(await send({ message: 'x', peer_id: other.id })), 900);
  const both = { peer_ids: `${client.id},${other.id}`, random_id: 0, message: 'x' };
  const answer = await stage.must(account, 'messages.send', both);
  assert.deepEqual(
    answer.map(({ error }) => error?.code),
    [undefined, 900],
  );
  await vk.clearFaults(account);
  await vk.fault(account, { kind: 'error', code: 10, methods: ['users.get'] });
  assert.ok((await send({ message: 'x' })).response);
  assert.equal(codeOf(await stage.call(account, 'users.get', { user_ids: 1 })), 10);
});

test('OPS-3: the gateway, the line and the clock can fail', async () => {
  const { account, client, send } = await stage.talking();
  const raw = () =>
    fetch(`${stage.server.url}/vk/method/messages.send`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ access_token: account.token, v: '5.199', peer_id: client.id },
        ...{ random_id: 0, message: 'raw' },
      }),
    });
  await vk.fault(account, { kind: 'html' });
  assert.equal((await raw()).status, 502);
  await vk.fault(account, { kind: 'server_error', status: 503 });
  assert.equal((await raw()).status, 503);
  const count = async () => (await vk.messages(account, client, { from: 'account' })).length;
  assert.equal(await count(), 0);
  await vk.fault(account, { kind: 'reset', when: 'before' });
  await assert.rejects(send({ message: 'lost' }));
  assert.equal(await count(), 0);
  await vk.fault(account, { kind: 'reset', when: 'after' });
  await assert.rejects(send({ message: 'through', random_id: 3 }));
  assert.equal(await count(), 1);
  assert.ok((await send({ message: 'through', random_id: 3 })).response);
  assert.equal(await count(), 1, 'the repeat is the same message');
  await vk.fault(account, { kind: 'slow', ms: 120 });
  const begun = Date.now();
  assert.ok((await send({ message: 'slow' })).response);
  assert.ok(Date.now() - begun >= 115);
});

test('OPS-3: with a state file everything is there after a restart', async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'state.json');
  const first = await openStage({ state });
  const { account, client, send } = await first.talking({ screen_name: 'demoshop' });
  await first.must(account, 'groups.setLongPollSettings', {
    ...{ group_id: account.id, enabled: 1, message_new: 1 },
  });
  await first.vk.act(account, client, 'photo');
  await first.vk.settled(account, { pending: 1 });
  const sent = (await send({ message: 'kept', random_id: 8 })).response;
  first.receiver.answer = (_, response) => response.writeHead(500).end();
  await first.vk.text(account, client, 'undelivered');
  await first.close();
  const second = await openStage({ state });
  const shown = await second.vk.messages(account, client);
  assert.deepEqual(
    shown.map(({ text }) => text),
    ['hi', '', 'kept', 'undelivered'],
  );
  const again = { peer_id: client.id, random_id: 8, message: 'kept' };
  assert.equal(await second.must(account, 'messages.send', again), sent);
  const { items } = await second.must(account, 'groups.getCallbackServers', {
    group_id: account.id,
  });
  assert.deepEqual([items.length, items[0].status], [1, 'ok']);
  const server = await second.must(account, 'groups.getLongPollServer', { group_id: account.id });
  const query = new URLSearchParams({ act: 'a_check', key: server.key, ts: 0, wait: 0 });
  const { updates } = await (await fetch(`${server.server}?${query}`)).json();
  assert.equal(updates.length, 2);
  const { id, owner_id, access_key } = updates[0].object.message.attachments[0].photo;
  const attachment = `photo${owner_id}_${id}_${access_key}`;
  const fresh = { peer_id: client.id, random_id: 0, attachment };
  assert.ok((await second.must(account, 'messages.send', fresh)) > sent);
  assert.ok((await second.vk.account(account)).pending >= 2, 'one waits on each way');
  await second.simulator.ask('POST', '/control/reset', {});
  assert.deepEqual(await second.vk.accounts(), []);
  await second.close();
});
