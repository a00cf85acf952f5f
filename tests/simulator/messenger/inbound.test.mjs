import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Stage } from './stage.mjs';

/** @type {Stage} */
let stage;
let made;
before(async () => (stage = await Stage.open()));
after(() => stage.close());
beforeEach(async () => (made = await stage.talking()));

const hour = 3_600_000;
const act = (action, params) => stage.act(made, action, params);
const answered = (text = 'Good day', more) => stage.send(made, text, more);

/** What is common to all events is checked here, the rest is left to the test. */
function contentOf({ page, channel, sender, recipient, timestamp, ...content }) {
  assert.equal(page, made.page.id);
  assert.equal(channel, 'messaging');
  assert.deepEqual([sender?.id, recipient.id], [made.psid, made.page.id]);
  assert.ok(Math.abs(timestamp - Date.now()) < 60_000);
  return content;
}

test('CHT-9: a text can answer a message', async () => {
  const { message_id } = await answered();
  const { mid } = await act('text', { text: 'Yes', reply_to: message_id });
  const event = await stage.event('message', ({ message }) => message.text === 'Yes');
  const reply_to = { mid: message_id, is_self_reply: false };
  assert.deepEqual(contentOf(event), { message: { mid, text: 'Yes', reply_to } });
});

test('CHT-2: media comes as attachments without text, several in a message', async () => {
  const types = { photo: 'image', video: 'video', voice: 'audio', audio: 'audio', file: 'file' };
  for (const [action, type] of Object.entries(types)) {
    stage.got = [];
    await act(action, { count: 2 });
    const { message } = contentOf(await stage.event('message'));
    assert.deepEqual(Object.keys(message), ['mid', 'attachments']);
    assert.equal(message.attachments.length, 2);
    for (const attachment of message.attachments) {
      assert.deepEqual(Object.keys(attachment), ['type', 'payload']);
      assert.equal(attachment.type, type);
      const answer = await fetch(attachment.payload.url);
      assert.equal(answer.status, 200);
      assert.ok((await answer.arrayBuffer()).byteLength > 0);
    }
  }
});

test('CHT-2: addresses of media are signed and expire', async () => {
  await stage.options(made, { media_ttl_s: -1 });
  await act('photo');
  const { message } = await stage.event('message');
  const { url } = message.attachments[0].payload;
  assert.match(url, /[?&]oe=[0-9a-f]+/);
  assert.equal((await fetch(url)).status, 403);
  assert.equal((await fetch(url.replace(/oe=.*/, 'oe=7fffffff'))).status, 403);
});

test('CHT-2: a sticker is a pair until 2026-08-30 and alone afterwards', async () => {
  const typesOn = async (date) => {
    await stage.control('PATCH', `apps/${made.app.app_id}`, { date });
    stage.got = [];
    await act('sticker', { sticker_id: 369239343222814 });
    const { message } = contentOf(await stage.event('message'));
    for (const { payload } of message.attachments) {
      assert.equal(payload.sticker_id, 369239343222814);
    }
    return message.attachments.map(({ type }) => type);
  };
  assert.deepEqual(await typesOn('2026-08-29'), ['image', 'sticker']);
  assert.deepEqual(await typesOn('2026-08-30'), ['sticker']);
  await stage.options(made, { sticker_form: 'pair' });
  assert.deepEqual(await typesOn('2026-11-01'), ['image', 'sticker']);
});

test('CHT-2: a place comes with its coordinates, also as text', async () => {
  await act('location', { latitude: 50.45, longitude: 30.52, title: 'Shop' });
  const first = contentOf(await stage.event('message'));
  const place = (coordinates) => ({ type: 'location', title: 'Shop', payload: { coordinates } });
  assert.deepEqual(first.message.attachments, [place({ lat: 50.45, long: 30.52 })]);
  stage.got = [];
  await act('location', { latitude: 50.45, longitude: 30.52, title: 'Shop', as_text: true });
  const second = contentOf(await stage.event('message'));
  assert.deepEqual(second.message.attachments, [place({ lat: '50.45', long: '30.52' })]);
});

test('CHT-2: links, reels and posts are attachments with an address', async () => {
  for (const type of ['fallback', 'reel', 'ig_reel', 'post', 'ig_post']) {
    stage.got = [];
    await act('share', { type, url: 'https://example.com/p', title: 'P', text: 'look' });
    const { message } = contentOf(await stage.event('message'));
    assert.deepEqual([message.text, message.attachments[0].type], ['look', type]);
    assert.equal(message.attachments[0].payload.url, 'https://example.com/p');
  }
});

test('CHT-2: a quick reply comes as a message with its payload and the row vanishes', async () => {
  const quick_replies = [
    { content_type: 'text', title: 'Yes', payload: 'b:17:1' },
    { content_type: 'user_phone_number' },
    { content_type: 'user_email' },
  ];
  await answered({ text: 'Sure?', quick_replies });
  const pressed = await act('press', { payload: 'b:17:1' });
  const event = await stage.event('message', ({ message }) => message.quick_reply);
  const message = { mid: pressed.mid, text: 'Yes', quick_reply: { payload: 'b:17:1' } };
  assert.deepEqual(contentOf(event), { message });
  await assert.rejects(act('press', { payload: 'b:17:1' }), /no such button/);
  await answered({ text: 'Call?', quick_replies });
  const phone = made.client.phone_number;
  await act('press', { text: phone });
  const shared = await stage.event('message', (one) => one.message.text === phone);
  assert.deepEqual(shared.message.quick_reply, { payload: phone });
});

test('CHT-2: a button of a template comes as a postback', async () => {
  const buttons = [
    { type: 'postback', title: 'Yes', payload: 'b:17:1' },
    { type: 'web_url', title: 'Site', url: 'https://example.com/o/17' },
  ];
  const payload = { template_type: 'button', text: 'Confirm?', buttons };
  await answered({ attachment: { type: 'template', payload } });
  const { mid } = await act('press', { text: 'Yes' });
  const event = contentOf(await stage.event('postback'));
  assert.deepEqual(event, { postback: { mid, title: 'Yes', payload: 'b:17:1' } });
  assert.deepEqual(await act('press', { text: 'Site' }), { url: 'https://example.com/o/17' });
  stage.got = [];
  await act('press', { menu: true, title: 'Prices', payload: 'm:1' });
  const { postback } = await stage.event('postback');
  assert.deepEqual([postback.title, postback.payload], ['Prices', 'm:1']);
});

test('TOOL-7: a link brings its word with Get Started, later in an event of its own', async () => {
  made = await stage.pair();
  const access_token = made.page.token;
  const get_started = { payload: 'START' };
  await stage.graph('POST', 'me/messenger_profile', { access_token, get_started });
  const { psid } = await act('start', { ref: 'src_abc' });
  made.psid = psid;
  const referral = { ref: 'src_abc', source: 'SHORTLINK', type: 'OPEN_THREAD' };
  const { postback } = contentOf(await stage.event('postback'));
  const { mid } = postback;
  assert.deepEqual(postback, { mid, title: 'Get started', payload: 'START', referral });
  assert.match(mid, /^m_/);
  await act('start', { ref: 'src_xyz' });
  assert.deepEqual(contentOf(await stage.event('referral')), {
    referral: { ...referral, ref: 'src_xyz' },
  });
  await assert.rejects(act('start', { ref: 'no spaces' }), /a ref is/);
});

test('TOOL-7: without Get Started the word comes with the first message', async () => {
  made = await stage.pair();
  assert.deepEqual(await act('start', { ref: 'src_abc', source: 'CUSTOMER_CHAT_PLUGIN' }), {});
  await act('text', { text: 'first' });
  await act('text', { text: 'second' });
  await stage.settled(made.page);
  const referrals = stage.events.map(({ message }) => message.referral?.ref);
  assert.deepEqual(referrals, ['src_abc', undefined]);
});

test('TOOL-7: an advertisement opens the window for seven days after the first message', async () => {
  made = await stage.pair();
  await act('start', { ad_id: '6045', ref: 'ad_a' });
  const { psid } = await act('text', { text: 'hello' });
  const { message } = await stage.event('message');
  const ad = { ref: 'ad_a', source: 'ADS', type: 'OPEN_THREAD', ad_id: '6045' };
  assert.deepEqual(message.referral, ad);
  await act('age', { hours: 6 * 24 });
  assert.ok((await stage.send({ ...made, psid }, 'x')).message_id);
  await act('age', { hours: 25 });
  assert.equal((await stage.send({ ...made, psid }, 'x')).error.error_subcode, 2018278);
});

test('SUB-4: opt-ins of every kind', async () => {
  await act('optin', { payload: 'news', title: 'News', token: '900100' });
  const { optin } = contentOf(await stage.event('optin'));
  const { token_expiry_timestamp, ...rest } = optin;
  assert.ok(token_expiry_timestamp > Date.now() + 360 * 24 * hour);
  assert.deepEqual(rest, {
    ...{ type: 'notification_messages', payload: 'news', title: 'News' },
    ...{ notification_messages_token: '900100', notification_messages_timezone: 'Europe/Kyiv' },
    user_token_status: 'NOT_REFRESHED',
  });
  stage.got = [];
  await act('optin', { ref: 'plugin' });
  assert.deepEqual(contentOf(await stage.event('optin')), { optin: { ref: 'plugin' } });
  stage.got = [];
  await act('optin', { user_ref: 'u-1', ref: 'box' });
  const event = await stage.event('optin');
  assert.equal(event.sender, undefined);
  assert.deepEqual(event.optin, { ref: 'box', user_ref: 'u-1' });
  const recipient = { user_ref: 'u-1' };
  const sent = await answered('hello', { recipient });
  assert.deepEqual(Object.keys(sent), ['message_id']);
});

test('CHT-7: delivered and read come with watermarks', async () => {
  const { message_id } = await answered();
  const { delivery } = contentOf(await stage.event('delivery'));
  const [sent] = await stage.messages(made, { from: 'account' });
  assert.deepEqual(delivery, { mids: [message_id], watermark: sent.time });
  assert.equal(sent.state, 'delivered');
  await act('read');
  assert.deepEqual(contentOf(await stage.event('read')), { read: { watermark: sent.time } });
  assert.equal((await stage.messages(made, { from: 'account' }))[0].state, 'read');
});

test('CHT-7: receipts can lack mids, have text for numbers, come by themselves, or not at all', async () => {
  await stage.options(made, { delivery_mids: false, watermark_string: true, auto_read: true });
  await answered();
  const { delivery } = await stage.event('delivery');
  const { read } = await stage.event('read');
  assert.deepEqual(delivery, { watermark: read.watermark });
  assert.equal(typeof read.watermark, 'string');
  await stage.settled(made.page);
  stage.got = [];
  await stage.fault(made, { kind: 'receipts_off' });
  await answered();
  await stage.settled(made.page);
  assert.deepEqual(
    stage.events.map(({ message }) => message?.is_echo),
    [true],
  );
});

test('CHT-9: everything that the page sends comes back as an echo', async () => {
  const { message_id } = await answered({ text: 'Good day', metadata: 'out:1001' });
  const event = await stage.event('message');
  assert.deepEqual([event.sender.id, event.recipient.id], [made.page.id, made.psid]);
  const app_id = Number(made.app.app_id);
  assert.deepEqual(event.message, {
    ...{ mid: message_id, is_echo: true, app_id, metadata: 'out:1001', text: 'Good day' },
  });
  stage.got = [];
  await act('write_elsewhere', { text: 'from the inbox' });
  const { message } = await stage.event('message');
  assert.deepEqual([message.app_id, message.text], [263902037430900, 'from the inbox']);
  assert.equal(message.metadata, undefined);
  stage.got = [];
  await act('write_elsewhere', { text: 'by nobody', app_id: null });
  assert.ok(!('app_id' in (await stage.event('message')).message));
  const [, written] = await stage.messages(made, { from: 'account' });
  assert.equal(written.elsewhere, true);
});

test('CHT-9: a text can be edited five times', async () => {
  const { mid } = await act('text', { text: 'Helo' });
  for (let n = 1; n <= 5; n += 1) {
    stage.got = [];
    await act('edit', { id: mid, text: `Hello ${n}` });
    const message_edit = { mid, text: `Hello ${n}`, num_edit: n };
    assert.deepEqual(contentOf(await stage.event('message_edit')), { message_edit });
  }
  await assert.rejects(act('edit', { id: mid, text: 'x' }), /at most 5/);
});

test('CHT-9: a reaction comes and goes', async () => {
  const { message_id: mid } = await answered();
  await act('react', { id: mid, emoji: '❤' });
  const reaction = { mid, action: 'react', reaction: 'love', emoji: '❤' };
  assert.deepEqual(contentOf(await stage.event('reaction')), { reaction });
  stage.got = [];
  await act('react', { id: mid, remove: true });
  const gone = contentOf(await stage.event('reaction'));
  assert.deepEqual(gone, { reaction: { mid, action: 'unreact' } });
});

test('CHN-10: apps pass the thread on; who does not own it hears on standby', async () => {
  await act('handover', { event: 'pass', app_id: '263902037430900', metadata: 'm' });
  const { pass_thread_control: passed } = contentOf(await stage.event('pass_thread_control'));
  assert.deepEqual(passed, {
    previous_owner_app_id: made.app.app_id,
    ...{ new_owner_app_id: '263902037430900', metadata: 'm' },
  });
  await act('text', { text: 'to the inbox' });
  const heard = await stage.event('message');
  assert.deepEqual([heard.channel, heard.message.text], ['standby', 'to the inbox']);
  await act('handover', { event: 'request', app_id: made.app.app_id });
  await stage.event('request_thread_control');
  await act('handover', { event: 'take', app_id: made.app.app_id });
  await stage.event('take_thread_control');
  await act('text', { text: 'to us' });
  const ours = await stage.event('message', ({ message }) => message.text === 'to us');
  assert.equal(ours.channel, 'messaging');
  await act('handover', { event: 'roles' });
  const { app_roles } = await stage.event('app_roles');
  assert.deepEqual(app_roles, { 263902037430900: ['primary_receiver'] });
});

test('CHN-10: account linking, and what Meta says of the page in both spellings', async () => {
  await act('account_linking', { status: 'linked', authorization_code: 'c1' });
  const linking = contentOf(await stage.event('account_linking'));
  assert.deepEqual(linking, { account_linking: { status: 'linked', authorization_code: 'c1' } });
  const policy = (body) => stage.control('POST', `accounts/${made.page.id}/policy`, body);
  await policy({ action: 'block', reason: 'Spam' });
  const event = await stage.event('policy-enforcement');
  assert.equal(event.sender, undefined);
  assert.deepEqual(event['policy-enforcement'], { action: 'block', reason: 'Spam' });
  assert.equal((await answered()).error.code, 368);
  await policy({ action: 'unblock', underscore: true });
  assert.equal((await stage.event('policy_enforcement')).policy_enforcement.action, 'unblock');
  assert.ok((await answered()).message_id);
});

test('CHN-10: an event of any content can be made; typing and blocking make none', async () => {
  await act('raw', { event: { brand_new: { a: 1 } } });
  assert.deepEqual(contentOf(await stage.event('brand_new')), { brand_new: { a: 1 } });
  await act('raw', { event: { odd: null }, exact: true, channel: 'standby' });
  const odd = await stage.event('odd');
  assert.deepEqual([odd.sender, odd.channel], [undefined, 'standby']);
  await stage.settled(made.page);
  stage.got = [];
  await act('typing');
  await act('block');
  await assert.rejects(act('text', { text: 'x' }), /unblock first/);
  await act('unblock');
  await act('text', { text: 'again' });
  await stage.settled(made.page);
  assert.deepEqual(
    stage.events.map(({ message }) => message?.text),
    ['again'],
  );
});
