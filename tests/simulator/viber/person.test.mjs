import assert from 'node:assert/strict';
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

test('OPS-3: every kind of message arrives with its own fields and downloadable bytes', async () => {
  const { account, client, events } = await stage.hooked();
  await viber.text(account, client, 'Hello');
  for (const kind of ['picture', 'video', 'file', 'sticker', 'location', 'contact']) {
    await viber.act(account, client, kind);
  }
  await viber.act(account, client, 'url', { url: 'https://example.com' });
  await viber.act(account, client, 'content', { content: { type: 'hologram', x: 1 } });
  const messages = (await events('message', 9)).map(({ message }) => message);
  const kinds = [
    'text',
    'picture',
    'video',
    'file',
    'sticker',
    'location',
    'contact',
    'url',
    'hologram',
  ];
  assert.deepEqual(
    messages.map(({ type }) => type),
    kinds,
  );
  const of = (type) => messages.find((one) => one.type === type);
  for (const type of ['picture', 'video', 'file', 'sticker']) {
    const response = await fetch(of(type).media);
    const { byteLength } = await response.arrayBuffer();
    assert.ok(byteLength > 0);
    const said = of(type).size ?? of(type).file_size;
    if (said !== undefined) assert.equal(byteLength, said);
  }
  assert.equal(of('contact').contact.phone_number, '+375291112233');
  assert.ok(Math.abs(of('location').location.lat) <= 90);
  assert.ok(Number.isInteger(of('sticker').sticker_id));
});

test('OPS-3: a first message makes a subscriber without an event for it', async () => {
  const { account, client, events } = await stage.hooked();
  await viber.text(account, client, 'hi');
  await events('message');
  const [chat] = await viber.chats(account);
  assert.equal(chat.subscribed, true);
  await viber.settled(account);
  assert.ok(!receiver.posted.some(({ body }) => body.event === 'subscribed'));
});

test('OPS-3: who unsubscribed gets nothing (6) until subscribing again', async () => {
  const { account, client, user, send, events } = await stage.subscribed();
  await send({ text: 'x', tracking_data: 't:1' });
  await viber.act(account, client, 'block');
  const [gone] = await events('unsubscribed');
  assert.deepEqual([gone.user_id, gone.user], [user, undefined]);
  assert.equal((await send({ text: 'x' })).status, 6);
  await assert.rejects(viber.text(account, client, 'x'), /unsubscribed/);
  await viber.act(account, client, 'unblock');
  const [back] = await events('subscribed');
  assert.equal(back.user.id, user);
  assert.equal((await send({ text: 'x' })).status, 0);
});

test('OPS-3: the answer to conversation_started welcomes who opens the chat', async () => {
  const { account, client, events } = await stage.hooked();
  const welcome = {
    ...{
      sender: { name: 'Demo shop' },
      type: 'text',
      text: 'Press Start',
      tracking_data: 'src_abc',
    },
    keyboard: { Type: 'keyboard', Buttons: [{ ActionBody: 'start', Text: 'Start' }] },
  };
  receiver.answer = ({ body }, response) =>
    response.end(body.event === 'conversation_started' ? JSON.stringify(welcome) : '');
  const { user_id } = await viber.act(account, client, 'start', { payload: 'src_abc' });
  const [opened] = await events('conversation_started');
  assert.deepEqual([opened.context, opened.type, opened.subscribed], ['src_abc', 'open', false]);
  const [message] = await viber.received(account, client, 1);
  assert.equal(message.text, 'Press Start');
  const plain = { receiver: user_id, type: 'text', text: 'x', sender: { name: 'S' } };
  assert.equal((await stage.call(account, 'send_message', plain)).status, 6);
  await viber.act(account, client, 'press', { text: 'Start' });
  const [said] = await events('message');
  assert.deepEqual([said.message.text, said.message.tracking_data], ['start', 'src_abc']);
});

test('OPS-3: a welcome that breaks the rules is shown to nobody and is on record', async () => {
  const { account, client } = await stage.hooked();
  receiver.answer = (_, response) => response.end('{"type":"text","text":""}');
  await viber.act(account, client, 'start');
  const query = { method: 'welcome_message', count: 1, wait: 5000 };
  const [call] = await viber.calls(account, query);
  assert.deepEqual([call.status, call.outcome], [3, 'badData: text is empty']);
  assert.deepEqual(await viber.messages(account, client, { from: 'account' }), []);
});

test('OPS-3: a pressed button is a text, silent ones leave nothing in the chat', async () => {
  const { account, client, send, events } = await stage.subscribed();
  const Buttons = [
    { Columns: 3, ActionBody: 'b:1', Text: 'Yes', Silent: true },
    { Columns: 3, ActionType: 'open-url', ActionBody: 'https://example.com', Text: 'Site' },
    { ActionType: 'share-phone', ActionBody: 'phone', Text: 'Phone' },
    { ActionType: 'location-picker', ActionBody: 'place', Text: 'Place' },
    { ActionType: 'none', Text: 'Nothing' },
  ];
  await send({ text: 'Well?', min_api_version: 3, keyboard: { Type: 'keyboard', Buttons } });
  await viber.act(account, client, 'press', { text: 'Nothing' });
  await viber.act(account, client, 'press', { text: 'Yes' });
  const shown = await viber.messages(account, client, { from: 'client' });
  assert.deepEqual(
    shown.map(({ text }) => text),
    ['hi'],
  );
  const pressed = await viber.act(account, client, 'press', { text: 'Site' });
  assert.equal(pressed.url, 'https://example.com');
  await viber.act(account, client, 'press', { payload: 'phone' });
  await viber.act(account, client, 'press', { payload: 'place' });
  const said = (await events('message', 5)).slice(1);
  assert.deepEqual(
    said.map(({ silent, message }) => [message.type, message.text, silent]),
    [
      ['text', 'b:1', true],
      ['text', 'https://example.com', false],
      ['contact', undefined, false],
      ['location', undefined, false],
    ],
  );
  await assert.rejects(viber.act(account, client, 'press', { text: 'No' }), /no such button/);
});

test('OPS-3: what a person of Viber can not do is said', async () => {
  const { account, client } = await stage.hooked();
  for (const action of ['edit', 'typing', 'voice', 'react']) {
    await assert.rejects(viber.act(account, client, action), /a client can't/);
  }
  await assert.rejects(viber.text(account, { id: 'nobody' }, 'x'), /there is no client nobody/);
});
