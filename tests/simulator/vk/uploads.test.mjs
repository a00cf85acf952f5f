import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { acceptedPicture, acceptedVoice, docTypeOf } from './media_checks.mjs';
import { codeOf, openStage } from './test_stage.mjs';

const sample = (name) => readFileSync(new URL(`../page/samples/${name}`, import.meta.url));
const dress = sample('dress.jpg');
const voice = sample('voice.ogg');
let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
beforeEach(() => stage.receiver.clear());
after(() => stage.close());

/** A PNG's head: enough to tell its size. */
function png(width, height) {
  const bytes = Buffer.alloc(64);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const photoPlace = (account, peer_id) =>
  stage.must(account, 'photos.getMessagesUploadServer', { peer_id });
const docPlace = (account, peer_id, type = 'doc') =>
  stage.must(account, 'docs.getMessagesUploadServer', { peer_id, type });

test('OPS-3: a photo goes in three steps and can be sent many times', async () => {
  const { account, client, send } = await stage.talking();
  const place = await photoPlace(account, client.id);
  assert.ok(place.upload_url.startsWith(`${stage.server.url}/vk/upload/photo/`));
  assert.deepEqual([place.album_id, place.group_id], [-64, 0]);
  const got = await stage.upload(place.upload_url, 'photo', dress, 'dress.jpg');
  const [photo] = await stage.must(account, 'photos.saveMessagesPhoto', got);
  assert.deepEqual([photo.owner_id, photo.orig_photo.width], [-account.id, 960]);
  const attachment = `photo${photo.owner_id}_${photo.id}_${photo.access_key}`;
  for (let n = 0; n < 2; n += 1) await send({ attachment, message: 'look' });
  const shown = await vk.messages(account, client, { from: 'account' });
  assert.deepEqual(
    shown.map(({ attachments }) => attachments[0].kind),
    ['photo', 'photo'],
  );
  const bytes = Buffer.from(await (await fetch(shown[0].attachments[0].url)).arrayBuffer());
  assert.ok(bytes.equals(dress));
  assert.equal(codeOf(await stage.call(account, 'photos.saveMessagesPhoto', got)), 129);
});

test('OPS-3: what is no picture for VK comes back as an empty list', async () => {
  const { account, client } = await stage.talking({ limits: false });
  const place = await photoPlace(account, client.id);
  const refused = [
    ['photo', Buffer.from('no picture at all, but long enough'), 'a.jpg'],
    ['photo', sample('heart.webp'), 'heart.webp'],
    ['photo', png(13_000, 1001), 'wide.png'],
    ['photo', png(2100, 100), 'flat.png'],
    ['file', dress, 'dress.jpg'],
  ];
  for (const [part, bytes, name] of refused) {
    const answer = await stage.upload(place.upload_url, part, bytes, name);
    assert.equal(answer.photo, '[]', name);
    assert.equal(codeOf(await stage.call(account, 'photos.saveMessagesPhoto', answer)), 129);
  }
  assert.deepEqual(acceptedPicture(png(2000, 100)), {
    ...{ mime: 'image/png', width: 2000, height: 100 },
  });
  const gif = Buffer.alloc(32);
  gif.write('GIF89a');
  gif.writeUInt16LE(30, 6);
  gif.writeUInt16LE(40, 8);
  assert.deepEqual(acceptedPicture(gif), { mime: 'image/gif', width: 30, height: 40 });
});

test('OPS-3: saving asks for the same server and hash', async () => {
  const { account, client } = await stage.talking();
  const place = await photoPlace(account, client.id);
  const got = await stage.upload(place.upload_url, 'photo', dress, 'dress.jpg');
  const save = (params) => stage.call(account, 'photos.saveMessagesPhoto', { ...got, ...params });
  assert.equal(codeOf(await save({ server: got.server + 1 })), 118);
  assert.equal(codeOf(await save({ hash: 'other' })), 121);
  assert.equal(codeOf(await save({ photo: '{' })), 129);
  assert.equal((await save({})).response.length, 1);
});

test('OPS-3: a document keeps its name or takes another', async () => {
  const { account, client, send } = await stage.talking();
  const { upload_url } = await docPlace(account, client.id);
  const got = await stage.upload(upload_url, 'file', sample('price.pdf'), 'price.pdf');
  const saved = await stage.must(account, 'docs.save', { file: got.file, title: 'Prices.pdf' });
  assert.deepEqual([saved.type, saved.doc.title, saved.doc.type], ['doc', 'Prices.pdf', 1]);
  const { owner_id, id, access_key } = saved.doc;
  await send({ attachment: `doc${owner_id}_${id}_${access_key}` });
  const [shown] = await vk.messages(account, client, { from: 'account' });
  const { kind, name, size } = shown.attachments[0];
  assert.deepEqual([kind, name, size], ['file', 'Prices.pdf', sample('price.pdf').length]);
  assert.equal(codeOf(await stage.call(account, 'docs.save', { file: got.file })), 105);
  assert.equal(codeOf(await stage.call(account, 'docs.save', { file: 'invented' })), 105);
});

test('OPS-3: mp3, programs and nothing are no documents', async () => {
  const { account, client } = await stage.talking();
  const { upload_url } = await docPlace(account, client.id);
  for (const name of ['song.mp3', 'setup.EXE']) {
    assert.ok((await stage.upload(upload_url, 'file', voice, name)).error, name);
  }
  assert.ok((await stage.upload(upload_url, 'file', Buffer.alloc(0), 'empty.txt')).error);
  assert.ok((await stage.upload(upload_url, 'photo', dress, 'dress.jpg')).error);
  assert.deepEqual(['pdf', 'zip', 'gif', 'jpg', 'ogg', 'mp4', 'fb2', 'xyz'].map(docTypeOf), [
    ...[1, 2, 3, 4, 5, 6, 7, 8],
  ]);
});

test('OPS-3: a voice message is Opus in Ogg with one channel, five minutes at most', async () => {
  const { account, client, send } = await stage.talking();
  const { upload_url } = await docPlace(account, client.id, 'audio_message');
  assert.ok((await stage.upload(upload_url, 'file', dress, 'voice.ogg')).error);
  const got = await stage.upload(upload_url, 'file', voice, 'voice.ogg');
  const saved = await stage.must(account, 'docs.save', { file: got.file });
  assert.equal(saved.type, 'audio_message');
  const { owner_id, id, access_key, duration } = saved.audio_message;
  assert.ok(duration >= 1);
  await send({ attachment: `audio_message${owner_id}_${id}_${access_key}` });
  await send({ attachment: `doc${owner_id}_${id}_${access_key}` });
  const shown = await vk.messages(account, client, { from: 'account' });
  assert.deepEqual(
    shown.map(({ attachments }) => attachments[0].kind),
    ['voice', 'voice'],
  );
  const stereo = Buffer.from(voice);
  stereo[stereo.indexOf('OpusHead') + 9] = 2;
  assert.equal(acceptedVoice(stereo), null);
  const long = Buffer.from(voice);
  long.writeBigInt64LE(48_000n * 302n, long.lastIndexOf('OggS') + 6);
  assert.equal(acceptedVoice(long), null);
});

test('OPS-3: attachments are known, at most ten, and those of others need their key', async () => {
  const { account, client, send, events } = await stage.talking({ limits: false });
  await vk.act(account, client, 'photo');
  const [, { object }] = await events('message_new', 2);
  const { owner_id, id, access_key } = object.message.attachments[0].photo;
  const name = `photo${owner_id}_${id}`;
  assert.equal(codeOf(await send({ attachment: name })), 100);
  assert.equal(codeOf(await send({ attachment: `doc${owner_id}_${id}_${access_key}` })), 100);
  const ten = (count) => Array.from({ length: count }, () => `${name}_${access_key}`).join();
  assert.ok((await send({ attachment: ten(10) })).response > 0);
  assert.equal(codeOf(await send({ attachment: ten(11) })), 910);
});

test('OPS-3: places for documents need someone who allowed messages', async () => {
  const { account } = await stage.talking();
  const stranger = await vk.addClient();
  const asked = { peer_id: stranger.id, type: 'doc' };
  assert.equal(codeOf(await stage.call(account, 'docs.getMessagesUploadServer', asked)), 901);
  const strange = { peer_id: stranger.id, type: 'poem' };
  assert.equal(codeOf(await stage.call(account, 'docs.getMessagesUploadServer', strange)), 100);
});

test('OPS-3: a community cannot upload video', async () => {
  const { account } = await stage.opened();
  assert.equal(codeOf(await stage.call(account, 'video.save')), 27);
});

test('OPS-3: an upload can be refused or break on request', async () => {
  const { account, client } = await stage.talking();
  const { upload_url } = await docPlace(account, client.id);
  await vk.fault(account, { kind: 'error', code: 22, methods: ['upload'] });
  assert.ok((await stage.upload(upload_url, 'file', dress, 'a.jpg')).error);
  await vk.fault(account, { kind: 'server_error', status: 503, methods: ['upload'] });
  await assert.rejects(stage.upload(upload_url, 'file', dress, 'a.jpg'), SyntaxError);
  await vk.fault(account, { kind: 'reset', methods: ['upload'] });
  await assert.rejects(stage.upload(upload_url, 'file', dress, 'a.jpg'), TypeError);
  assert.ok((await stage.upload(upload_url, 'file', dress, 'a.jpg')).file);
  const outcomes = await vk.calls(account, { method: 'upload doc' });
  assert.equal(outcomes.length, 4);
  assert.equal((await fetch(`${upload_url}0`, { method: 'POST' })).status, 404);
});
