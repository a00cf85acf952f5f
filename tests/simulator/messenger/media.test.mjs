import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { Stage, pairOf } from './stage.mjs';

/** @type {Stage} */
let stage;
let made;
let store;
/** What the program's own file server has. */
const shelf = {};
const megabyte = 1024 * 1024;
const jpeg = (size = 1000) =>
  Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(size - 4)]);
const mp4 = Buffer.concat([Buffer.from('0000001c66747970', 'hex'), Buffer.alloc(100)]);

before(async () => {
  stage = await Stage.open();
  made = await stage.talking({ page: { limits: false } });
  store = http.createServer((request, response) => {
    const item = shelf[decodeURIComponent(request.url.slice(1))];
    if (!item) return response.writeHead(404).end('<html>not here</html>');
    if (item.silent) return undefined;
    return response.writeHead(200, { 'content-type': item.type }).end(item.bytes);
  });
  await new Promise((resolve) => store.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await stage.close();
  store.closeAllConnections();
  store.close();
});

const address = (name) => `http://127.0.0.1:${store.address().port}/${name}`;
function byUrl(type, name, more = {}) {
  return stage.send(made, { attachment: { type, payload: { url: address(name), ...more } } });
}
async function upload(edge, type, bytes, { mime, name, ...payload }) {
  const form = new FormData();
  form.set('access_token', made.page.token);
  form.set('messaging_type', 'RESPONSE');
  form.set('recipient', JSON.stringify({ id: made.psid }));
  form.set('message', JSON.stringify({ attachment: { type, payload } }));
  form.set('filedata', new Blob([bytes], { type: mime }), name);
  const url = `${stage.server.url}/messenger/v25.0/me/${edge}`;
  return (await fetch(url, { method: 'POST', body: form })).json();
}
const last = async () => (await stage.messages(made, { from: 'account' })).at(-1);
const byId = (type, attachment_id) =>
  stage.send(made, { attachment: { type, payload: { attachment_id } } });

test('CHT-2: media by address is fetched, kept, and told in the echo', async () => {
  shelf['r.jpg'] = { type: 'image/jpeg', bytes: jpeg() };
  shelf['v.mp4'] = { type: 'video/mp4', bytes: mp4 };
  shelf['a.mp3'] = { type: 'audio/mpeg', bytes: Buffer.alloc(50) };
  shelf['прайс.bin'] = { type: 'application/octet-stream', bytes: Buffer.alloc(60) };
  const kinds = { image: 'r.jpg', video: 'v.mp4', audio: 'a.mp3', file: 'прайс.bin' };
  for (const [type, name] of Object.entries(kinds)) {
    const { message_id } = await byUrl(type, name);
    const message = await last();
    assert.equal(message.id, message_id);
    const { bytes, type: mime } = shelf[name];
    assert.deepEqual(message.fetched, {
      status: 200,
      type: mime,
      bytes: bytes.length,
      error: null,
    });
    const [shown] = message.attachments;
    assert.deepEqual([shown.name, shown.size], [name, bytes.length]);
    const kept = Buffer.from(await (await fetch(shown.url)).arrayBuffer());
    assert.ok(kept.equals(bytes));
    const echo = await stage.event('message', (event) => event.message.mid === message_id);
    assert.equal(echo.message.attachments[0].type, type);
  }
});

test('CHT-2: what cannot be fetched or is of another kind is refused, with the fetch on record', async () => {
  assert.deepEqual(pairOf(await byUrl('image', 'missing.jpg')), [100, 2018008]);
  const calls = await stage.control('GET', `accounts/${made.page.id}/calls?method=messages`);
  assert.deepEqual([calls.at(-1).fetched.status, calls.at(-1).fetched.type], [404, '']);
  shelf['page.jpg'] = { type: 'text/html', bytes: '<html>sign in</html>' };
  shelf['empty.jpg'] = { type: 'image/jpeg', bytes: '' };
  assert.deepEqual(pairOf(await byUrl('image', 'page.jpg')), [100, 2018047]);
  assert.deepEqual(pairOf(await byUrl('video', 'r.jpg')), [100, 2018047]);
  assert.deepEqual(pairOf(await byUrl('image', 'empty.jpg')), [100, 2018008]);
  const nowhere = { attachment: { type: 'image', payload: { url: 'ftp://example.com/x' } } };
  assert.deepEqual(pairOf(await stage.send(made, nowhere)), [100, 2018008]);
});

test('CHT-2: the platform does not wait for ever for media', async () => {
  shelf.silent = { silent: true };
  await stage.options(made, { fetch_timeout_ms: 50 });
  assert.deepEqual(pairOf(await byUrl('image', 'silent')), [100, 2018008]);
  assert.deepEqual(pairOf(await byUrl('video', 'silent')), [100, 2018294]);
  await stage.options(made, { fetch_timeout_ms: 10_000 });
});

test('CHT-6: 8 MB for pictures by address, 25 MB for everything else', async () => {
  shelf['8.jpg'] = { type: 'image/jpeg', bytes: jpeg(8 * megabyte) };
  shelf['8+.jpg'] = { type: 'image/jpeg', bytes: jpeg(8 * megabyte + 1) };
  shelf['25+'] = { type: 'application/zip', bytes: Buffer.alloc(25 * megabyte + 1) };
  assert.ok((await byUrl('image', '8.jpg')).message_id);
  assert.deepEqual(pairOf(await byUrl('image', '8+.jpg')), [100, 2018109]);
  assert.deepEqual(pairOf(await byUrl('file', '25+')), [100, 2018109]);
  const image = { mime: 'image/jpeg', name: 'big.jpg' };
  assert.ok((await upload('messages', 'image', jpeg(9 * megabyte), image)).message_id);
  const zip = { mime: 'application/zip', name: 'big.zip' };
  const over = await upload('messages', 'file', Buffer.alloc(25 * megabyte + 1), zip);
  assert.deepEqual(pairOf(over), [100, 2018109]);
});

test('CHT-2: media is uploaded in the same call', async () => {
  const file = { mime: 'application/pdf', name: 'invoice.pdf' };
  const sent = await upload('messages', 'file', '%PDF-1.4', file);
  assert.equal(sent.recipient_id, made.psid);
  const { attachments } = await last();
  const { kind, name, size } = attachments[0];
  assert.deepEqual([kind, name, size], ['file', 'invoice.pdf', 8]);
  const wrong = await upload('messages', 'image', '%PDF-1.4', file);
  assert.deepEqual(pairOf(wrong), [100, 2018047]);
});

test('CHT-2: an attachment is uploaded once and sent many times, for 90 days', async () => {
  const image = { mime: 'image/jpeg', name: 'x.jpg', is_reusable: true };
  const { attachment_id } = await upload('message_attachments', 'image', jpeg(), image);
  assert.match(attachment_id, /^\d+$/);
  for (let n = 0; n < 3; n += 1) assert.ok((await byId('image', attachment_id)).message_id);
  const again = await byUrl('image', 'r.jpg', { is_reusable: true });
  assert.ok((await byId('image', again.attachment_id)).message_id);
  const { body } = await stage.graph('POST', `${made.page.id}/message_attachments`, {
    access_token: made.page.token,
    message: { attachment: { type: 'image', payload: { url: address('r.jpg') } } },
  });
  assert.ok((await byId('image', body.attachment_id)).message_id);
  assert.deepEqual(pairOf(await byId('image', '1')), [100, 2018074]);
  assert.deepEqual(pairOf(await byId('video', attachment_id)), [100, 2018074]);
  const page = stage.server.platforms
    .find(({ name }) => name === 'messenger')
    .world.account(made.page.id);
  page.attachments.get(attachment_id).made_at -= 91 * 24 * 3_600_000;
  assert.deepEqual(pairOf(await byId('image', attachment_id)), [100, 2018074]);
});
