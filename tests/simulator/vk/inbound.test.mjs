import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openStage } from './test_stage.mjs';

let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
beforeEach(() => stage.receiver.clear());
after(() => stage.close());

const shop = () => stage.hooked();

/** What a person does and the message the program gets of it. */
async function heard(action, params = {}) {
  const pair = await shop();
  await vk.act(pair.account, pair.client, action, params);
  const [event] = await pair.events('message_new');
  return { ...pair, event, message: event.object.message };
}

test('OPS-3: a text comes with all fields of a new message and the client beside it', async () => {
  const { account, client, event, message } = await heard('text', { text: 'Hello' });
  assert.deepEqual(Object.keys(event).sort(), [
    ...['event_id', 'group_id', 'object', 'secret', 'type', 'v'],
  ]);
  const { id, date, version, ...rest } = message;
  assert.ok(id > 0 && version > 0 && Math.abs(date - Date.now() / 1000) < 5);
  assert.deepEqual(rest, {
    ...{ peer_id: client.id, from_id: client.id, out: 0, text: 'Hello' },
    ...{ conversation_message_id: 1, random_id: 0, important: false, is_hidden: false },
    ...{ fwd_messages: [], attachments: [] },
  });
  const { button_actions, ...info } = event.object.client_info;
  assert.ok(button_actions.includes('callback'));
  assert.deepEqual(info, { keyboard: true, inline_keyboard: true, carousel: true, lang_id: 0 });
  await vk.settled(account);
  const [shown] = await vk.messages(account, client, { from: 'client' });
  assert.deepEqual([shown.text, shown.state, shown.id], ['Hello', 'delivered', id]);
});

test("OPS-3: an old client's program tells that it has no callback buttons", async () => {
  const { account, client, events } = await stage.hooked({}, { old_client: true, language: 'en' });
  await vk.text(account, client, 'hi');
  const [{ object }] = await events('message_new');
  const { button_actions, inline_keyboard, lang_id } = object.client_info;
  assert.ok(!button_actions.includes('callback'));
  assert.deepEqual([inline_keyboard, lang_id], [false, 3]);
});

test('OPS-3: a cut text says so and can be asked for whole', async () => {
  const text = 'a long story '.repeat(20);
  const { account, message } = await heard('text', { text, cropped: 30 });
  assert.deepEqual([message.is_cropped, message.text], [true, text.slice(0, 30)]);
  const { items } = await stage.must(account, 'messages.getById', { message_ids: message.id });
  assert.deepEqual([items[0].text, items[0].is_cropped], [text, undefined]);
});

test('OPS-3: a photo has sizes with addresses that work', async () => {
  const { client, message } = await heard('photo', { sample: 'dress.jpg', text: 'this one' });
  const [{ type, photo }] = message.attachments;
  assert.deepEqual([type, photo.owner_id, message.text], ['photo', client.id, 'this one']);
  assert.ok(photo.access_key && photo.id > 0);
  const widths = photo.sizes.map(({ width }) => width);
  assert.deepEqual([widths[0], widths.at(-1), photo.orig_photo.width], [75, 960, 960]);
  const answer = await fetch(photo.sizes.at(-1).url);
  assert.equal(answer.headers.get('content-type'), 'image/jpeg');
  assert.equal((await answer.arrayBuffer()).byteLength, 28_971);
});

test('OPS-3: a video has no file address, only a picture', async () => {
  const { message } = await heard('video', { title: 'clip' });
  const [{ video }] = message.attachments;
  assert.deepEqual([video.title, video.duration], ['clip', 12]);
  assert.ok(video.image[0].url);
  assert.ok(!('player' in video) && !('url' in video));
});

test('OPS-3: a file, a voice and a song come with what programs read of them', async () => {
  const pair = await shop();
  await vk.act(pair.account, pair.client, 'file', { file_name: 'invoice.PDF' });
  await vk.act(pair.account, pair.client, 'voice');
  await vk.act(pair.account, pair.client, 'audio', { artist: 'A', title: 'B', duration: 3 });
  const bodies = await pair.events('message_new', 3);
  const [doc, voice, song] = bodies.map(({ object }) => object.message.attachments[0]);
  const { title, ext, type, size, url } = doc.doc;
  assert.deepEqual([doc.type, title, ext, type], ['doc', 'invoice.PDF', 'pdf', 1]);
  assert.equal((await (await fetch(url)).arrayBuffer()).byteLength, size);
  assert.equal(voice.type, 'audio_message');
  const { link_ogg, link_mp3, waveform, duration } = voice.audio_message;
  assert.ok(link_mp3 && waveform.length > 0 && duration >= 1);
  assert.equal((await fetch(link_ogg)).headers.get('content-type'), 'audio/ogg');
  assert.deepEqual([song.audio.artist, song.audio.title, song.audio.url], ['A', 'B', '']);
});

test('OPS-3: a sticker, a drawing and a link have their own kinds', async () => {
  const pair = await shop();
  await vk.act(pair.account, pair.client, 'sticker', { sticker_id: 7 });
  await vk.act(pair.account, pair.client, 'graffiti');
  await vk.act(pair.account, pair.client, 'link', { url: 'https://example.com/a', title: 'A' });
  const bodies = await pair.events('message_new', 3);
  const kinds = bodies.map(({ object }) => object.message.attachments[0]);
  assert.deepEqual(
    kinds.map(({ type }) => type),
    ['sticker', 'graffiti', 'link'],
  );
  assert.equal(kinds[0].sticker.sticker_id, 7);
  assert.equal((await fetch(kinds[0].sticker.images[0].url)).status, 200);
  assert.equal((await fetch(kinds[1].graffiti.url)).status, 200);
  const shown = await vk.messages(pair.account, pair.client);
  assert.deepEqual(
    shown.map(({ attachments }) => attachments[0].kind),
    ['sticker', 'photo', 'link'],
  );
});

test('OPS-3: kinds without an action of their own can be sent by type', async () => {
  for (const type of ['wall', 'wall_reply', 'poll', 'market', 'article', 'story', 'gift', 'call']) {
    const { message } = await heard('attachment', { type, body: { id: 5, owner_id: -1 } });
    assert.deepEqual(message.attachments, [{ type, [type]: { id: 5, owner_id: -1 } }]);
  }
});

test('OPS-3: a place stands beside the attachments', async () => {
  const { message } = await heard('location', { latitude: 50.45, longitude: 30.52 });
  assert.deepEqual(message.geo, {
    ...{ type: 'point', coordinates: { latitude: 50.45, longitude: 30.52 } },
  });
  assert.deepEqual(message.attachments, []);
});

test('OPS-3: an answer carries the message it answers', async () => {
  const { account, client, events } = await stage.hooked();
  const { message } = await vk.text(account, client, 'first');
  await vk.act(account, client, 'text', { text: 'second', reply_to: message.id });
  const [, second] = await events('message_new', 2);
  assert.equal(second.object.message.reply_message.id, message.id);
  const [, shown] = await vk.messages(account, client);
  assert.equal(shown.reply_to, message.id);
});

test('OPS-3: the Start button sends its word and command, when it is on', async () => {
  const { account, client, events } = await stage.hooked();
  await vk.act(account, client, 'start');
  const [{ object }] = await events('message_new');
  assert.equal(object.message.text, 'Начать');
  assert.equal(object.message.payload, '{"command":"start"}');
  assert.ok(!('ref' in object.message));
  const off = { group_id: account.id, bots_start_button: 0 };
  await stage.must(account, 'groups.setSettings', off);
  await assert.rejects(vk.act(account, client, 'start'), /409.*Start button is off/);
});

test('OPS-3: the reference of a link comes once, with the first message after the click', async () => {
  const { account, client, events } = await stage.hooked();
  await vk.act(account, client, 'open', { ref: 'src_abc', ref_source: 'site' });
  assert.equal((await vk.account(account)).pending, 0, 'nothing is sent on the click');
  await vk.act(account, client, 'start');
  await vk.text(account, client, 'next');
  const [first, second] = (await events('message_new', 2)).map(({ object }) => object.message);
  assert.deepEqual([first.ref, first.ref_source], ['src_abc', 'site']);
  assert.ok(!('ref' in second));
});

test('OPS-3: an edit is told flat, with the time of the change', async () => {
  const { account, client, events } = await stage.hooked();
  const { message } = await vk.text(account, client, 'Hello');
  await vk.act(account, client, 'edit', { message_id: message.id, text: 'Hello, corrected' });
  const [{ object }] = await events('message_edit');
  assert.deepEqual([object.id, object.text, object.out], [message.id, 'Hello, corrected', 0]);
  assert.ok(object.update_time >= object.date);
  const [shown] = await vk.messages(account, client);
  assert.deepEqual([shown.text, shown.edited], ['Hello, corrected', true]);
});

test('OPS-3: typing, joining, leaving, reacting are told', async () => {
  const { account, client, events } = await stage.talking();
  const objectOf = async (type) => (await events(type))[0].object;
  const user_id = client.id;
  await vk.act(account, client, 'typing');
  const typing = { state: 'typing', from_id: user_id, to_id: -account.id };
  assert.deepEqual(await objectOf('message_typing_state'), typing);
  await vk.act(account, client, 'join');
  assert.deepEqual(await objectOf('group_join'), { user_id, join_type: 'join' });
  await vk.act(account, client, 'leave');
  assert.deepEqual(await objectOf('group_leave'), { user_id, self: 1 });
  const [message] = await vk.messages(account, client);
  await vk.act(account, client, 'react', { message_id: message.id, reaction_id: 4 });
  const reaction = { reacted_id: user_id, peer_id: user_id, cmid: 1, reaction_id: 4 };
  assert.deepEqual(await objectOf('message_reaction_event'), reaction);
  await assert.rejects(vk.act(account, client, 'join', { join_type: 'x' }), /join_type/);
});

test('OPS-3: allowing and denying are told, and decide who may be written to', async () => {
  const { account, client, send, events } = await stage.hooked();
  const allowed = async () => {
    const which = { group_id: account.id, user_id: client.id };
    return (await stage.must(account, 'messages.isMessagesFromGroupAllowed', which)).is_allowed;
  };
  assert.equal(await allowed(), 0);
  await vk.act(account, client, 'allow', { key: 'src_abc' });
  assert.deepEqual((await events('message_allow'))[0].object, {
    ...{ user_id: client.id, key: 'src_abc' },
  });
  assert.equal(await allowed(), 1);
  assert.ok((await send({ message: 'welcome' })).response > 0);
  await vk.act(account, client, 'block');
  assert.deepEqual((await events('message_deny'))[0].object, { user_id: client.id });
  assert.equal(await allowed(), 0);
  assert.equal((await send({ message: 'no' })).error.error_code, 901);
  await vk.text(account, client, 'I am back');
  assert.equal(await allowed(), 1, 'writing allows, too');
  assert.equal((await events('message_allow')).length, 1, 'without that event');
});

test('OPS-3: the blacklist is told and stops messages both ways', async () => {
  const { account, client, send, events } = await stage.talking();
  await vk.act(account, client, 'ban', { admin_id: 7, reason: 1, comment: 'spam' });
  const [block] = await events('user_block');
  assert.deepEqual(block.object, {
    ...{ admin_id: 7, user_id: client.id, unblock_date: 0, reason: 1, comment: 'spam' },
  });
  assert.equal((await send({ message: 'x' })).error.error_code, 900);
  await assert.rejects(vk.text(account, client, 'let me in'), /409.*blacklist/);
  await vk.act(account, client, 'unban', { admin_id: 7 });
  const [unblock] = await events('user_unblock');
  assert.deepEqual(unblock.object, { admin_id: 7, user_id: client.id, by_end_date: 0 });
  assert.ok((await send({ message: 'x' })).response > 0);
});

test('OPS-3: reading is a watermark', async () => {
  const { account, client, send, events } = await stage.talking();
  const first = (await send({ message: 'one' })).response;
  const second = (await send({ message: 'two' })).response;
  const third = (await send({ message: 'three' })).response;
  await vk.act(account, client, 'read', { message_id: second });
  const [{ object }] = await events('message_read');
  assert.deepEqual(object, {
    ...{ from_id: client.id, peer_id: client.id },
    ...{ read_message_id: second, conversation_message_id: 3 },
  });
  const states = async () =>
    (await vk.messages(account, client, { from: 'account' })).map(({ id, state }) => [id, state]);
  assert.deepEqual(await states(), [
    [first, 'read'],
    [second, 'read'],
    [third, 'sent'],
  ]);
  await vk.fault(account, { kind: 'receipts_off' });
  await vk.act(account, client, 'read');
  await vk.settled(account);
  assert.equal((await events('message_read')).length, 1, 'the fault keeps receipts back');
  assert.equal((await states())[2][1], 'read');
});

test('OPS-3: with auto_read what arrives is read at once', async () => {
  const { send, events } = await stage.talking({ auto_read: true });
  const id = (await send({ message: 'one' })).response;
  assert.equal((await events('message_read'))[0].object.read_message_id, id);
});

test('OPS-3: an administrator who answers in VK itself is named', async () => {
  const { account, client, events } = await stage.talking();
  const admin = await vk.ask('POST', '/admins', { name: 'Olga M', accounts: [account.id] });
  await vk.act(account, client, 'write_elsewhere', { text: 'Good day' });
  const [{ object }] = await events('message_reply');
  assert.deepEqual(
    [object.text, object.admin_author_id, object.out, object.from_id, object.random_id],
    ['Good day', admin.id, 1, -account.id, 0],
  );
  const [shown] = await vk.messages(account, client, { from: 'account' });
  assert.equal(shown.elsewhere, true);
});

test('OPS-3: a message of a group chat has no number of its own', async () => {
  const { message, account, client } = await heard('chat_text', { chat: 3, text: 'all' });
  assert.deepEqual([message.id, message.peer_id], [0, 2_000_000_003]);
  assert.deepEqual(await vk.messages(account, client), []);
});

test('OPS-3: any event can be sent', async () => {
  const { account, client, events } = await stage.hooked();
  const event = { type: 'message_new', object: { garbage: [1, null] } };
  await vk.act(account, client, 'raw', { event });
  assert.deepEqual((await events('message_new'))[0].object, { garbage: [1, null] });
  await assert.rejects(vk.act(account, client, 'raw', { event: 5 }), /400.*event is/);
});

test('OPS-3: what a person cannot do gets a clear answer', async () => {
  const { account, client } = await stage.opened();
  await assert.rejects(vk.act(account, client, 'contact'), /404.*can't contact; it can: text/);
  await assert.rejects(vk.act(account, client, 'text', { text: '' }), /400.*text is a string/);
  await assert.rejects(vk.act(account, client, 'read'), /409.*nothing to read/);
  await stage.must(account, 'groups.setSettings', { group_id: account.id, messages: 0 });
  await assert.rejects(vk.text(account, client, 'hi'), /409.*messages of the community are off/);
});
