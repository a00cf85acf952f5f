import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bytesLike, openStage, sampleFile } from './test_stage.mjs';

const megabyte = 1024 * 1024;
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const refusal = ({ error_code, description }) => [error_code, description];
const badRequest = (words) => [400, `Bad Request: ${words}`];

test('OPS-3: a file given by address is fetched and kept with what was fetched', async () => {
  const { call, shown } = await stage.pair();
  const { bytes, type } = sampleFile('dress.jpg');
  const photo = stage.receiver.serve('/dress.jpg', bytes, { type });
  const { result } = await call('sendPhoto', { photo, caption: 'new' });
  assert.deepEqual(stage.receiver.fetched, ['/dress.jpg']);
  const message = await shown(result.message_id);
  assert.equal(message.fetched.status, 200);
  assert.deepEqual([message.fetched.type, message.fetched.bytes], [type, bytes.length]);
  assert.ok((await stage.simulator.bytesOf(message.attachments[0])).equals(bytes));
});

test('OPS-3: an address that gives nothing or something else is refused', async () => {
  const { call } = await stage.pair();
  const { receiver } = stage;
  const failed = badRequest('failed to get HTTP URL content');
  const send = async (photo) => refusal(await call('sendPhoto', { photo }));
  const { bytes } = sampleFile('dress.jpg');
  assert.deepEqual(await send(receiver.serve('/gone.jpg', bytes, { status: 404 })), failed);
  const big = receiver.serve('/big.jpg', Buffer.alloc(5 * megabyte + 1), { type: 'image/jpeg' });
  assert.deepEqual(await send(big), failed);
  assert.deepEqual(await send('http://127.0.0.1:1/nobody.jpg'), failed);
  const wrong = badRequest('wrong type of the web page content');
  assert.deepEqual(await send(receiver.serve('/page', bytes, { type: 'text/html' })), wrong);
  assert.deepEqual(await send('https://'), badRequest('wrong HTTP URL specified'));
});

test('OPS-3: by address documents are pdf, zip or gif only and video notes nothing', async () => {
  const { call } = await stage.pair();
  const { receiver } = stage;
  const { bytes, type } = sampleFile('price.pdf');
  const document = receiver.serve('/list/price%20one.pdf', bytes, { type });
  const { result } = await call('sendDocument', { document });
  assert.equal(result.document.file_name, 'price one.pdf');
  const word = receiver.serve('/a.docx', bytes, { type: 'application/msword' });
  const wrong = badRequest('wrong type of the web page content');
  assert.deepEqual(refusal(await call('sendDocument', { document: word })), wrong);
  const clip = receiver.serve('/c.mp4', sampleFile('clip.mp4').bytes, { type: 'video/mp4' });
  assert.equal((await call('sendVideo', { video: clip })).result.video.mime_type, 'video/mp4');
  assert.deepEqual(refusal(await call('sendVideoNote', { video_note: clip })), wrong);
});

test('OPS-3: by address a voice above 1 MB arrives as a file', async () => {
  const { call } = await stage.pair();
  const type = 'audio/ogg';
  const short = stage.receiver.serve('/a.ogg', bytesLike('OggS', megabyte), { type });
  const long = stage.receiver.serve('/b.ogg', bytesLike('OggS', megabyte + 1), { type });
  assert.equal((await call('sendVoice', { voice: short })).result.voice.file_size, megabyte);
  const { result } = await call('sendVoice', { voice: long });
  assert.deepEqual([result.voice, result.document.file_name], [undefined, 'b.ogg']);
});
