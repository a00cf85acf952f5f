import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';
import { Visitor } from '../support/visitor.mjs';

const picture = readFileSync(new URL('../simulator/page/samples/dress.jpg', import.meta.url));

let stage;
let channel;
let key;
before(async () => {
  // The page is plain files: it is there without the panel's build.
  const pages = fileURLToPath(new URL('../../web/public', import.meta.url));
  stage = await openStage({ settings: { http: { web_root: pages } } });
  const wish = { platform: 'webchat', name: 'Shop on the site' };
  channel = await stage.owner.post(`${stage.path}/channels`, wish);
  key = /\/webchat\/([^/?]+)/.exec(channel.link)[1];
});
after(() => stage.close());

const newVisitor = () => new Visitor(stage.server.url, key);

/** A visitor who has written, and the chat the owner has taken. */
async function talk(name, text = 'hello') {
  const visitor = newVisitor();
  await visitor.hello({ name, language: 'ru' });
  await visitor.write(`first-${name}`, text);
  const chat = await stage.chatNamed(name);
  await stage.owner.post(`${stage.path}/chats/${chat.id}/take`);
  return { visitor, chat, path: `${stage.path}/chats/${chat.id}` };
}

test('CHN-12: the page of a chat is there for everybody and of no other', async () => {
  const page = await fetch(`${stage.server.url}/webchat/${key}`);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /visitor\/chat\.js/);
  assert.equal((await fetch(`${stage.server.url}/webchat/nobody`)).status, 404);
  assert.equal((await fetch(`${stage.server.url}/webchat/${key}/other`)).status, 404);
  assert.equal((await fetch(`${stage.server.url}/webchat/${key}/ws`)).status, 400);
});

test('CHN-12: what a visitor writes is in the inbox and the answer on the page', async () => {
  const { visitor, chat, path } = await talk('Ann');
  assert.equal(chat.channel.id ?? chat.channel, channel.id);
  const sent = await stage.owner.post(`${path}/messages`, { text: 'Good day!' });
  const heard = await visitor.heard('message', (one) => one.id === sent.id);
  assert.deepEqual([heard.text, heard.by], ['Good day!', 'person']);
  await stage.messageOf(
    chat,
    'a sent answer',
    (one) => one.id === sent.id && one.status === 'sent',
  );
  visitor.say({ type: 'delivered', up_to: sent.id });
  await stage.messageOf(chat, 'a delivered one', (one) => one.status === 'delivered');
  visitor.say({ type: 'read', up_to: sent.id });
  await stage.messageOf(chat, 'a read one', (one) => one.status === 'read');
  await visitor.leave();
});

test('CHN-12: a repeat of a message is stored once', async () => {
  const { visitor, chat } = await talk('Bob', 'once');
  const first = await visitor.write('same-key', 'again');
  const second = await visitor.write('same-key', 'again');
  assert.equal(second.message, first.message);
  const texts = (await stage.messages(chat)).map((one) => one.text);
  assert.equal(texts.filter((text) => text === 'again').length, 1);
  await visitor.leave();
});

test('CHN-12: a page that comes back gets what it missed and nothing else', async () => {
  const { visitor, path } = await talk('Cid');
  const before = await stage.owner.post(`${path}/messages`, { text: 'before' });
  await visitor.heard('message', (one) => one.id === before.id);
  await visitor.leave();
  const missed = await stage.owner.post(`${path}/messages`, { text: 'missed' });
  const back = await visitor.hello({ after: before.id });
  assert.deepEqual(
    back.messages.map((one) => [one.id, one.text]),
    [[missed.id, 'missed']],
  );
  await visitor.leave();
  const fresh = await visitor.hello();
  assert.deepEqual(
    fresh.messages.map((one) => [one.by, one.text]),
    [
      ['visitor', 'hello'],
      ['person', 'before'],
      ['person', 'missed'],
    ],
  );
  assert.equal(fresh.visitor, back.visitor);
  await visitor.leave();
});

test('CHN-12: all pages of a visitor hear the same and strangers nothing', async () => {
  const { visitor, path } = await talk('Dan');
  const second = newVisitor();
  second.token = visitor.token;
  await second.hello();
  const stranger = newVisitor();
  const { visitor: id, messages } = await stranger.hello({ token: `${visitor.token}0` });
  assert.notEqual(id, visitor.visitor);
  assert.deepEqual(messages, []);
  const sent = await stage.owner.post(`${path}/messages`, { text: 'to both' });
  await visitor.heard('message', (one) => one.id === sent.id);
  await second.heard('message', (one) => one.id === sent.id);
  await second.write('from-second', 'also me');
  const own = await visitor.heard('message', (one) => one.id === 'from-second');
  assert.deepEqual([own.by, own.text], ['visitor', 'also me']);
  second.say({ type: 'edit', id: 'from-second', text: 'me too' });
  await visitor.heard('edit', (one) => one.text === 'me too');
  assert.ok(!stranger.frames.some((one) => one.type === 'message'));
  await Promise.all([visitor, second, stranger].map((one) => one.leave()));
});

test('CHN-12: files go both ways', async () => {
  const { visitor, chat, path } = await talk('Eve');
  const up = await visitor.upload(picture, 'photo.jpg', 'image/jpeg');
  assert.equal(up.status, 201);
  await visitor.write('with-file', '', { files: [up.body.source] });
  const shown = await visitor.heard('message', (one) => one.id === 'with-file');
  assert.equal(shown.files[0].link, up.body.link);
  const came = await stage.messageOf(
    chat,
    'a picture that is here',
    (one) => one.attachments[0]?.state === 'ready',
  );
  const bytes = await (await fetch(stage.server.url + came.attachments[0].url)).arrayBuffer();
  assert.deepEqual(Buffer.from(bytes), picture);
  const file = await stage.upload(Buffer.from('price'), { name: 'price.txt', type: 'text/plain' });
  const sent = await stage.owner.post(`${path}/messages`, { text: 'list', attachments: [file.id] });
  const heard = await visitor.heard('message', (one) => one.id === sent.id);
  const link = new URL(heard.files[0].link, stage.server.url);
  assert.equal(await (await fetch(link)).text(), 'price');
  await visitor.leave();
});

test('CHN-12: an upload needs a token and belongs to who made it', async () => {
  const one = newVisitor();
  await one.hello();
  const up = await one.upload(Buffer.from('mine'), 'a.txt', 'text/plain');
  assert.equal(up.status, 201);
  const unknown = await one.upload(Buffer.from('x'), 'a.txt', 'text/plain', 'forged');
  assert.equal(unknown.status, 401);
  const other = newVisitor();
  await other.hello();
  const said = await other.refusedWith({
    type: 'message',
    id: 'thief',
    text: 'x',
    files: [up.body.source],
  });
  assert.deepEqual([said.code, said.pointer, said.id], ['request.invalid', '/files', 'thief']);
  await Promise.all([one.leave(), other.leave()]);
});

test('CHN-12: edits and deletions go both ways', async () => {
  const { visitor, chat, path } = await talk('Fay', 'frist');
  visitor.say({ type: 'edit', id: 'first-Fay', text: 'first' });
  await stage.messageOf(chat, 'an edited text', (one) => one.text === 'first');
  const sent = await stage.owner.post(`${path}/messages`, { text: 'wrong' });
  await visitor.heard('message', (one) => one.id === sent.id);
  await stage.messageOf(chat, 'a sent one', (one) => one.id === sent.id && one.status === 'sent');
  await stage.owner.patch(`${path}/messages/${sent.id}`, { text: 'right' });
  const edited = await visitor.heard('edit', (one) => one.id === sent.id);
  assert.equal(edited.text, 'right');
  await stage.owner.do('DELETE', `${path}/messages/${sent.id}`);
  await visitor.heard('delete', (one) => one.id === sent.id);
  visitor.say({ type: 'delete', id: 'first-Fay' });
  await stage.messageOf(chat, 'a deleted one', (one) => Boolean(one.deleted_at));
  await visitor.leave();
});

test('CHN-12: what is no frame is refused and the socket goes on', async () => {
  const visitor = newVisitor();
  await visitor.hello();
  assert.equal((await visitor.refusedWith('not json')).code, 'request.bad_json');
  assert.equal((await visitor.refusedWith({ type: 'hello' })).code, 'request.invalid');
  const long = { type: 'message', id: 'long', text: 'x'.repeat(4097) };
  assert.equal((await visitor.refusedWith(long)).code, 'message.too_long');
  await visitor.leave();
  const early = new WebSocket(`${stage.server.url.replace('http', 'ws')}/webchat/${key}/ws`);
  const told = new Promise((resolve) => early.once('message', (text) => resolve(`${text}`)));
  early.once('open', () => early.send(JSON.stringify({ type: 'typing' })));
  assert.equal(JSON.parse(await told).code, 'auth.required');
  early.close();
});

test('CHN-12: a visitor who floods is asked to wait and loses nothing that was stored', async () => {
  const visitor = newVisitor();
  await visitor.hello({ name: 'Flood' });
  for (let i = 0; i < 60; i += 1) visitor.say({ type: 'message', id: `f${i}`, text: `t${i}` });
  const answers = () => visitor.frames.filter((one) => ['stored', 'error'].includes(one.type));
  await until('an answer to each', () => answers().length === 60);
  const slowed = answers().filter((one) => one.type === 'error');
  assert.ok(slowed.length > 0);
  for (const one of slowed)
    assert.deepEqual([one.code, one.retry_after > 0], ['rate.limited', true]);
  const chat = await stage.chatNamed('Flood');
  const stored = answers().filter((one) => one.type === 'stored');
  const texts = (await stage.messages(chat)).filter((one) => one.kind === 'incoming');
  assert.equal(texts.length, stored.length);
  await visitor.leave();
});

test('CHN-12: who only looks leaves no trace and who came by a link is told of', async () => {
  const looker = newVisitor();
  await looker.hello({ name: 'Looker' });
  await looker.leave();
  const guest = newVisitor();
  await guest.hello({ name: 'Guest', start: 'autumn' });
  await guest.write('g1', 'hello');
  const chat = await stage.chatNamed('Guest');
  assert.equal(chat.client.came_by, 'autumn');
  assert.ok(!(await stage.chats('new')).some((one) => one.client.name === 'Looker'));
  await guest.leave();
});

test('CHN-12: a chat that is disconnected lets its visitors go', async () => {
  const wish = { platform: 'webchat', name: 'Other' };
  const other = await stage.owner.post(`${stage.path}/channels`, wish);
  const otherKey = /\/webchat\/([^/?]+)/.exec(other.link)[1];
  const visitor = new Visitor(stage.server.url, otherKey);
  await visitor.hello();
  await stage.owner.do('DELETE', `${stage.path}/channels/${other.id}`);
  visitor.say({ type: 'message', id: 'late', text: 'anybody?' });
  assert.equal(await visitor.closed, 1008);
  const page = await fetch(`${stage.server.url}/webchat/${otherKey}`);
  assert.equal(page.status, 404);
});
