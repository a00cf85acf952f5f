import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bytesLike, openStage, pngOf, sampleFile } from './test_stage.mjs';

const megabyte = 1024 * 1024;
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const refusal = ({ error_code, description }) => [error_code, description];
const badRequest = (words) => [400, `Bad Request: ${words}`];

test('OPS-3: a photo comes as a part of its own name or as one that is named by attach://', async () => {
  const { call, shown } = await stage.pair();
  const photo = sampleFile('dress.jpg');
  const ways = [
    await call('sendPhoto', { caption: 'Receipt' }, { photo }),
    await call('sendPhoto', { caption: 'Receipt', photo: 'attach://p' }, { p: photo }),
  ];
  for (const { result } of ways) {
    const [size] = result.photo;
    assert.deepEqual([size.width, size.height, size.file_size], [960, 1280, photo.bytes.length]);
    const message = await shown(result.message_id);
    assert.equal(message.text, 'Receipt');
    const [{ kind, mime, size: bytes }] = message.attachments;
    assert.deepEqual([kind, mime, bytes], ['photo', 'image/jpeg', photo.bytes.length]);
    const seen = await stage.simulator.bytesOf(message.attachments[0]);
    assert.ok(seen.equals(photo.bytes));
  }
});

test('OPS-3: each kind of file arrives as itself', async () => {
  const { call, shown } = await stage.pair();
  const clip = sampleFile('clip.mp4');
  const song = { bytes: bytesLike('ID3'), name: 'song.mp3', type: 'audio/mpeg' };
  const sent = {
    video: ['sendVideo', clip, { duration: 12, width: 320, height: 240 }],
    animation: ['sendAnimation', clip, {}],
    video_note: ['sendVideoNote', clip, { length: 240 }],
    voice: ['sendVoice', sampleFile('voice.ogg'), { duration: 4 }],
    audio: ['sendAudio', song, { performer: 'Band', title: 'Song' }],
    file: ['sendDocument', sampleFile('price.pdf'), {}],
    sticker: ['sendSticker', sampleFile('thumbs_up.webp'), {}],
  };
  for (const [kind, [method, file, params]] of Object.entries(sent)) {
    const field = kind === 'file' ? 'document' : kind;
    const { result } = await call(method, params, { [field]: file });
    assert.equal(result[field].file_size, file.bytes.length, kind);
    const [attachment] = (await shown(result.message_id)).attachments;
    const { kind: shownKind, mime, size } = attachment;
    assert.deepEqual([shownKind, mime, size], [kind, file.type, file.bytes.length]);
    if (kind === 'file') assert.equal(attachment.name, 'price.pdf');
    if (kind === 'animation') assert.equal(result.document.file_id, result.animation.file_id);
    if (kind === 'video') assert.equal(result.video.duration, 12);
    if (kind === 'audio') assert.equal(attachment.title, 'Band — Song');
  }
});

test('OPS-3: what is not what the method sends arrives as a document', async () => {
  const { call } = await stage.pair();
  const text = { bytes: Buffer.from('just words'), name: 'a.txt', type: 'text/plain' };
  for (const kind of ['video', 'animation', 'voice', 'audio', 'sticker']) {
    const { result } = await call(`send${kind}`, {}, { [kind]: text });
    assert.equal(result[kind], undefined, kind);
    const { file_name, mime_type } = result.document;
    assert.deepEqual([file_name, mime_type], ['a.txt', 'text/plain'], kind);
  }
  const gif = { bytes: bytesLike('GIF89a'), name: 'a.gif', type: 'image/gif' };
  const moving = await call('sendDocument', {}, { document: gif });
  assert.equal(moving.result.animation.mime_type, 'image/gif');
  const quiet = { disable_content_type_detection: true };
  const still = await call('sendDocument', quiet, { document: gif });
  assert.deepEqual([still.result.animation, still.result.document.file_name], [undefined, 'a.gif']);
});

test('OPS-3: a file_id sends the same bytes again, as the same kind, by the same bot', async () => {
  const { bot, client, call, shown } = await stage.pair();
  const first = await call('sendPhoto', {}, { photo: sampleFile('parcel.jpg') });
  const { file_id } = first.result.photo[0];
  const again = await call('sendPhoto', { photo: file_id, caption: 'again' });
  assert.equal(again.result.photo[0].file_id, file_id);
  assert.equal((await shown(again.result.message_id)).text, 'again');
  assert.deepEqual(
    refusal(await call('sendDocument', { document: file_id })),
    badRequest("can't use file of type Photo as Document"),
  );
  const { message } = await stage.simulator.act(bot, client, 'document', { sample: 'price.pdf' });
  const received = await call('sendDocument', { document: message.document.file_id });
  assert.equal(received.result.document.file_name, 'price.pdf');
  const stranger = await stage.pair();
  assert.deepEqual(
    refusal(await stranger.call('sendPhoto', { photo: file_id })),
    badRequest('wrong file identifier/HTTP URL specified'),
  );
});

test('OPS-3: a wrong or missing file is refused and nothing arrives', async () => {
  const { bot, client, call } = await stage.pair();
  const wrong = badRequest('wrong file identifier/HTTP URL specified');
  assert.deepEqual(refusal(await call('sendPhoto', { photo: 'AgACunknown' })), wrong);
  assert.deepEqual(refusal(await call('sendPhoto', { photo: 'attach://nowhere' })), wrong);
  assert.deepEqual(
    refusal(await call('sendPhoto', { photo: 'what is this' })),
    badRequest('wrong remote file identifier specified: Wrong character in the string'),
  );
  assert.deepEqual(
    refusal(await call('sendVoice')),
    badRequest('there is no voice in the request'),
  );
  const nothing = { bytes: Buffer.alloc(0), name: 'empty.pdf' };
  assert.deepEqual(
    refusal(await call('sendDocument', {}, { document: nothing })),
    badRequest('file must be non-empty'),
  );
  assert.equal((await stage.simulator.messages(bot, client, { from: 'bot' })).length, 0);
});

test('OPS-3: a photo is a picture of bearable sides and up to 10 MB', async () => {
  const { call } = await stage.pair();
  const send = async (photo) => refusal(await call('sendPhoto', {}, { photo }));
  const dimensions = badRequest('PHOTO_INVALID_DIMENSIONS');
  assert.deepEqual(await send(pngOf(6000, 4001)), dimensions);
  assert.deepEqual(await send(pngOf(2100, 100)), dimensions);
  assert.equal((await call('sendPhoto', {}, { photo: pngOf(6000, 4000) })).ok, true);
  assert.equal((await call('sendPhoto', {}, { photo: pngOf(2000, 100) })).ok, true);
  assert.deepEqual(await send(sampleFile('price.pdf')), badRequest('IMAGE_PROCESS_FAILED'));
  const { bytes: head } = pngOf(100, 100);
  const sized = (size) => ({ bytes: Buffer.concat([head], size), name: 'p.png' });
  assert.equal((await call('sendPhoto', {}, { photo: sized(10 * megabyte) })).ok, true);
  assert.deepEqual(await send(sized(10 * megabyte + 1)), badRequest('file is too big'));
});

test('OPS-3: a file is up to 50 MB, and one above 20 MB can be sent but not fetched again', async () => {
  const { call } = await stage.pair();
  const sized = (size) => ({ bytes: Buffer.alloc(size), name: 'big.bin' });
  const { result } = await call('sendDocument', {}, { document: sized(50 * megabyte) });
  assert.equal(result.document.file_size, 50 * megabyte);
  const { file_id } = result.document;
  assert.deepEqual(refusal(await call('getFile', { file_id })), badRequest('file is too big'));
  assert.deepEqual(
    refusal(await call('sendDocument', {}, { document: sized(50 * megabyte + 1) })),
    [413, 'Request Entity Too Large'],
  );
});

test('OPS-3: a caption is up to 1024 UTF-16 units and is read as a text is', async () => {
  const { call } = await stage.pair();
  const photo = sampleFile('dress.jpg');
  assert.equal((await call('sendPhoto', { caption: '😀'.repeat(512) }, { photo })).ok, true);
  assert.deepEqual(
    refusal(await call('sendPhoto', { caption: '😀'.repeat(512) + '.' }, { photo })),
    badRequest('message caption is too long'),
  );
  const bold = await call('sendPhoto', { caption: '<b>a</b>', parse_mode: 'HTML' }, { photo });
  assert.equal(bold.result.caption, 'a');
  const entities = [{ type: 'bold', offset: 0, length: 1 }];
  assert.deepEqual(bold.result.caption_entities, entities);
  const given = await call('sendPhoto', { caption: 'b', caption_entities: entities }, { photo });
  assert.deepEqual(given.result.caption_entities, entities);
});

test('OPS-3: the record of a call names the file and leaves its bytes out', async () => {
  const { bot, call } = await stage.pair();
  const document = sampleFile('price.pdf');
  await call('sendDocument', {}, { document });
  const [record] = await stage.simulator.calls(bot, { method: 'sendDocument' });
  const { name: file_name, type: mime, bytes } = document;
  assert.deepEqual(record.params.document, { file_name, mime, size: bytes.length });
});
