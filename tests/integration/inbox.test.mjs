import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

let stage;
let bot;
let manager;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot({ name: 'Лавка' }));
  manager = await addMember(stage.owner, stage.project, { name: 'Дмитрий' });
});
after(() => stage.close());

const counters = (session) => session.get(`${stage.path}/chats/counters`);
const act = (session, chat, verb, body) =>
  session.post(`${stage.path}/chats/${chat.id}/${verb}`, body);

test('CRD-1, INB-2: a first message makes a client and a new appeal', async () => {
  const fields = {
    first_name: 'Ирина',
    last_name: 'Ковалёва',
    username: 'ira_kov',
    language_code: 'ru',
  };
  const before = await counters(stage.owner);
  const { chat } = await stage.writingClient(bot, 'Добрый день!', fields);
  const { id, ...client } = chat.client;
  assert.match(id, /^[1-9][0-9]*$/);
  assert.deepEqual(
    [client.name, client.first_name, client.last_name, client.username, client.language],
    ['Ирина Ковалёва', 'Ирина', 'Ковалёва', 'ira_kov', 'ru'],
  );
  assert.equal(client.subscribed, true);
  assert.equal(client.profile_url, 'https://t.me/ira_kov');
  assert.deepEqual(
    [chat.state, chat.responsible, chat.participants, chat.dialogs],
    ['new', null, [], 1],
  );
  assert.equal(chat.unread, 1);
  assert.equal(chat.last_message.text, 'Добрый день!');
  assert.ok(Math.abs(Date.parse(chat.waiting_since) - Date.now()) < 60_000);
  assert.equal((await counters(stage.owner)).new, before.new + 1);
  const messages = await stage.messages(chat);
  const incoming = messages.filter(({ kind }) => kind === 'incoming');
  assert.deepEqual(
    incoming.map(({ text }) => text),
    ['Добрый день!'],
  );
});

test('INB-1 to INB-3: take, answer, note, done: tabs and counters follow', async () => {
  const { client, chat } = await stage.writingClient(bot, 'Есть размер 46?');
  const start = { owner: await counters(stage.owner), manager: await counters(manager) };
  const taken = await act(stage.owner, chat, 'take');
  assert.deepEqual([taken.state, taken.responsible.id], ['active', stage.owner.me.id]);
  assert.deepEqual(
    taken.participants.map(({ id, role }) => [id, role]),
    [[stage.owner.me.id, 'responsible']],
  );
  const now = { owner: await counters(stage.owner), manager: await counters(manager) };
  assert.deepEqual([now.owner.new, now.owner.mine], [start.owner.new - 1, start.owner.mine + 1]);
  assert.deepEqual(
    [now.manager.new, now.manager.others],
    [start.manager.new - 1, start.manager.others + 1],
  );
  const ids = async (tab, session) => (await stage.chats(tab, session)).map((one) => one.id);
  assert.ok((await ids('mine', stage.owner)).includes(chat.id));
  assert.ok((await ids('others', manager)).includes(chat.id));
  assert.ok(!(await ids('new', manager)).includes(chat.id));

  await refused(act(manager, chat, 'messages', { text: 'not mine' }), 403, 'chat.not_participant');
  await act(manager, chat, 'notes', { text: 'Последнее на складе' });
  await act(stage.owner, chat, 'messages', { text: 'Да, есть' });
  const [received] = await stage.simulator.received(bot, client, 1);
  assert.equal(received.text, 'Да, есть');
  await stage.messageWith(chat, 'Да, есть', 'sent');

  await refused(act(manager, chat, 'done'), 403, 'chat.not_responsible');
  const done = await act(stage.owner, chat, 'done');
  assert.equal(done.state, 'done');
  assert.ok((await ids('done', manager)).includes(chat.id));
  await refused(act(stage.owner, chat, 'messages', { text: 'late' }), 409, 'chat.not_active');
  await refused(act(stage.owner, chat, 'done'), 409, 'chat.not_active');
  await refused(act(manager, chat, 'take'), 409, 'chat.not_new');
  const lines = (await stage.messages(chat)).filter(({ kind }) => kind === 'system');
  assert.deepEqual(
    lines.map(({ action }) => action.type),
    ['took', 'closed'],
  );
  assert.deepEqual(
    lines.map(({ action }) => action.by.name),
    ['Owner', 'Owner'],
  );
});

test('CHT-3: a note never reaches the client', async () => {
  const { client, path } = await stage.takenChat(bot);
  for (let n = 1; n <= 3; n += 1)
    await stage.owner.post(`${path}/notes`, { text: `internal ${n}` });
  const note = await stage.owner.post(`${path}/notes`, { text: 'internal 4' });
  assert.deepEqual([note.kind, note.status, note.author.id], ['note', null, stage.owner.me.id]);
  await stage.owner.post(`${path}/messages`, { text: 'for the client' });
  const received = await stage.simulator.received(bot, client, 1);
  assert.deepEqual(
    received.map(({ text }) => text),
    ['for the client'],
  );
  const calls = await stage.simulator.calls(bot, { client: client.id });
  assert.ok(!JSON.stringify(calls).includes('internal'));
});

test('INB-2: a repeat appeal shows the former responsible and opens the next dialog', async () => {
  const { client, chat } = await stage.takenChat(bot);
  await act(stage.owner, chat, 'done');
  await stage.simulator.text(bot, client, 'it is me again');
  const again = await stage.chatOf(client, { fits: (one) => one.state === 'new' });
  assert.equal(again.id, chat.id);
  assert.notEqual(again.dialog, chat.dialog);
  assert.deepEqual([again.dialogs, again.responsible.id], [2, stage.owner.me.id]);
  assert.deepEqual(again.participants, []);
  const taken = await act(manager, again, 'take');
  assert.equal(taken.responsible.id, manager.me.id);
  assert.deepEqual(
    taken.participants.map(({ id, role }) => [id, role]),
    [
      [manager.me.id, 'responsible'],
      [stage.owner.me.id, 'added'],
    ],
  );
  const messages = await stage.messages(chat);
  const lines = messages.map(({ action }) => action?.type).filter(Boolean);
  assert.deepEqual(lines, ['took', 'closed', 'opened', 'took', 'added']);
  const dialogs = new Set(messages.map(({ dialog }) => dialog));
  assert.equal(dialogs.size, 2);
});

test('INB-1: unread counts what the client wrote and goes when it is read', async () => {
  const { client, chat } = await stage.takenChat(bot);
  await act(stage.owner, chat, 'read', { up_to: chat.last_message.id });
  for (const text of ['one', 'two', 'three']) await stage.simulator.text(bot, client, text);
  const full = await stage.chatOf(client, { tab: 'mine', fits: ({ unread }) => unread === 3 });
  const messages = await stage.messages(full);
  const [two, last] = ['two', 'three'].map((wanted) =>
    messages.find(({ text }) => text === wanted),
  );
  assert.equal((await act(stage.owner, chat, 'read', { up_to: two.id })).unread, 1);
  assert.equal((await act(stage.owner, chat, 'read', { up_to: last.id })).unread, 0);
  assert.equal((await act(stage.owner, chat, 'read', { up_to: two.id })).unread, 0);
});

test('INB-1: a tab lists the chats with the last activity first, in pages too', async () => {
  const first = await stage.writingClient(bot, 'older');
  const second = await stage.writingClient(bot, 'newer');
  const order = async () => {
    const ids = (await stage.owner.all(`${stage.path}/chats?tab=new`, 1)).map(({ id }) => id);
    return ids.indexOf(first.chat.id) < ids.indexOf(second.chat.id) ? 'first' : 'second';
  };
  assert.equal(await order(), 'second');
  await stage.simulator.text(bot, first.client, 'and again');
  await stage.chatOf(first.client, {
    fits: ({ last_message }) => last_message.text === 'and again',
  });
  assert.equal(await order(), 'first');
  await refused(stage.owner.get(`${stage.path}/chats?tab=everything`), 400, 'request.invalid');
});

test('CHT-7: the same key sends a message once', async () => {
  const { client, path } = await stage.takenChat(bot);
  const send = () => stage.owner.post(`${path}/messages`, { text: 'once', key: 'panel-key-1' });
  const sent = await Promise.all([send(), send(), send()]);
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
  assert.equal((await send()).id, sent[0].id);
  await stage.owner.post(`${path}/messages`, { text: 'last' });
  const received = await stage.simulator.received(bot, client, 2);
  assert.deepEqual(
    received.map(({ text }) => text),
    ['once', 'last'],
  );
});

test('CHT-5: answers of one chat arrive in the order in which they were written', async () => {
  const { client, path } = await stage.takenChat(bot);
  const texts = Array.from({ length: 6 }, (_, n) => `answer ${n}`);
  for (const text of texts) await stage.owner.post(`${path}/messages`, { text });
  const received = await stage.simulator.received(bot, client, texts.length, { wait: 20_000 });
  assert.deepEqual(
    received.map(({ text }) => text),
    texts,
  );
});
