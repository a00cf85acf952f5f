import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pngOf, sampleBytes } from '../support/pictures.mjs';
import { refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

/** The longest text of one message, by the platforms' sheets. */
const textLimits = { viber: 7000, vk: 4096, messenger: 2000 };
/** What each platform calls an upload; Viber has none. */
const uploadMethods = {
  vk: ['photos.getMessagesUploadServer', 'docs.getMessagesUploadServer'],
  messenger: ['message_attachments'],
};
/** What each kind of file is on the phone; what a platform has no kind for comes as a file. */
const kinds = {
  viber: { photo: 'photo', file: 'file', video: 'video', sound: 'file' },
  vk: { photo: 'photo', file: 'file', video: 'file', sound: 'file' },
  messenger: { photo: 'photo', file: 'file', video: 'video', sound: 'audio' },
};
const samples = {
  photo: ['dress.jpg', 'image/jpeg'],
  file: ['price.pdf', 'application/pdf'],
  video: ['clip.mp4', 'video/mp4'],
  sound: ['voice.ogg', 'audio/ogg'],
};
const platforms = Object.keys(textLimits);

let stage;
const links = {};
before(async () => {
  stage = await openStage();
  for (const name of platforms)
    links[name] = await stage.connectAccount(name, { account: { limits: false } });
});
after(() => stage.close());

const send = (talk, what) => stage.owner.post(`${talk.chatPath}/messages`, what);
const uploadSample = (kind) => {
  const [name, type] = samples[kind];
  return stage.upload(sampleBytes(name), { name, type });
};
const gone = new Set(['sent', 'delivered', 'read']);
const outcome = (talk, { id }) =>
  stage.messageOf(
    talk.chat,
    `an end of ${id}`,
    (one) => one.id === id && (gone.has(one.status) || one.status === 'failed'),
  );
async function arrives(talk, what) {
  const message = await send(talk, what);
  const ended = await outcome(talk, message);
  assert.ok(gone.has(ended.status), JSON.stringify(ended.error));
  return ended;
}
async function uploadsOf({ platform, account }) {
  const calls = await platform.calls(account);
  return calls.filter(({ method }) => uploadMethods[platform.name].includes(method)).length;
}

for (const name of platforms) {
  test(`CHT-2: a text longer than ${name} takes arrives whole, in parts, in its order`, async () => {
    const talk = await stage.takenTalk(links[name]);
    const words = Array.from({ length: 400 }, (_, n) => `слово${n}`);
    let text = '';
    for (const word of words) {
      if (text.length + word.length + 1 > Math.min(textLimits[name] * 1.4, 4000)) break;
      text += `${text ? ' ' : ''}${word}`;
    }
    await arrives(talk, { text });
    const parts = (await talk.platform.received(talk.account, talk.client, 1)).map(
      (one) => one.text,
    );
    assert.equal(parts.length, text.length > textLimits[name] ? 2 : 1);
    for (const part of parts) assert.ok(part.length <= textLimits[name]);
    assert.equal(parts.join(' '), text);
  });

  test(`CHT-2: a photo, a file, a video and a sound reach ${name} as it takes them`, async () => {
    const talk = await stage.takenTalk(links[name]);
    for (const kind of Object.keys(samples)) {
      const file = await uploadSample(kind);
      await arrives(talk, { attachments: [file.id] });
    }
    const received = await talk.platform.received(talk.account, talk.client, 4);
    const shown = received.map(({ attachments }) => attachments.map((one) => one.kind));
    const wanted = Object.keys(samples).map((kind) => [kinds[name][kind]]);
    assert.deepEqual(shown, wanted);
    const document = received[1].attachments[0];
    assert.ok((document.name ?? document.title).includes('price'), JSON.stringify(document));
  });

  test(`CHT-6: a png reaches ${name} as a picture it takes`, async () => {
    const talk = await stage.takenTalk(links[name]);
    const file = await stage.upload(pngOf(640, 480), { name: 'shot.png', type: 'image/png' });
    assert.equal(file.kind, 'photo');
    assert.deepEqual([file.width, file.height], [640, 480]);
    const { attachments } = await arrives(talk, { attachments: [file.id] });
    assert.deepEqual([attachments[0].kind, attachments[0].state], ['photo', 'ready']);
    const [received] = await talk.platform.received(talk.account, talk.client, 1);
    assert.equal(received.attachments[0].kind, 'photo');
  });

  test(`CHT-2: words beside a picture arrive with it on ${name}, or right after it`, async () => {
    const talk = await stage.takenTalk(links[name]);
    const file = await uploadSample('photo');
    const message = await arrives(talk, { text: 'the receipt', attachments: [file.id] });
    assert.equal(message.text, 'the receipt');
    const count = name === 'messenger' ? 2 : 1;
    const received = await talk.platform.received(talk.account, talk.client, count);
    assert.ok(received.some(({ text }) => text === 'the receipt'));
    assert.ok(received.some(({ attachments }) => attachments?.[0]?.kind === 'photo'));
    assert.equal(received.length, count);
  });

  test(`CHT-2: several pictures with words are as few messages on ${name} as it allows`, async () => {
    const talk = await stage.takenTalk(links[name]);
    const files = [];
    for (let n = 0; n < 3; n += 1) {
      const bytes = pngOf(64, 64, n * 40);
      files.push(await stage.upload(bytes, { name: `p${n}.png`, type: 'image/png' }));
    }
    await arrives(talk, { text: 'three', attachments: files.map(({ id }) => id) });
    const messages = { viber: 3, vk: 1, messenger: 4 }[name];
    const received = await talk.platform.received(talk.account, talk.client, messages);
    assert.equal(received.length, messages);
    const pictures = received.flatMap(({ attachments = [] }) => attachments);
    assert.equal(pictures.length, 3);
  });
}

for (const name of Object.keys(uploadMethods)) {
  test(`CHT-2: a file is uploaded to ${name} once, however often it is sent, also after a restart`, async () => {
    const link = links[name];
    const talk = await stage.takenTalk(link);
    const bytes = pngOf(32, 32, name === 'vk' ? 11 : 12);
    const file = await stage.upload(bytes, { name: 'often.png', type: 'image/png' });
    const before = await uploadsOf(link);
    await arrives(talk, { attachments: [file.id] });
    assert.equal(await uploadsOf(link), before + 1);
    await arrives(talk, { attachments: [file.id] });
    await stage.server.stop();
    await stage.server.start();
    await arrives(talk, { attachments: [file.id] });
    assert.equal(await uploadsOf(link), before + 1);
    const received = await talk.platform.received(talk.account, talk.client, 3);
    for (const { attachments } of received) assert.equal(attachments[0].kind, 'photo');
  });
}

test('CHT-2: a file of Messenger that its platform forgot is uploaded anew by itself', async () => {
  const link = links.messenger;
  const talk = await stage.takenTalk(link);
  const file = await stage.upload(pngOf(16, 16, 99), { name: 'again.png', type: 'image/png' });
  await arrives(talk, { attachments: [file.id] });
  const before = await uploadsOf(link);
  await link.platform.fault(link.account, { kind: 'error', code: 100, subcode: 2018074 });
  await arrives(talk, { attachments: [file.id] });
  assert.equal(await uploadsOf(link), before + 1);
});

test('CHT-2: Viber fetches from our signed link: type, length, name at the end, ranges', async () => {
  const talk = await stage.takenTalk(links.viber);
  const bytes = sampleBytes('clip.mp4');
  const file = await uploadSample('video');
  await arrives(talk, { attachments: [file.id] });
  const [received] = await talk.platform.received(talk.account, talk.client, 1, {
    state: 'delivered',
  });
  const { status, type, bytes: length } = received.fetched;
  assert.deepEqual([status, type, length], [200, 'video/mp4', bytes.length]);
  const address = received.wire.media;
  assert.ok(address.startsWith(`${stage.server.url}/f/`), address);
  assert.match(new URL(address).pathname, /\.mp4$/);
  const part = await fetch(address, { headers: { range: 'bytes=10-19' } });
  assert.equal(part.status, 206);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(10, 20));
  assert.equal((await fetch(address.replace('/f/', '/f/0'))).status, 404);
});

test('CHT-9: an answer on VK is edited and taken back there, too', async () => {
  const talk = await stage.takenTalk(links.vk);
  const message = await arrives(talk, { text: 'helo' });
  const path = `${talk.chatPath}/messages/${message.id}`;
  const edited = await stage.owner.patch(path, { text: 'hello' });
  assert.equal(edited.text, 'hello');
  assert.ok(edited.edited_at);
  const shown = () => talk.platform.messages(talk.account, talk.client, { from: 'account' });
  const wish = { method: 'messages.edit', count: 1, wait: 5000 };
  assert.equal((await talk.platform.calls(talk.account, wish)).length, 1);
  assert.deepEqual(
    (await shown()).map(({ text, edited: changed }) => [text, changed]),
    [['hello', true]],
  );
  await stage.owner.do('DELETE', path);
  await talk.platform.calls(talk.account, { method: 'messages.delete', count: 1, wait: 5000 });
  assert.equal((await shown())[0].deleted, true);
  const last = (await stage.messages(talk.chat)).at(-1);
  assert.ok(last.deleted_at);
});

for (const name of ['viber', 'messenger']) {
  test(`CHT-9: on ${name}, which knows no edits, a change is refused`, async () => {
    const talk = await stage.takenTalk(links[name]);
    const { id } = await arrives(talk, { text: 'as it is' });
    const path = `${talk.chatPath}/messages/${id}`;
    await refused(stage.owner.patch(path, { text: 'x' }), 409, 'message.not_changeable');
    await refused(stage.owner.do('DELETE', path), 409, 'message.not_changeable');
  });
}

test('CHT-9: an answer that quotes reaches VK as a reply to that message', async () => {
  const talk = await stage.takenTalk(links.vk, { text: 'the question' });
  const question = (await stage.messages(talk.chat)).find(({ kind }) => kind === 'incoming');
  const answer = await arrives(talk, { text: 'the answer', reply_to: question.id });
  assert.deepEqual(answer.reply_to, { message: question.id, text: 'the question' });
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  const [asked] = await talk.platform.messages(talk.account, talk.client, { from: 'client' });
  assert.equal(String(received.reply_to), String(asked.id));
});

for (const name of ['viber', 'vk']) {
  test(`SUB-3: nothing is sent to a ${name} client who left`, async () => {
    const talk = await stage.takenTalk(links[name]);
    await talk.platform.act(talk.account, talk.client, 'block');
    await stage.chatNamed(talk.client.name, {
      ...{ tab: 'mine', fits: (one) => !one.client.subscribed },
    });
    await refused(send(talk, { text: 'x' }), 409, 'client.unsubscribed');
    const received = await talk.platform.messages(talk.account, talk.client, { from: 'account' });
    assert.equal(received.length, 0);
  });
}
