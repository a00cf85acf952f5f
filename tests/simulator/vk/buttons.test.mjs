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

const action = (type, more) => ({ action: { type, label: 'Go', ...more } });
const rows = (...buttons) => JSON.stringify({ inline: true, buttons: [buttons] });
const labels = (count) => Array.from({ length: count }, () => action('text', {}));

test('OPS-3: a text button answers with its label and its payload as a string', async () => {
  const { account, client, send, events } = await stage.talking();
  const payload = '{"b":"17:1"}';
  const keyboard = JSON.stringify({
    ...{
      one_time: true,
      buttons: [[{ ...action('text', { label: 'Yes', payload }), color: 'positive' }]],
    },
  });
  await send({ message: 'Sure?', keyboard });
  const [chat] = await vk.chats(account);
  assert.deepEqual(chat.keyboard, [[{ text: 'Yes', kind: 'reply', payload, colour: '#4bb34b' }]]);
  await vk.act(account, client, 'press', { payload });
  const [, { object }] = await events('message_new', 2);
  assert.deepEqual([object.message.text, object.message.payload], ['Yes', payload]);
  assert.equal((await vk.chats(account))[0].keyboard, null, 'it was for one time');
});

test('OPS-3: a callback button is told with an object and waits for its answer', async () => {
  const { account, client, send, events } = await stage.talking();
  const keyboard = rows(action('callback', { label: 'Yes', payload: { b: '17:1' } }));
  await send({ message: 'Sure?', keyboard });
  const pressed = vk.act(account, client, 'press', { text: 'Yes', wait: 5000 });
  const [{ object, event_id }] = await events('message_event');
  const { event_id: inner, ...rest } = object;
  assert.deepEqual(rest, {
    ...{ user_id: client.id, peer_id: client.id },
    ...{ payload: { b: '17:1' }, conversation_message_id: 2 },
  });
  assert.notEqual(inner, event_id);
  const which = { event_id: inner, user_id: client.id, peer_id: client.id };
  const event_data = JSON.stringify({ type: 'show_snackbar', text: 'Saved' });
  const answer = (params) => stage.call(account, 'messages.sendMessageEventAnswer', params);
  for (const wrong of [
    '{',
    '{"type":"dance"}',
    `{"type":"show_snackbar","text":"${'x'.repeat(91)}"}`,
  ]) {
    assert.equal(codeOf(await answer({ ...which, event_data: wrong })), 100);
  }
  assert.equal(codeOf(await answer({ ...which, user_id: 1 })), 100);
  assert.equal((await answer({ ...which, event_data })).response, 1);
  assert.deepEqual((await pressed).answer, { type: 'show_snackbar', text: 'Saved' });
  assert.equal(codeOf(await answer(which)), 100, 'one answer only');
  assert.equal((await vk.messages(account, client, { from: 'client' })).length, 1);
});

test('OPS-3: a press can be answered without showing anything', async () => {
  const { account, client, send, events } = await stage.talking();
  await send({ message: 'x', keyboard: rows(action('callback', { payload: '{"a":1}' })) });
  await vk.act(account, client, 'press', { payload: '{"a":1}' });
  const [{ object }] = await events('message_event');
  assert.deepEqual(object.payload, { a: 1 });
  const which = { event_id: object.event_id, user_id: client.id, peer_id: client.id };
  assert.equal(await stage.must(account, 'messages.sendMessageEventAnswer', which), 1);
});

test('OPS-3: a link button opens, a location button answers with a place', async () => {
  const { account, client, send, events } = await stage.talking();
  const open = { label: 'Site', link: 'https://example.com/o/17' };
  const where = { action: { type: 'location', payload: '{"l":1}' } };
  await send({ message: 'x', keyboard: rows(action('open_link', open), where) });
  const opened = await vk.act(account, client, 'press', { text: 'Site' });
  assert.deepEqual(opened, { url: open.link });
  await vk.act(account, client, 'press', { payload: '{"l":1}' });
  const [, { object }] = await events('message_new', 2);
  assert.equal(object.message.payload, '{"l":1}');
  assert.equal(object.message.geo.type, 'point');
  await assert.rejects(vk.act(account, client, 'press', { text: 'Nope' }), /404.*no such button/);
});

test('OPS-3: an old client cannot press callback buttons', async () => {
  const { account, client, send } = await stage.talking({}, { old_client: true });
  await send({ message: 'x', keyboard: rows(action('callback', { payload: '{}' })) });
  await assert.rejects(vk.act(account, client, 'press', { text: 'Go' }), /409.*no callback/);
});

test('OPS-3: a keyboard stays until an empty one takes it away', async () => {
  const { account, send } = await stage.talking();
  await send({ message: 'x', keyboard: JSON.stringify({ buttons: [labels(2)] }) });
  await send({ message: 'y' });
  assert.equal((await vk.chats(account))[0].keyboard[0].length, 2);
  await send({ message: 'z', keyboard: JSON.stringify({ buttons: [], one_time: true }) });
  assert.equal((await vk.chats(account))[0].keyboard, null);
});

test('OPS-3: keyboards of a wrong form are error 911', async () => {
  const { send } = await stage.talking({ limits: false });
  const ten = Array.from({ length: 10 }, () => labels(5));
  const wrong = {
    'no JSON': '{',
    'no object': '"x"',
    'no rows': '{"buttons":1}',
    'an empty row': '{"buttons":[[]]}',
    'no action': '{"buttons":[[{}]]}',
    'an unknown action': JSON.stringify({ buttons: [[action('jump')]] }),
    'six in a row': JSON.stringify({ buttons: [labels(6)] }),
    'eleven rows': JSON.stringify({ buttons: Array.from({ length: 11 }, () => labels(1)) }),
    'fifty buttons': JSON.stringify({ buttons: ten }),
    'seven inline rows': JSON.stringify({
      ...{ inline: true, buttons: Array.from({ length: 7 }, () => labels(1)) },
    }),
    'eleven inline buttons': JSON.stringify({
      ...{ inline: true, buttons: [labels(5), labels(5), labels(1)] },
    }),
    'inline and one_time': JSON.stringify({ inline: true, one_time: true, buttons: [labels(1)] }),
    'a long label': rows(action('text', { label: 'x'.repeat(41) })),
    'a long payload': rows(action('text', { payload: `"${'x'.repeat(255)}"` })),
    'a payload that is no JSON': rows(action('text', { payload: 'abc' })),
    'a callback without payload': rows(action('callback', {})),
    'a link without address': rows(action('open_link', {})),
    'a coloured link': rows({ ...action('open_link', { link: 'https://a.b' }), color: 'primary' }),
    'an unknown colour': rows({ ...action('text', {}), color: 'pink' }),
  };
  for (const [what, keyboard] of Object.entries(wrong)) {
    assert.equal(codeOf(await send({ message: 'x', keyboard })), 911, what);
  }
  const full = Array.from({ length: 8 }, () => labels(5));
  const fits = await send({ message: 'x', keyboard: JSON.stringify({ buttons: full }) });
  assert.ok(fits.response > 0);
});

test('OPS-3: without bot ability keyboards are error 912', async () => {
  const { account, send } = await stage.talking();
  const off = { group_id: account.id, bots_capabilities: 0 };
  await stage.must(account, 'groups.setSettings', off);
  assert.equal(codeOf(await send({ message: 'x', keyboard: rows(action('text', {})) })), 912);
  assert.ok((await send({ message: 'x' })).response > 0);
});

test('OPS-3: cards of a carousel have buttons, too', async () => {
  const { account, client, send, events } = await stage.talking();
  const card = { title: 'A', description: 'B', buttons: [action('text', { payload: '{"c":1}' })] };
  const template = (count) =>
    JSON.stringify({ type: 'carousel', elements: Array.from({ length: count }, () => card) });
  assert.equal(codeOf(await send({ message: 'x', template: template(11) })), 100);
  await send({ message: 'x', template: template(2) });
  const [shown] = await vk.messages(account, client, { from: 'account' });
  assert.deepEqual(
    shown.attachments.map(({ kind, title }) => [kind, title]),
    [
      ['card', 'A'],
      ['card', 'A'],
    ],
  );
  await vk.act(account, client, 'press', { message_id: shown.id, payload: '{"c":1}' });
  const [, { object }] = await events('message_new', 2);
  assert.equal(object.message.payload, '{"c":1}');
});
