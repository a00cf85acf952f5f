import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pngOf, sampleBytes } from '../support/pictures.mjs';
import { Session, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

const mebibyte = 1024 * 1024;
const largestPicture = 3 * mebibyte;

let stage;
const links = {};
before(async () => {
  stage = await openStage();
  for (const name of ['viber', 'vk', 'messenger'])
    links[name] = await stage.connectAccount(name, { account: { limits: false } });
});
after(() => stage.close());

const send = (talk, what) => stage.owner.post(`${talk.chatPath}/messages`, what);

/** A real picture of exactly so many bytes: what follows its end mark is nobody's. */
function pictureOf(size) {
  const picture = sampleBytes('dress.jpg');
  return Buffer.concat([picture, Buffer.alloc(size - picture.length)]);
}

test('CHT-6: a picture of 3 MB is one, a byte more is too large for one, or goes as a file', async () => {
  const how = { name: 'a.jpg', type: 'image/jpeg' };
  const largest = await stage.upload(pictureOf(largestPicture), { ...how, as: 'photo' });
  assert.equal(largest.kind, 'photo');
  const larger = pictureOf(largestPicture + 1);
  await refused(stage.upload(larger, { ...how, as: 'photo' }), 413, 'file.too_large');
  assert.equal((await stage.upload(larger, how)).kind, 'document');
  assert.equal((await stage.upload(pngOf(9, 9), { ...how, as: 'file' })).kind, 'document');
});

const programs = {
  'a Windows program called a picture': [Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'cat.jpg'],
  'a Linux program without an ending': [
    Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0', 'latin1'),
    'readme',
  ],
  'a macOS program called a text': [
    Buffer.from('cffaedfe07000001030000000200000010000000', 'hex'),
    'notes.txt',
  ],
  'a shell script called a text': [Buffer.from('#!/bin/bash\nrm -rf ~\n'), 'notes.txt'],
  'a harmless text called a program': [Buffer.from('hello'), 'setup.exe'],
  'a text called a program in capitals': [Buffer.from('hello'), 'SETUP.EXE'],
  'a name with two endings': [Buffer.from('hello'), 'photo.jpg.scr'],
  'an image of a disk': [Buffer.from('hello'), 'app.dmg'],
  'an Android program': [Buffer.from('PK\x03\x04hello', 'latin1'), 'game.apk'],
};
for (const [what, [bytes, name]] of Object.entries(programs)) {
  test(`CHT-6: ${what} is refused`, async () => {
    const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length < 100 ? 200 : 0)]);
    await refused(stage.upload(padded, { name, type: 'text/plain' }), 422, 'file.forbidden');
  });
}

test('CHT-6: a file of another project, or none at all, can’t be sent', async () => {
  const talk = await stage.takenTalk(links.vk);
  const stranger = await new Session(stage.server.url).signUp();
  const { id } = await stranger.post('/projects', { name: 'Theirs' });
  const form = new FormData();
  form.set('file', new Blob(['secret'], { type: 'text/plain' }), 'secret.txt');
  const theirs = await stranger.postForm(`/projects/${id}/files`, form);
  for (const file of [theirs.id, '1', '9223372036854775807'])
    await refused(send(talk, { attachments: [file] }), 404, 'not_found');
  const path = `${stage.path}/files`;
  await refused(stranger.postForm(path, form), 404, 'not_found');
  const received = await talk.platform.messages(talk.account, talk.client, { from: 'account' });
  assert.equal(received.length, 0);
});

test('CHT-2: a message has a text or files, ten of them at most', async () => {
  const talk = await stage.takenTalk(links.vk);
  const { id } = await stage.upload(pngOf(8, 8), { name: 'a.png', type: 'image/png' });
  await refused(send(talk, {}), 400, 'request.invalid');
  await refused(send(talk, { text: '', attachments: [] }), 400, 'request.invalid');
  const eleven = Array.from({ length: 11 }, () => id);
  await refused(send(talk, { attachments: eleven }), 400, 'request.invalid');
});

/** What each messenger takes at most, and a byte more. */
const largest = { viber: 50 * mebibyte, messenger: 25_000_000 };
for (const [name, bytes] of Object.entries(largest)) {
  test(`CHT-6: a file larger than ${name} takes is refused before it is queued`, async () => {
    const talk = await stage.takenTalk(links[name]);
    const zip = (size) => {
      const content = Buffer.alloc(size, 'z');
      return stage.upload(content, { name: 'all.dat', type: 'application/octet-stream' });
    };
    const larger = await zip(bytes + 1);
    const refusal = await refused(send(talk, { attachments: [larger.id] }), 413, 'file.too_large');
    assert.match(refusal.message, /MB/);
    const fits = await zip(bytes);
    const message = await send(talk, { attachments: [fits.id] });
    const there = (one) => one.id === message.id && ['sent', 'delivered'].includes(one.status);
    await stage.messageOf(talk.chat, 'the largest file to arrive', there, { timeoutMs: 60_000 });
  });
}

test('CHT-6: a link holds for its time only, whoever has it needs no session, ranges are exact', async () => {
  const bytes = sampleBytes('price.pdf');
  const file = await stage.upload(bytes, { name: 'price.pdf', type: 'application/pdf' });
  const address = stage.server.url + file.url;
  const ask = (range) => fetch(address, { headers: range ? { range } : {} });
  const size = bytes.length;
  const whole = await ask();
  assert.equal(whole.headers.get('content-length'), String(size));
  assert.equal(whole.headers.get('x-content-type-options'), 'nosniff');
  const parts = {
    'bytes=0-0': [0, 1],
    [`bytes=${size - 1}-`]: [size - 1, size],
    'bytes=-5': [size - 5, size],
    [`bytes=10-${size * 2}`]: [10, size],
  };
  for (const [range, [from, to]] of Object.entries(parts)) {
    const part = await ask(range);
    assert.equal(part.status, 206, range);
    assert.equal(part.headers.get('content-range'), `bytes ${from}-${to - 1}/${size}`);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(from, to), range);
  }
  assert.equal((await ask(`bytes=${size}-`)).status, 416);
  const [, , signature, expiry, ...rest] = file.url.split('/');
  for (const other of [0, 1, Number(expiry) - 1, Number(expiry) + 1, 'x', ''])
    assert.equal(
      (await fetch(`${stage.server.url}/f/${signature}/${other}/${rest.join('/')}`)).status,
      404,
      `expiry ${other}`,
    );
});

test('CHT-2: a client’s file that the platform no longer has is told as such, the message stays', async () => {
  const { platform, account } = links.viber;
  const talk = await stage.talk(links.viber);
  const media = `${stage.simulator.url}/viber/media/999999/gone.jpg`;
  const content = { type: 'picture', media, file_name: 'gone.jpg', text: 'look at this' };
  await platform.act(account, talk.client, 'content', { content });
  const failed = await stage.messageOf(
    talk.chat,
    'the file that is gone',
    ({ attachments }) => attachments[0]?.state === 'failed',
    { timeoutMs: 60_000 },
  );
  assert.equal(failed.text, 'look at this');
  assert.ok(failed.attachments[0].error);
  assert.equal(failed.attachments[0].url, null);
});
