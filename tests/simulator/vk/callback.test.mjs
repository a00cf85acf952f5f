import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { until } from '../../support/until.mjs';
import { askedDelay, repeatAfter } from './callback_server.mjs';
import { codeOf, openStage } from './test_stage.mjs';

let stage;
let vk;
let receiver;
before(async () => {
  stage = await openStage();
  ({ vk, receiver } = stage);
});
beforeEach(() => receiver.clear());
after(() => stage.close());

const statusOf = async (account) => {
  const answer = await stage.must(account, 'groups.getCallbackServers', { group_id: account.id });
  return answer.items.map(({ status }) => status);
};

test('OPS-3: VK asks the new address for the code before the call is answered', async () => {
  const { account } = await stage.opened();
  const code = await stage.confirming(account);
  const { server_id } = await stage.must(account, 'groups.addCallbackServer', {
    ...{ group_id: account.id, url: `${receiver.url}/a`, title: 'Demo', secret_key: 's3c' },
  });
  assert.deepEqual(receiver.posted[0].body, {
    ...{ type: 'confirmation', group_id: account.id, secret: 's3c' },
  });
  const { items, count } = await stage.must(account, 'groups.getCallbackServers', {
    group_id: account.id,
  });
  assert.equal(count, 1);
  const url = `${receiver.url}/a`;
  const expected = { id: server_id, title: 'Demo', creator_id: 0, url, secret_key: 's3c' };
  assert.deepEqual(items, [{ ...expected, status: 'ok' }]);
  const next = await stage.must(account, 'groups.getCallbackConfirmationCode', {
    group_id: account.id,
  });
  assert.notEqual(next.code, code);
});

test('OPS-3: an address with another answer fails and hears of nothing', async () => {
  const { account, client } = await stage.opened();
  receiver.answer = (_, response) => response.end('not the code');
  const { server_id } = await stage.must(account, 'groups.addCallbackServer', {
    ...{ group_id: account.id, url: `${receiver.url}/b`, title: 'Demo' },
  });
  const on = { group_id: account.id, server_id, message_new: 1 };
  await stage.must(account, 'groups.setCallbackSettings', on);
  assert.deepEqual(await statusOf(account), ['failed']);
  await vk.text(account, client, 'lost');
  assert.equal((await vk.account(account)).pending, 0);
  await stage.confirming(account);
  const edited = { group_id: account.id, server_id, url: `${receiver.url}/c`, title: 'Again' };
  assert.equal(await stage.must(account, 'groups.editCallbackServer', edited), 1);
  assert.deepEqual(await statusOf(account), ['ok']);
  await vk.text(account, client, 'heard');
  const [, heard] = await receiver.got(2, ({ url }) => url.pathname === '/c');
  assert.equal(heard.body.object.message.text, 'heard');
});

test('OPS-3: with confirm after, the server waits until its address has answered', async () => {
  const { account } = await stage.opened({ confirm: 'after' });
  let answerLater;
  receiver.answer = (_, response) => (answerLater = (code) => response.end(code));
  const { code } = await stage.must(account, 'groups.getCallbackConfirmationCode', {
    group_id: account.id,
  });
  const fields = { group_id: account.id, url: `${receiver.url}/d`, title: 'Demo' };
  await stage.must(account, 'groups.addCallbackServer', fields);
  await receiver.got(1);
  assert.deepEqual(await statusOf(account), ['wait']);
  answerLater(code);
  await until('ok', async () => (await statusOf(account))[0] === 'ok');
});

test('OPS-3: the eleventh server is refused, others stay beside ours', async () => {
  const { account } = await stage.hooked();
  for (let n = 0; n < 9; n += 1) {
    await vk.ask('POST', `/accounts/${account.id}/servers`, { title: `Other ${n}` });
  }
  const fields = { group_id: account.id, url: `${receiver.url}/e`, title: 'Demo' };
  assert.equal(codeOf(await stage.call(account, 'groups.addCallbackServer', fields)), 2000);
  const statuses = await statusOf(account);
  assert.deepEqual([statuses.length, statuses[0], statuses[9]], [10, 'ok', 'unconfigured']);
});

test('OPS-3: what a server may be called and hold is bounded', async () => {
  const { account } = await stage.opened();
  const good = { group_id: account.id, url: `${receiver.url}/f`, title: 'Demo' };
  for (const wrong of [
    { title: 'fifteen letters' },
    { title: '' },
    { secret_key: 's'.repeat(51) },
    { url: 'nowhere' },
    { group_id: '' },
  ]) {
    const answer = await stage.call(account, 'groups.addCallbackServer', { ...good, ...wrong });
    assert.equal(codeOf(answer), 100, JSON.stringify(wrong));
  }
  const foreign = await stage.call(account, 'groups.addCallbackServer', { ...good, group_id: 1 });
  assert.equal(codeOf(foreign), 203);
});

test('OPS-3: only kinds of events that are on are sent', async () => {
  const { account, client, events } = await stage.hooked({}, {}, { message_typing_state: 0 });
  await vk.act(account, client, 'typing');
  await vk.text(account, client, 'hi');
  await vk.settled(account);
  const [{ secret, group_id, v, event_id }] = await events('message_new');
  assert.deepEqual([secret, group_id, v, event_id.length], ['s3c', account.id, '5.199', 40]);
  const kinds = receiver.posted.map(({ body }) => body.type);
  assert.deepEqual(kinds, ['confirmation', 'message_new']);
});

test('OPS-3: below 5.103 a new message is flat', async () => {
  const { account, client, events } = await stage.hooked({}, {}, { api_version: '5.95' });
  await vk.text(account, client, 'old form');
  const [{ object, v }] = await events('message_new');
  assert.deepEqual([object.text, object.message, v], ['old form', undefined, '5.95']);
});

test('OPS-3: anything but 200 and exactly ok is repeated, with a counter', async () => {
  const { account, client } = await stage.hooked();
  const answers = ['"ok"', 'OK', '{"response":"ok"}', 'ok\n'];
  receiver.answer = (_, response) => response.end(answers.shift() ?? 'ok');
  await vk.text(account, client, 'again');
  await vk.settled(account);
  const tries = receiver.posted.filter(({ body }) => body.type === 'message_new');
  const counters = tries.map(({ headers }) => headers['x-retry-counter']);
  assert.deepEqual(counters, [undefined, '1', '2', '3', '4']);
  assert.equal(new Set(tries.map(({ body }) => body.event_id)).size, 1);
  const deliveries = await vk.deliveries(account, { event: 'message_new' });
  assert.deepEqual(
    deliveries.map(({ accepted }) => accepted),
    [false, false, false, false, true],
  );
});

test('OPS-3: the body remove takes the server away', async () => {
  const { account, client } = await stage.hooked();
  receiver.answer = (_, response) => response.end('remove');
  await vk.text(account, client, 'bye');
  await vk.settled(account);
  assert.deepEqual(await statusOf(account), []);
});

test('OPS-3: a server that fails too long is switched off', async () => {
  const { account, client } = await stage.hooked({ give_up_after: 3 });
  receiver.answer = (_, response) => response.writeHead(500).end('ok');
  await vk.text(account, client, 'into the void');
  await vk.settled(account);
  assert.deepEqual(await statusOf(account), ['failed']);
  assert.equal((await vk.deliveries(account, { event: 'message_new' })).length, 3);
});

test('OPS-3: 410, 429 and 503 with Retry-After are later, not failures', async () => {
  const { account, client } = await stage.hooked({ give_up_after: 1 });
  const statuses = [503, 429, 410];
  receiver.answer = (_, response) => {
    const status = statuses.shift() ?? 200;
    const when = new Date(Date.now() + 3000).toUTCString();
    response.writeHead(status, status === 200 ? {} : { 'retry-after': when }).end('ok');
  };
  await vk.text(account, client, 'later');
  await vk.settled(account);
  assert.deepEqual(await statusOf(account), ['ok']);
  const asked = (status, header) => askedDelay({ status, headers: { 'retry-after': header } });
  assert.equal(asked(503, '60'), 60);
  assert.equal(asked(429, '99999'), 3 * 3600);
  assert.equal(asked(500, '60'), null);
  assert.equal(askedDelay({ status: 503, headers: {} }), null);
});

test('OPS-3: the first repeat comes after 18 s, later ones rarer', () => {
  assert.deepEqual([1, 2, 3, 8, 9, 20].map(repeatAfter), [18, 36, 72, 2304, 3600, 3600]);
});

test('OPS-3: an event can come twice or in another order', async () => {
  const { account, client, events } = await stage.hooked();
  await vk.fault(account, { kind: 'duplicate' });
  await vk.text(account, client, 'twice');
  const twice = await events('message_new', 2);
  assert.equal(twice[0].event_id, twice[1].event_id);
  await vk.fault(account, { kind: 'reorder' });
  await vk.text(account, client, 'first');
  await vk.text(account, client, 'second');
  const all = await events('message_new', 4);
  assert.deepEqual(
    all.slice(2).map(({ object }) => object.message.text),
    ['second', 'first'],
  );
});

test('OPS-3: a deleted server hears of nothing more', async () => {
  const { account, client, server_id } = await stage.hooked();
  const which = { group_id: account.id, server_id };
  assert.equal(await stage.must(account, 'groups.deleteCallbackServer', which), 1);
  assert.equal(codeOf(await stage.call(account, 'groups.deleteCallbackServer', which)), 100);
  await vk.text(account, client, 'nobody');
  assert.equal(receiver.posted.filter(({ body }) => body.type === 'message_new').length, 0);
});
