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

const textsOf = async (account, client) =>
  (await vk.messages(account, client, { from: 'account' })).map(({ text }) => text);

test('OPS-3: a message is answered with its number and told back as message_reply', async () => {
  const { account, client, send, events } = await stage.talking();
  const { response } = await send({ message: 'Good day', random_id: 77, payload: '{"mine":1}' });
  const [{ object }] = await events('message_reply');
  const { date, version, ...rest } = object;
  assert.ok(date > 0 && version > 0);
  assert.deepEqual(rest, {
    ...{ id: response, peer_id: client.id, from_id: -account.id, out: 1, text: 'Good day' },
    ...{ conversation_message_id: 2, random_id: 77, important: false, is_hidden: false },
    ...{ fwd_messages: [], attachments: [] },
  });
  const kept = await stage.must(account, 'messages.getById', { message_ids: response });
  assert.deepEqual([kept.count, kept.items[0].payload], [1, '{"mine":1}']);
  const again = await stage.must(account, 'messages.getById', { peer_id: client.id, cmids: '2,9' });
  assert.deepEqual(
    again.items.map(({ id }) => id),
    [response],
  );
});

test('OPS-3: the same random_id to the same person is one message', async () => {
  const { account, client, send } = await stage.talking();
  const first = await send({ message: 'once', random_id: 5 });
  const second = await send({ message: 'once', random_id: 5 });
  assert.equal(first.response, second.response);
  const wide = { message: 'wide', random_id: '9223372036854775807' };
  assert.equal((await send(wide)).response, (await send(wide)).response);
  const zero = [await send({ message: 'z' }), await send({ message: 'z' })];
  assert.notEqual(zero[0].response, zero[1].response);
  assert.deepEqual(await textsOf(account, client), ['once', 'wide', 'z', 'z']);
});

test('OPS-3: a message to many is answered for each', async () => {
  const { account, client } = await stage.talking();
  const stranger = await vk.addClient();
  const other = await vk.addClient();
  await vk.text(account, other, 'hi');
  const many = { peer_ids: `${client.id},${stranger.id},${other.id},1`, random_id: 9 };
  const answer = await stage.must(account, 'messages.send', { ...many, message: 'news' });
  assert.deepEqual(
    answer.map(({ peer_id, error }) => [peer_id, error?.code ?? 0]),
    [
      [client.id, 0],
      [stranger.id, 901],
      [other.id, 0],
      [1, 936],
    ],
  );
  assert.deepEqual([answer[1].message_id, typeof answer[1].error.description], [0, 'string']);
  assert.ok(answer[0].message_id > 0 && answer[0].conversation_message_id === 2);
  const repeated = await stage.must(account, 'messages.send', { ...many, message: 'news' });
  assert.equal(repeated[0].message_id, answer[0].message_id);
  assert.deepEqual(await textsOf(account, client), ['news']);
  const tooMany = Array.from({ length: 101 }, (_, n) => n + 1).join();
  const refused = await stage.call(account, 'messages.send', {
    ...{ peer_ids: tooMany, random_id: 1, message: 'x' },
  });
  assert.equal(codeOf(refused), 100);
});

test('OPS-3: each wrong message has its error', async () => {
  const { account, client, send } = await stage.talking({ limits: false });
  const upTo = await send({ message: 'я'.repeat(9000) });
  assert.ok(upTo.response > 0);
  const wrong = [
    [914, { message: 'я'.repeat(9001) }],
    [100, { message: '' }],
    [100, { message: '   ' }],
    [100, { message: 'x', random_id: null }],
    [100, { message: 'x', random_id: 'abc' }],
    [100, { message: 'x', random_id: '9223372036854775808' }],
    [100, { message: 'x', peer_id: null }],
    [100, { message: 'x', attachment: 'photo' }],
    [100, { message: 'x', attachment: 'photo-1_2' }],
    [100, { message: 'x', payload: 'x'.repeat(1001) }],
    [100, { message: 'x', template: '{' }],
    [100, { message: 'x', intent: 'spam' }],
    [100, { message: 'x', reply_to: 999_999 }],
    [100, { lat: 91, long: 0 }],
    [913, { message: 'x', forward_messages: Array.from({ length: 101 }, () => 1).join() }],
    [917, { message: 'x', peer_id: 2_000_000_001 }],
    [932, { message: 'x', peer_id: -5 }],
    [936, { message: 'x', peer_id: 5 }],
  ];
  for (const [code, params] of wrong) {
    assert.equal(codeOf(await send(params)), code, JSON.stringify(params).slice(0, 60));
  }
  assert.equal((await textsOf(account, client)).length, 1);
});

test('OPS-3: a place, a sticker, an answer and a forward can be sent', async () => {
  const { account, client, send, events } = await stage.talking();
  const [asked] = await vk.messages(account, client);
  await send({ lat: 53.9, long: 27.56 });
  await send({ sticker_id: 5 });
  await send({ message: 'to that', reply_to: asked.id });
  await send({ forward: JSON.stringify({ message_ids: [asked.id] }) });
  const sent = (await events('message_reply', 4)).map(({ object }) => object);
  assert.deepEqual(sent[0].geo.coordinates, { latitude: 53.9, longitude: 27.56 });
  assert.equal(sent[1].attachments[0].sticker.sticker_id, 5);
  assert.equal(sent[2].reply_message.id, asked.id);
  assert.equal(sent[3].fwd_messages[0].text, 'hi');
});

test('OPS-3: who may not be written to has an error of their own', async () => {
  const { account } = await stage.talking();
  const refusalFor = async (fields, write) => {
    const client = await vk.addClient(fields);
    if (write) await vk.text(account, client, 'hi');
    const to = { peer_id: client.id, random_id: 0, message: 'x' };
    return codeOf(await stage.call(account, 'messages.send', to));
  };
  assert.equal(await refusalFor({}, false), 901);
  assert.equal(await refusalFor({ privacy: 'closed' }, true), 902);
  assert.equal(await refusalFor({ deactivated: 'banned' }, false), 18);
});

test('OPS-3: without messages of the community nothing is sent', async () => {
  const { account, client, send } = await stage.talking();
  const off = { group_id: account.id, messages: 0 };
  await stage.must(account, 'groups.setSettings', off);
  assert.equal(codeOf(await send({ message: 'x' })), 15);
  const which = { group_id: account.id, user_id: client.id };
  assert.equal(codeOf(await stage.call(account, 'messages.isMessagesFromGroupAllowed', which)), 15);
});

test('OPS-3: own messages can be edited for 24 hours', async () => {
  const { account, client, send, events } = await stage.talking();
  const message_id = (await send({ message: 'tpyo' })).response;
  const edit = (params) => stage.call(account, 'messages.edit', { peer_id: client.id, ...params });
  assert.equal((await edit({ message_id, message: 'typo' })).response, 1);
  const [{ object }] = await events('message_edit');
  assert.deepEqual([object.id, object.text, object.out], [message_id, 'typo', 1]);
  assert.equal((await edit({ cmid: 2, message: 'by cmid' })).response, 1);
  assert.deepEqual(await textsOf(account, client), ['by cmid']);
  assert.equal(codeOf(await edit({ cmid: 1, message: 'not mine' })), 15);
  assert.equal(codeOf(await edit({ message_id: 999_999, message: 'x' })), 100);
  assert.equal(codeOf(await edit({ message_id, message: 'x'.repeat(9001) })), 914);
  await vk.age(account, client, 25);
  assert.equal(codeOf(await edit({ message_id, message: 'late' })), 909);
});

test('OPS-3: a deleted message goes from the phone when it is for all', async () => {
  const { account, client, send } = await stage.talking();
  const first = (await send({ message: 'one' })).response;
  const second = (await send({ message: 'two' })).response;
  const shown = async () =>
    (await vk.messages(account, client, { from: 'account' })).map(
      ({ deleted }) => deleted === true,
    );
  const own = await stage.must(account, 'messages.delete', { message_ids: first });
  assert.deepEqual([own, await shown()], [{ [first]: 1 }, [false, false]]);
  const ids = `${first},999999`;
  const all = await stage.must(account, 'messages.delete', { message_ids: ids, delete_for_all: 1 });
  assert.deepEqual([all, await shown()], [{ [first]: 1, 999999: 0 }, [true, false]]);
  const byCmid = { peer_id: client.id, cmids: 3, delete_for_all: 1 };
  assert.deepEqual(await stage.must(account, 'messages.delete', byCmid), { 3: 1 });
  assert.deepEqual(await shown(), [true, true]);
  const kept = await stage.must(account, 'messages.getById', { message_ids: second });
  assert.equal(kept.count, 0);
});

test('OPS-3: reading and activity of the community reach the phone', async () => {
  const { account, client } = await stage.talking();
  const peer_id = client.id;
  await stage.must(account, 'messages.setActivity', { peer_id, type: 'typing' });
  assert.equal((await vk.chats(account))[0].activity.type, 'typing');
  const strange = await stage.call(account, 'messages.setActivity', { peer_id, type: 'dance' });
  assert.equal(codeOf(strange), 100);
  const whole = { peer_id, mark_conversation_as_read: 1 };
  assert.equal(await stage.must(account, 'messages.markAsRead', whole), 1);
  const [message] = await vk.messages(account, client);
  assert.equal(message.state, 'read');
});

test('OPS-3: twenty calls a second and no more, unless limits are lifted', async () => {
  const { account } = await stage.opened();
  const burst = () =>
    Promise.all(Array.from({ length: 40 }, () => stage.call(account, 'groups.getById')));
  const refused = (await burst()).filter((answer) => answer.error?.error_code === 6);
  assert.ok(refused.length >= 20 && refused.length < 40, `${refused.length} refused`);
  await vk.setOptions(account, { limits: false });
  assert.ok((await burst()).every(({ response }) => response));
});
