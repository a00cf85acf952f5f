import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bytesLike, openStage, sampleFile } from './test_stage.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const badRequest = (words) => `Bad Request: ${words}`;

test('OPS-3: a place, a venue and a contact arrive as such', async () => {
  const { call, shown } = await stage.pair();
  const at = { latitude: 50.45, longitude: 30.52 };
  const place = await call('sendLocation', at);
  assert.deepEqual(place.result.location, at);
  const venue = await call('sendVenue', { ...at, title: 'Cafe', address: 'Main st. 1' });
  assert.deepEqual(venue.result.venue, { location: at, title: 'Cafe', address: 'Main st. 1' });
  assert.deepEqual((await shown(venue.result.message_id)).attachments, [
    { kind: 'location', name: 'Cafe', text: 'Main st. 1', ...at },
  ]);
  const person = { phone_number: '+380501112233', first_name: 'Ira', last_name: 'K' };
  const contact = await call('sendContact', person);
  assert.deepEqual(contact.result.contact, person);
  assert.deepEqual((await shown(contact.result.message_id)).attachments, [
    { kind: 'contact', name: 'Ira K', phone: '+380501112233' },
  ]);
});

test('OPS-3: a place beyond the globe and a contact without a number are refused', async () => {
  const { call } = await stage.pair();
  const words = async (method, params) => (await call(method, params)).description;
  const beyond = { latitude: 91, longitude: 0 };
  assert.equal(await words('sendLocation', beyond), badRequest('wrong location specified'));
  assert.equal(await words('sendLocation', {}), badRequest('latitude is empty'));
  const nameless = { latitude: 1, longitude: 1, address: 'x' };
  assert.equal(await words('sendVenue', nameless), badRequest('title is empty'));
  const unreachable = { first_name: 'Ira' };
  assert.equal(await words('sendContact', unreachable), badRequest('phone number is empty'));
});

test('OPS-3: any message can answer another one and carry buttons', async () => {
  const { call, shown } = await stage.pair();
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
  const params = { reply_parameters: { message_id: 1 }, reply_markup };
  const sent = [
    await call('sendMessage', { text: 'a', ...params }),
    await call('sendPhoto', params, { photo: sampleFile('dress.jpg') }),
    await call('sendLocation', { latitude: 1, longitude: 2, ...params }),
  ];
  for (const { result } of sent) {
    assert.equal(result.reply_to_message.text, 'hi');
    assert.deepEqual(result.reply_markup, reply_markup);
    assert.equal((await shown(result.message_id)).reply_to, 1);
  }
  const chained = await call('sendMessage', { text: 'b', reply_parameters: { message_id: 2 } });
  assert.equal(chained.result.reply_to_message.reply_to_message, undefined);
});

test('OPS-3: an answer to a message that is not there is refused unless it may go without', async () => {
  const { call } = await stage.pair();
  await call('sendMessage', { text: 'a' });
  await call('deleteMessage', { message_id: 2 });
  for (const message_id of [2, 99]) {
    const refused = await call('sendMessage', { text: 'b', reply_parameters: { message_id } });
    assert.equal(refused.description, badRequest('message to be replied not found'));
    const without = { message_id, allow_sending_without_reply: true };
    const sent = await call('sendMessage', { text: 'b', reply_parameters: without });
    assert.deepEqual([sent.ok, sent.result.reply_to_message], [true, undefined]);
  }
});

const albumOf = (...types) => types.map((type, n) => ({ type, media: `attach://f${n}` }));

test('OPS-3: an album is several messages of one group, each with its caption', async () => {
  const { call, shown } = await stage.pair();
  const media = albumOf('photo', 'video');
  media[0].caption = 'both';
  const files = { f0: sampleFile('dress.jpg'), f1: sampleFile('clip.mp4') };
  const { result } = await call('sendMediaGroup', { media }, files);
  assert.deepEqual(
    result.map(({ message_id, caption }) => [message_id, caption]),
    [
      [2, 'both'],
      [3, undefined],
    ],
  );
  assert.match(result[0].media_group_id, /^\d+$/);
  assert.equal(result[1].media_group_id, result[0].media_group_id);
  assert.equal((await shown(3)).attachments[0].kind, 'video');
  const known = [
    { type: 'photo', media: result[0].photo[0].file_id },
    { type: 'photo', media: result[0].photo[0].file_id },
  ];
  const again = await call('sendMediaGroup', { media: known });
  assert.notEqual(again.result[0].media_group_id, result[0].media_group_id);
});

test('OPS-3: an album has 2 to 10 of what goes together, and arrives whole or not at all', async () => {
  const { bot, client, call } = await stage.pair();
  const files = { f0: sampleFile('dress.jpg'), f1: sampleFile('price.pdf') };
  const words = async (media) => (await call('sendMediaGroup', { media }, files)).description;
  const mixed = badRequest("document can't be mixed with other media types");
  assert.equal(await words(albumOf('photo', 'document')), mixed);
  const song = { type: 'audio', bytes: bytesLike('ID3'), name: 's.mp3' };
  const withSong = await call(
    'sendMediaGroup',
    { media: albumOf('photo', 'audio') },
    {
      ...files,
      f1: song,
    },
  );
  assert.equal(withSong.description, badRequest("audio can't be mixed with other media types"));
  const few = badRequest('media group must include 2-10 items');
  assert.equal(await words(albumOf('photo')), few);
  const many = Array.from({ length: 11 }, () => ({ type: 'photo', media: 'attach://f0' }));
  assert.equal(await words(many), badRequest('too many messages to send as an album'));
  const unfit = badRequest("can't use the media of the specified type in the album");
  assert.equal(await words(albumOf('photo', 'sticker')), unfit);
  assert.equal(await words('photo'), badRequest("can't parse media JSON object"));
  assert.equal(await words({}), badRequest('expected an Array of InputMedia'));
  assert.equal(await words(albumOf('photo', 'photo')), badRequest('IMAGE_PROCESS_FAILED'));
  assert.equal((await stage.simulator.messages(bot, client, { from: 'bot' })).length, 0);
});
