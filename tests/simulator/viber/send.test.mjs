import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sample } from '../shared/samples.mjs';
import { openStage } from './test_stage.mjs';

let stage;
let viber;
let receiver;
const picture = sample('dress.jpg').bytes;
const clip = sample('clip.mp4').bytes;
const price = sample('price.pdf').bytes;

before(async () => {
  stage = await openStage();
  ({ viber, receiver } = stage);
});
beforeEach(() => receiver.clear());
after(() => stage.close());

/** The digits themselves: a double would lose the last of them. */
const tokenOf = (raw) => /"message_token":(\d+)/.exec(raw)[1];
const statusOf = async (answer) => (await answer).status;
/** The newest message once it has this state. */
async function inState({ account, client }, state) {
  const found = await viber.messages(account, client, {
    state,
    from: 'account',
    count: 1,
    wait: 5000,
  });
  return found.at(-1);
}

test('OPS-3: a text reaches the person and tells so once per device, then seen', async () => {
  const pair = await stage.subscribed({}, { devices: 2 });
  const answer = await pair.send({ text: 'Hello' });
  assert.deepEqual(
    [answer.http, answer.status, answer.status_message, answer.billing_status],
    [200, 0, 'ok', 1],
  );
  const token = tokenOf(answer.raw);
  const [message] = await viber.received(pair.account, pair.client, 1);
  assert.deepEqual([message.text, message.id], ['Hello', token]);
  await pair.events('delivered', 2);
  await viber.act(pair.account, pair.client, 'read');
  const [seen] = await pair.events('seen');
  assert.equal(seen.user_id, pair.user);
  await viber.settled(pair.account);
  const receipts = receiver.posted.filter(({ body }) => body.user_id === pair.user);
  assert.deepEqual(
    receipts.map(({ raw }) => tokenOf(raw)),
    [token, token, token],
  );
  assert.equal((await viber.messages(pair.account, pair.client)).at(-1).state, 'read');
});

test('OPS-3: with auto_read a message is seen as it comes; receipts can be switched off', async () => {
  const pair = await stage.subscribed();
  await viber.setOptions(pair.account, { auto_read: true });
  await pair.send({ text: 'one' });
  await pair.events('seen');
  await viber.settled(pair.account);
  receiver.clear();
  await viber.fault(pair.account, { kind: 'receipts_off' });
  await pair.send({ text: 'two' });
  await inState(pair, 'delivered');
  await viber.text(pair.account, pair.client, 'end');
  await viber.settled(pair.account);
  assert.deepEqual(
    receiver.posted.map(({ body }) => body.event),
    ['message'],
  );
});

test('OPS-3: every field of every type is checked: 4 when missing, 3 when wrong', async () => {
  const { send } = await stage.subscribed();
  const media = `${receiver.url}/a.jpg`;
  const video = { type: 'video', media: `${receiver.url}/a.mp4`, size: 10 };
  const file = { type: 'file', media: `${receiver.url}/a.pdf`, size: 10, file_name: 'a.pdf' };
  const refused = [
    [4, { receiver: undefined, text: 'x' }],
    [4, { type: undefined }],
    [4, { sender: undefined, text: 'x' }],
    [4, { sender: {}, text: 'x' }],
    [3, { sender: { name: 'n'.repeat(29) }, text: 'x' }],
    [3, { type: 'voice' }],
    [4, {}],
    [3, { text: '' }],
    [3, { text: 'я'.repeat(7001) }],
    [3, { text: 'x', tracking_data: 't'.repeat(4001) }],
    [3, { text: 'x', min_api_version: '7' }],
    [4, { type: 'picture', text: '' }],
    [4, { type: 'picture', media }],
    [3, { type: 'picture', media, text: 'x'.repeat(769) }],
    [3, { type: 'picture', media: `${receiver.url}/a?name=a.jpg`, text: '' }],
    [3, { type: 'picture', media: 'ftp://example.com/a.jpg', text: '' }],
    [3, { type: 'picture', media: `${receiver.url}/${'a'.repeat(2000)}.jpg`, text: '' }],
    [4, { ...video, size: undefined }],
    [3, { ...video, size: 26 * 1024 * 1024 + 1 }],
    [3, { ...video, duration: 181 }],
    [3, { ...video, media: `${receiver.url}/a.mov` }],
    [4, { ...file, size: undefined }],
    [3, { ...file, size: 50 * 1024 * 1024 + 1 }],
    [4, { ...file, file_name: undefined }],
    [3, { ...file, file_name: 'price' }],
    [3, { ...file, file_name: `${'p'.repeat(253)}.pdf` }],
    [3, { ...file, file_name: 'setup.EXE' }],
    [3, { ...file, media: `${receiver.url}/f/9d2` }],
    [4, { type: 'url' }],
    [3, { type: 'url', media: `https://example.com/${'x'.repeat(2000)}` }],
    [3, { type: 'location', location: { lat: 91, lon: 1 } }],
    [4, { type: 'location', location: { lat: 1 } }],
    [3, { type: 'contact', contact: { name: 'n'.repeat(29), phone_number: '+1' } }],
    [3, { type: 'contact', contact: { name: 'n', phone_number: '1'.repeat(19) } }],
    [3, { type: 'sticker', sticker_id: '46105' }],
    [14, { type: 'rich_media', rich_media: {} }],
  ];
  for (const [status, params] of refused) {
    const answer = await send(params);
    assert.equal(answer.status, status, `${JSON.stringify(params).slice(0, 90)}: ${answer.raw}`);
  }
});

test('OPS-3: what is within the limits goes through', async () => {
  const { send, account, client } = await stage.subscribed();
  const accepted = [
    { text: 'я'.repeat(7000), keyboard: null, min_api_version: null },
    { type: 'url', media: 'https://example.com' },
    { type: 'location', location: { lat: 50.45, lon: '30.52' } },
    { type: 'contact', contact: { name: 'Ira', phone_number: '+380501112233' } },
    { type: 'sticker', sticker_id: 46105 },
  ];
  for (const params of accepted) assert.equal(await statusOf(send(params)), 0);
  const kinds = (await viber.received(account, client, 5)).map(
    ({ attachments }) => attachments?.[0].kind,
  );
  assert.deepEqual(kinds, [undefined, 'link', 'location', 'contact', 'sticker']);
});

test('OPS-3: a request above 30 KB is refused, whatever is in it', async () => {
  const { send } = await stage.subscribed();
  assert.equal(await statusOf(send({ text: 'x', padding: 'p'.repeat(29 * 1024) })), 0);
  assert.equal(await statusOf(send({ text: 'x', padding: 'p'.repeat(31 * 1024) })), 3);
});

test('OPS-3: media is fetched by its address, and what came is on record', async () => {
  const pair = await stage.subscribed();
  const media = receiver.serve('/f/sig/dress.jpg', picture, { type: 'image/jpeg' });
  await pair.send({ type: 'picture', media, text: 'Wave', thumbnail: media });
  const shown = await inState(pair, 'delivered');
  assert.deepEqual(shown.fetched, {
    status: 200,
    type: 'image/jpeg',
    bytes: picture.length,
    error: null,
  });
  assert.deepEqual(shown.attachments, [{ kind: 'photo', url: media }]);
  const url = receiver.serve('/f/sig/clip.mp4', clip, { type: 'video/mp4' });
  await pair.send({ type: 'video', media: url, size: clip.length, duration: 2 });
  const file = receiver.serve('/f/sig/price.pdf', price, { type: 'application/pdf' });
  await pair.send({ type: 'file', media: file, size: price.length, file_name: 'price.pdf' });
  const query = { state: 'delivered', from: 'account', count: 3, wait: 5000 };
  const all = await viber.messages(pair.account, pair.client, query);
  assert.deepEqual(
    all.map(({ fetched }) => fetched.bytes),
    [picture.length, clip.length, price.length],
  );
});

test('OPS-3: media that is not what it should be makes the message fail later', async () => {
  const pair = await stage.subscribed({}, { primary_device_os: 'ios 17' });
  const large = Buffer.concat([picture, Buffer.alloc(1024 * 1024)]);
  const serve = (name, bytes, options) => receiver.serve(`/bad/${name}`, bytes, options);
  const photo = (media) => ({ type: 'picture', media, text: '' });
  const wrong = [
    [photo(`${receiver.url}/bad/nothing.jpg`), /nothing came|status/],
    [photo(serve('gone.jpg', picture, { status: 404 })), /status 404/],
    [photo(serve('typed.jpg', picture, { type: 'text/html' })), /Content-Type text\/html/],
    [photo(serve('fake.jpg', Buffer.from('<html>'), { type: 'image/jpeg' })), /bytes are not/],
    [photo(serve('large.jpg', large, { type: 'image/jpeg' })), /too large/],
    [{ type: 'video', media: serve('v.mp4', clip, { type: 'video/mp4' }), size: 5 }, /size says 5/],
    [
      {
        ...photo(serve('ok.jpg', picture, { type: 'image/jpeg' })),
        thumbnail: serve('t.jpg', large, { type: 'image/jpeg' }),
      },
      /more than/,
    ],
  ];
  for (const [params] of wrong) assert.equal(await statusOf(pair.send(params)), 0);
  const failed = await receiver.got(wrong.length, ({ body }) => body?.event === 'failed');
  const byToken = new Map(failed.map(({ raw, body }) => [tokenOf(raw), body.desc]));
  assert.equal(byToken.size, wrong.length);
  const query = { from: 'account', state: 'failed', count: wrong.length, wait: 5000 };
  const messages = await viber.messages(pair.account, pair.client, query);
  messages.forEach(({ id }, index) => assert.match(byToken.get(id), wrong[index][1]));
});

test('OPS-3: a keyboard is kept to its limits and stays until the next message', async () => {
  const { send, account, client } = await stage.subscribed();
  const keyboard = (button, more = {}) => ({
    text: 'x',
    min_api_version: 3,
    keyboard: {
      Type: 'keyboard',
      Buttons: [{ ActionBody: 'b:1', Text: 'Yes', ...button }],
      ...more,
    },
  });
  const wrong = [
    keyboard({ Columns: 7 }),
    keyboard({ Rows: 3 }),
    keyboard({ ActionType: 'call' }),
    keyboard({ Text: 't'.repeat(251) }),
    keyboard({ ActionType: 'open-url', ActionBody: 'b:1' }),
    keyboard({ BgColor: 'red' }),
    keyboard({}, { Type: 'rich_media' }),
    keyboard({}, { CustomDefaultHeight: 71 }),
    keyboard({}, { HeightScale: 19 }),
    keyboard({}, { InputFieldState: 'shut' }),
    keyboard({}, { Buttons: Array.from({ length: 13 }, () => ({ ActionBody: 'b' })) }),
    keyboard({}, { Buttons: [] }),
  ];
  for (const params of wrong)
    assert.equal(await statusOf(send(params)), 3, JSON.stringify(params.keyboard));
  assert.equal(await statusOf(send(keyboard({ ActionBody: undefined }))), 4);
  const phone = { ActionType: 'share-phone', ActionBody: 'p' };
  assert.equal(await statusOf(send({ ...keyboard(phone), min_api_version: 1 })), 14);
  assert.equal(await statusOf(send(keyboard({ Text: '<b>Yes</b>', Columns: 3 }))), 0);
  const [chat] = await viber.chats(account);
  assert.deepEqual([chat.keyboard.length, chat.keyboard[0][0].text], [1, 'Yes']);
  await send({ text: 'no more' });
  const [later] = await viber.chats(account);
  assert.deepEqual([later.keyboard, later.client.id], [null, client.id]);
});

test('OPS-3: a carousel has up to six cards and needs min_api_version 7', async () => {
  const { send, account, client } = await stage.subscribed();
  const card = { Columns: 6, Rows: 7, ActionBody: 'b:1', Text: 'Card' };
  const carousel = (count, more = {}) => ({
    ...{ type: 'rich_media', min_api_version: 7, alt_text: 'cards', ...more },
    rich_media: { Type: 'rich_media', Buttons: Array.from({ length: count }, () => card) },
  });
  assert.equal(await statusOf(send(carousel(7))), 3);
  assert.equal(await statusOf(send(carousel(1, { min_api_version: 6 }))), 14);
  assert.equal(await statusOf(send(carousel(6))), 0);
  const [message] = await viber.received(account, client, 1);
  assert.equal(message.attachments.length, 6);
  const old = await stage.subscribed({}, { api_version: 6 });
  assert.equal(await statusOf(old.send(carousel(1))), 13);
});

test('OPS-3: a broadcast has one token for all and names whom it did not reach', async () => {
  const { account, client, user } = await stage.subscribed();
  const other = await viber.addClient({ name: 'Oleg' });
  const { user_id } = await viber.text(account, other, 'hi');
  const gone = await viber.addClient({ name: 'Gone' });
  const { user_id: goneId } = await viber.text(account, gone, 'hi');
  await viber.act(account, gone, 'block');
  const message = { type: 'text', text: 'Sale', sender: { name: 'S' } };
  const list = [user, user_id, goneId, 'nobody=='];
  const answer = await stage.call(account, 'broadcast_message', {
    broadcast_list: list,
    ...message,
  });
  assert.equal(answer.status, 0);
  assert.deepEqual(answer.failed_list, [
    { receiver: goneId, status: 6, status_message: 'notSubscribed' },
    { receiver: 'nobody==', status: 5, status_message: 'notRegistered' },
  ]);
  const tokens = await Promise.all(
    [client, other].map(async (one) => (await viber.received(account, one, 1))[0].id),
  );
  assert.equal(new Set([...tokens, tokenOf(answer.raw)]).size, 1);
  const many = { broadcast_list: Array.from({ length: 301 }, (_, n) => `${n}`), ...message };
  assert.equal(await statusOf(stage.call(account, 'broadcast_message', many)), 3);
  await viber.setOptions(account, { can_broadcast: false });
  const refused = { broadcast_list: [user], ...message };
  assert.equal(await statusOf(stage.call(account, 'broadcast_message', refused)), 19);
});

test('OPS-3: more than 500 broadcasts in ten seconds are too many', async () => {
  const { account, user } = await stage.subscribed();
  const message = { broadcast_list: [user], type: 'text', text: 'x', sender: { name: 'S' } };
  const broadcast = () => stage.call(account, 'broadcast_message', message);
  const statuses = [];
  let left = 500;
  const worker = async () => {
    while (left-- > 0) statuses.push((await broadcast()).status);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  // Those above a hundred fail for the person who does not answer; the request itself is taken.
  assert.deepEqual([...new Set(statuses)], [0]);
  assert.equal((await broadcast()).status, 12);
  await viber.setOptions(account, { limits: false });
  assert.equal((await broadcast()).status, 0);
});
