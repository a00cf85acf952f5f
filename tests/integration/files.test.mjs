import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { addMember, refused, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

const mebibyte = 1024 * 1024;
const picture = readFileSync(new URL('../simulator/page/samples/dress.jpg', import.meta.url));

let stage;
before(async () => {
  // What a sanitizer keeps of freed memory would be taken for memory in use.
  const sanitizer = [process.env.ASAN_OPTIONS, 'quarantine_size_mb=4'].filter(Boolean);
  process.env.ASAN_OPTIONS = sanitizer.join(':');
  stage = await openStage();
});
after(() => stage.close());

const linkTo = (file) => stage.server.url + file.url;

/** A form of so many bytes whose content is never in memory at once. */
function sendForm(path, size, { headers = {}, told = true } = {}) {
  const head =
    '--XX\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n' +
    'Content-Type: application/octet-stream\r\n\r\n';
  const tail = '\r\n--XX--\r\n';
  const url = new URL(stage.server.url + path);
  const length = told ? { 'content-length': head.length + size + tail.length } : {};
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=XX',
        cookie: stage.owner.cookie,
        'x-csrf-token': stage.owner.csrf,
        ...length,
        ...headers,
      },
    });
    let sent = 0;
    let answered = false;
    const piece = Buffer.alloc(mebibyte / 4, 'b');
    const more = () => {
      while (sent < size) {
        if (answered) return;
        const bytes = piece.subarray(0, Math.min(piece.length, size - sent));
        sent += bytes.length;
        if (!call.write(bytes)) return call.once('drain', more);
      }
      call.end(tail);
    };
    call.on('response', async (response) => {
      answered = true;
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, body: JSON.parse(body), sent });
      call.destroy();
    });
    call.on('error', reject);
    call.write(head);
    more();
  });
}

/** What the server's own process holds, in bytes. */
function memory() {
  const status = readFileSync(`/proc/${stage.server.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}

const filesPath = () => `/api/v1${stage.path}/files`;

test('CHT-6: an uploaded picture is served by its link with a small one beside it', async () => {
  const file = await stage.upload(picture, { name: 'кот & пёс.jpg', type: 'image/jpeg' });
  assert.equal(file.kind, 'photo');
  assert.equal(file.name, 'кот & пёс.jpg');
  assert.equal(file.mime, 'image/jpeg');
  assert.equal(file.size, picture.length);
  assert.ok(file.width > 0 && file.height > 0);
  const whole = await fetch(linkTo(file));
  assert.equal(whole.status, 200);
  assert.equal(whole.headers.get('content-type'), 'image/jpeg');
  assert.match(whole.headers.get('content-disposition'), /^inline;/);
  assert.match(whole.headers.get('content-security-policy'), /sandbox/);
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), picture);
  const part = await fetch(linkTo(file), { headers: { range: 'bytes=10-19' } });
  assert.equal(part.status, 206);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), picture.subarray(10, 20));
  const small = await fetch(stage.server.url + file.thumbnail_url);
  assert.equal(small.headers.get('content-type'), 'image/jpeg');
});

test('CHT-6: a link that was changed leads nowhere', async () => {
  const file = await stage.upload(Buffer.from('hello'), { name: 'a.txt', type: 'text/plain' });
  const [, , signature, ...rest] = file.url.split('/');
  const other = (signature[0] === '0' ? '1' : '0') + signature.slice(1);
  assert.equal((await fetch(linkTo(file))).status, 200);
  assert.equal((await fetch(`${stage.server.url}/f/${other}/${rest.join('/')}`)).status, 404);
  const renamed = file.url.replace('text~plain', 'text~html');
  assert.equal((await fetch(stage.server.url + renamed)).status, 404);
});

test('CHT-6: who may not upload is told so before the file is read', async () => {
  const big = 50 * mebibyte;
  const stranger = await sendForm(filesPath(), big, { headers: { cookie: '' } });
  assert.equal(stranger.status, 401);
  const forged = await sendForm(filesPath(), big, { headers: { 'x-csrf-token': 'x' } });
  assert.deepEqual([forged.status, forged.body.code], [403, 'auth.csrf']);
  const other = await new Session(stage.server.url).signUp();
  const headers = { cookie: other.cookie, 'x-csrf-token': other.csrf };
  const elsewhere = await sendForm(filesPath(), big, { headers });
  assert.equal(elsewhere.status, 404);
  for (const answer of [stranger, forged, elsewhere]) assert.ok(answer.sent < big, answer.sent);
});

test('CHT-6: 100 MB are taken without growing and one byte more is not', async () => {
  await sendForm(filesPath(), mebibyte);
  const before = memory();
  const taken = await sendForm(filesPath(), 100 * mebibyte);
  assert.deepEqual([taken.status, taken.body.size], [201, 100 * mebibyte]);
  assert.ok(memory() - before < 20 * mebibyte, `grew by ${memory() - before} bytes`);
  const told = await sendForm(filesPath(), 101 * mebibyte);
  assert.deepEqual([told.status, told.body.code], [413, 'file.too_large']);
  assert.ok(told.sent < 100 * mebibyte, 'refused by its length');
  const counted = await sendForm(filesPath(), 100 * mebibyte + 1, { told: false });
  assert.deepEqual([counted.status, counted.body.code], [413, 'file.too_large']);
});

test('CHT-6: a download of 100 MB takes no more memory than a small one', async () => {
  const { body } = await sendForm(filesPath(), 100 * mebibyte);
  const before = memory();
  let most = 0;
  let bytes = 0;
  for await (const chunk of (await fetch(linkTo(body))).body) {
    bytes += chunk.length;
    most = Math.max(most, memory());
  }
  assert.equal(bytes, 100 * mebibyte);
  assert.ok(most - before < 10 * mebibyte, `grew by ${most - before} bytes`);
});

test('CHT-6: programs and what is no picture are refused with a reason', async () => {
  const program = Buffer.from('#!/bin/sh\necho hello\n');
  await refused(stage.upload(program, { name: 'run.exe' }), 422, 'file.forbidden');
  const words = Buffer.from('hello');
  await refused(stage.upload(words, { name: 'a.jpg', as: 'photo' }), 422, 'file.image_expected');
  const form = new FormData();
  form.set('other', 'x');
  await refused(stage.owner.postForm(`${stage.path}/files`, form), 400, 'request.invalid');
  await refused(stage.owner.post(`${stage.path}/files`, { file: 'x' }), 400, 'request.invalid');
});

test('CHT-6: a manager uploads as well as the owner', async () => {
  const manager = await addMember(stage.owner, stage.project);
  const form = new FormData();
  form.set('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt');
  const file = await manager.postForm(`${stage.path}/files`, form);
  assert.deepEqual([file.kind, file.size], ['document', 5]);
});
