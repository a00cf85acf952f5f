import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

const offerWaitS = 2;

let stage;
let bot;
let ann;
let bob;
let cat;
let admin;
before(async () => {
  stage = await openStage({ settings: { timing: { offer_wait_s: offerWaitS } } });
  ({ bot } = await stage.connectBot());
  [ann, bob, cat] = await Promise.all(
    ['Ann', 'Bob', 'Cat'].map((name) => addMember(stage.owner, stage.project, { name })),
  );
  admin = await addMember(stage.owner, stage.project, { name: 'Admin', role: 'admin' });
});
after(() => stage.close());

const pathOf = (chat) => `${stage.path}/chats/${chat.id}`;
const look = (chat, session = stage.owner) => session.get(pathOf(chat));
const act = (session, chat, name, args = {}) => session.post(`${pathOf(chat)}/${name}`, args);
const idOf = (session) => session.me.id;

/** The system lines of a chat: [type, by, subject] by name, oldest first. */
async function linesOf(chat) {
  const lines = (await stage.messages(chat)).filter(({ kind }) => kind === 'system');
  return lines.map(({ action: { type, by, subject } }) => [
    type,
    by?.name ?? null,
    subject?.name ?? null,
  ]);
}

/** A chat that somebody has just taken. */
const takenBy = async (session) => (await stage.takenChat(bot, session)).chat;

const holders = ({ state, responsible, participants, pending_transfer: offer }) => ({
  state,
  responsible: responsible?.name ?? null,
  added: participants.filter(({ role }) => role === 'added').map(({ name }) => name),
  offered: offer?.to.name ?? null,
});
const active = (responsible, added = [], offered = null) => ({
  ...{ state: 'active', responsible, added, offered },
});

test('HIE-3, CHT-4: who accepts a transfer is responsible, who passed it has left', async () => {
  const chat = await takenBy(ann);
  const offered = await act(ann, chat, 'transfer', { to: idOf(bob) });
  assert.deepEqual(holders(offered), active('Ann', [], 'Bob'));
  assert.equal(offered.pending_transfer.from.name, 'Ann');
  assert.ok(Date.parse(offered.pending_transfer.since) > 0);
  const mine = await stage.chats('mine', bob);
  assert.ok(
    mine.some(({ id }) => id === chat.id),
    'who was offered it finds it in Mine',
  );
  await refused(act(cat, chat, 'accept'), 409, 'chat.not_offered');
  await refused(
    bob.post(`${pathOf(chat)}/messages`, { text: 'not mine yet' }),
    403,
    'chat.not_participant',
  );
  assert.deepEqual(holders(await act(bob, chat, 'accept')), active('Bob'));
  await refused(act(ann, chat, 'done'), 403, 'chat.not_responsible');
  await refused(act(bob, chat, 'accept'), 409, 'chat.not_offered');
  assert.deepEqual(await linesOf(chat), [
    ['took', 'Ann', null],
    ['passed', 'Ann', 'Bob'],
    ['accepted', 'Bob', 'Ann'],
  ]);
});

test('HIE-3, CHT-4: who declines a transfer leaves it with who passed it', async () => {
  const chat = await takenBy(ann);
  await act(ann, chat, 'transfer', { to: idOf(bob) });
  await act(bob, chat, 'decline');
  assert.deepEqual(holders(await look(chat)), active('Ann'));
  const mine = await stage.chats('mine', bob);
  assert.ok(mine.every(({ id }) => id !== chat.id));
  assert.deepEqual((await linesOf(chat)).slice(1), [
    ['passed', 'Ann', 'Bob'],
    ['declined', 'Bob', 'Ann'],
  ]);
});

test('HIE-3: a transfer that nobody answers ends in time, also when the server was dead then', async () => {
  const chat = await takenBy(ann);
  const offered = await act(ann, chat, 'transfer', { to: idOf(bob) });
  const over = () => look(chat).then((now) => now.pending_transfer === null && now);
  const now = await until('the offer to expire', over);
  const took = Date.now() - Date.parse(offered.pending_transfer.since);
  assert.ok(took >= offerWaitS * 1000, `it ended after ${took} ms`);
  assert.deepEqual(holders(now), active('Ann'));
  await refused(act(bob, chat, 'accept'), 409, 'chat.not_offered');
  assert.deepEqual((await linesOf(chat)).at(-1), ['expired', 'Bob', 'Ann']);

  const second = await takenBy(ann);
  await act(ann, second, 'transfer', { to: idOf(cat) });
  await stage.server.killEverything();
  const due = Date.now() + offerWaitS * 1000;
  await until('the time to be up', () => Date.now() > due);
  await stage.server.start();
  await until('the offer to expire', () => look(second).then((one) => !one.pending_transfer));
  assert.deepEqual((await linesOf(second)).at(-1), ['expired', 'Cat', 'Ann']);
});

test('HIE-3: a new offer takes the place of the one before, with its own time', async () => {
  const chat = await takenBy(ann);
  await act(ann, chat, 'transfer', { to: idOf(bob) });
  const again = await act(ann, chat, 'transfer', { to: idOf(cat) });
  assert.deepEqual(holders(again), active('Ann', [], 'Cat'));
  await refused(act(bob, chat, 'accept'), 409, 'chat.not_offered');
  await act(ann, chat, 'remove', { member: idOf(cat) });
  assert.deepEqual(holders(await look(chat)), active('Ann'));
  assert.deepEqual((await linesOf(chat)).slice(1), [
    ['passed', 'Ann', 'Bob'],
    ['withdrew', 'Ann', 'Bob'],
    ['passed', 'Ann', 'Cat'],
    ['withdrew', 'Ann', 'Cat'],
  ]);
});

test('INB-6: a chat of New passed on at once is taken and offered', async () => {
  const { chat } = await stage.writingClient(bot);
  const passed = await act(ann, chat, 'transfer', { to: idOf(bob) });
  assert.deepEqual(holders(passed), active('Ann', [], 'Bob'));
  assert.deepEqual(await linesOf(chat), [
    ['took', 'Ann', null],
    ['passed', 'Ann', 'Bob'],
  ]);
});

test('HIE-3: the added write and leave, but neither close nor add', async () => {
  const chat = await takenBy(ann);
  await act(ann, chat, 'add', { member: idOf(bob) });
  assert.deepEqual(holders(await look(chat)), active('Ann', ['Bob']));
  await refused(act(ann, chat, 'add', { member: idOf(bob) }), 409, 'chat.already_participant');
  await refused(act(ann, chat, 'add', { member: idOf(ann) }), 409, 'chat.already_responsible');
  await refused(act(bob, chat, 'done'), 403, 'chat.not_responsible');
  await refused(act(bob, chat, 'add', { member: idOf(cat) }), 403, 'chat.not_responsible');
  await refused(act(ann, chat, 'leave'), 409, 'chat.responsible_stays');
  await refused(act(cat, chat, 'leave'), 403, 'chat.not_participant');
  await bob.post(`${pathOf(chat)}/messages`, { text: 'from the added' });
  await refused(
    cat.post(`${pathOf(chat)}/messages`, { text: 'from nobody' }),
    403,
    'chat.not_participant',
  );
  await cat.post(`${pathOf(chat)}/notes`, { text: 'others may note' });
  await act(bob, chat, 'leave');
  await act(ann, chat, 'add', { member: idOf(cat) });
  await act(ann, chat, 'remove', { member: idOf(cat) });
  await refused(act(ann, chat, 'remove', { member: idOf(cat) }), 409, 'chat.not_in_chat');
  assert.deepEqual((await linesOf(chat)).slice(1), [
    ['added', 'Ann', 'Bob'],
    ['left', 'Bob', null],
    ['added', 'Ann', 'Cat'],
    ['removed', 'Ann', 'Cat'],
  ]);
});

test('HIE-1: owner and administrators take over, and the former responsible has left', async () => {
  const chat = await takenBy(ann);
  await act(ann, chat, 'add', { member: idOf(bob) });
  await act(ann, chat, 'transfer', { to: idOf(cat) });
  await refused(act(bob, chat, 'take_over'), 403, 'access.denied');
  assert.deepEqual(holders(await act(admin, chat, 'take_over')), active('Admin', ['Bob']));
  await refused(act(cat, chat, 'accept'), 409, 'chat.not_offered');
  await refused(act(admin, chat, 'take_over'), 409, 'chat.already_responsible');
  await act(admin, chat, 'done');
  await refused(act(stage.owner, chat, 'take_over'), 409, 'chat.not_active');
  assert.deepEqual((await linesOf(chat)).slice(-2), [
    ['took_over', 'Admin', 'Ann'],
    ['closed', 'Admin', null],
  ]);
});

test('HIE-2: a repeat appeal taken by somebody else adds the former responsible', async () => {
  const { client, chat } = await stage.takenChat(bot, ann);
  await act(ann, chat, 'done');
  await stage.simulator.text(bot, client, 'again');
  const again = await stage.chatOf(client);
  assert.deepEqual([again.responsible.name, again.participants, again.dialogs], ['Ann', [], 2]);
  assert.deepEqual(holders(await act(bob, chat, 'take')), active('Bob', ['Ann']));
  await ann.post(`${pathOf(chat)}/messages`, { text: 'I know this client' });
});

test('BOT-2: a repeat appeal goes straight back, unless its manager can hold no chats', async () => {
  await stage.owner.patch(stage.path, { return_to_manager: true });
  try {
    const { client, chat } = await stage.takenChat(bot, ann);
    await act(ann, chat, 'done');
    await stage.simulator.text(bot, client, 'again');
    const back = await stage.chatOf(client, { tab: 'others' });
    assert.deepEqual(holders(back), active('Ann'));
    assert.deepEqual((await linesOf(chat)).slice(-2), [
      ['opened', null, null],
      ['returned', null, 'Ann'],
    ]);
    await act(ann, chat, 'done');
    const path = `${stage.path}/members/${idOf(ann)}`;
    await stage.owner.patch(path, { permissions: { mine: false } });
    await stage.simulator.text(bot, client, 'and again');
    const fresh = await stage.chatOf(client);
    assert.deepEqual([fresh.state, fresh.dialogs], ['new', 3]);
    await stage.owner.patch(path, { permissions: { mine: true } });
  } finally {
    await stage.owner.patch(stage.path, { return_to_manager: false });
  }
});

test('TEAM-3: who may hold no chats is given none', async () => {
  const chat = await takenBy(ann);
  const path = `${stage.path}/members/${idOf(cat)}`;
  await stage.owner.patch(path, { permissions: { mine: false } });
  for (const [name, field] of [
    ['transfer', 'to'],
    ['add', 'member'],
  ]) {
    const args = { [field]: idOf(cat) };
    await refused(act(ann, chat, name, args), 409, 'member.cannot_hold');
    const nobody = { [field]: '4503599627370495' };
    const answer = await ann.ask('POST', `${pathOf(chat)}/${name}`, nobody);
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [404, `/${field}`]);
  }
  const fresh = await stage.writingClient(bot);
  await refused(act(cat, fresh.chat, 'take'), 403, 'access.denied');
  await stage.owner.patch(path, { permissions: { mine: true, take: false } });
  await refused(act(cat, fresh.chat, 'take'), 403, 'access.denied');
  await refused(act(cat, fresh.chat, 'transfer', { to: idOf(bob) }), 403, 'access.denied');
  await stage.owner.patch(path, { permissions: { take: true } });
  await act(cat, fresh.chat, 'take');
});

/** A member who holds a chat, is added to a second one and is offered a third. */
async function busyMember(name) {
  const session = await addMember(stage.owner, stage.project, { name });
  const held = await takenBy(session);
  const [helped, offered] = [await takenBy(ann), await takenBy(ann)];
  await act(ann, helped, 'add', { member: idOf(session) });
  await act(ann, offered, 'transfer', { to: idOf(session) });
  return { name, session, held, helped, offered, path: `${stage.path}/members/${idOf(session)}` };
}

/** The chats of who can hold none any more are free, with a line that says why. */
async function expectReleased({ name, held, helped, offered }) {
  const free = await until('the chat to be in New', async () => {
    const now = await look(held);
    return now.state === 'new' && now;
  });
  assert.deepEqual([free.responsible, free.participants], [null, []]);
  assert.deepEqual((await linesOf(held)).at(-1), ['released', null, name]);
  await until(
    'the added one to be out',
    async () => holders(await look(helped)).added.length === 0,
  );
  assert.deepEqual(holders(await look(helped)), active('Ann'));
  assert.deepEqual((await linesOf(helped)).at(-1), ['released', null, name]);
  await until('the offer to be no more', async () => !(await look(offered)).pending_transfer);
  assert.deepEqual(holders(await look(offered)), active('Ann'));
  await act(bob, held, 'take');
}

test('TEAM-4: the chats of a removed member go back to New, and the history keeps the name', async () => {
  const busy = await busyMember('Leaver');
  await stage.owner.do('DELETE', busy.path);
  await expectReleased(busy);
  assert.deepEqual((await linesOf(busy.held))[0], ['took', 'Leaver', null]);
});

test('TEAM-4: they go back also when the server died right after the removal', async () => {
  const busy = await busyMember('Leaver in a crash');
  await stage.owner.do('DELETE', busy.path);
  await stage.server.killEverything();
  await stage.server.start();
  await expectReleased(busy);
});

test('TEAM-3: the chats of who is barred from Mine go back to New', async () => {
  const busy = await busyMember('Barred');
  await stage.owner.patch(busy.path, { permissions: { mine: false } });
  await stage.server.killServer();
  await stage.server.start();
  await expectReleased(busy);
  assert.equal((await busy.session.ask('GET', pathOf(busy.helped))).status, 200, 'Others is open');
});

test('TEAM-4: who is removed from all staff is out of every project, and their chats are free', async () => {
  const busy = await busyMember('Gone for ever');
  await stage.owner.do('DELETE', `/staff/${idOf(busy.session)}`);
  await expectReleased(busy);
  const { status } = await busy.session.ask('GET', '/auth/me');
  assert.equal(status, 401);
});
