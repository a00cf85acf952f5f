import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { addMember } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let bot;
const team = {};
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
  // The owner only looks on.
  await stage.owner.post(`${stage.path}/presence`, { away: true });
  for (const name of ['Ann', 'Bob', 'Cat']) {
    team[name] = await addMember(stage.owner, stage.project, { name });
    await away(name, true);
    await stage.openPanel(team[name]);
  }
});
after(() => stage.close());

const rule = (assignment, assignment_cap = 0) =>
  stage.owner.patch(stage.path, { assignment, assignment_cap });
const holdings = () => stage.owner.all(`${stage.path}/presence`);
const stateOf = async (name) => {
  const found = (await holdings()).find(({ member }) => member === team[name].me.id);
  return found ?? { presence: 'offline', holds: 0 };
};
const away = (name, value) => team[name].post(`${stage.path}/presence`, { away: value });
const isNow = (name, presence) =>
  until(`${name} to be ${presence}`, async () => (await stateOf(name)).presence === presence);

/** These are at work from now on. */
async function come(...names) {
  for (const name of names) await away(name, false);
  for (const name of names) await isNow(name, 'online');
}

// Every test begins with everybody away, no rule, and no chat in anybody's hands.
afterEach(async () => {
  await rule('by_hand');
  for (const [name, session] of Object.entries(team)) {
    await away(name, true);
    for (const { id, responsible } of await stage.chats('mine', session)) {
      if (responsible.id === session.me.id) await session.post(`${stage.path}/chats/${id}/done`);
    }
  }
  for (const { id } of await stage.chats('new')) {
    await stage.owner.post(`${stage.path}/chats/${id}/take`);
    await stage.owner.post(`${stage.path}/chats/${id}/done`);
  }
});

const look = ({ id }) => stage.owner.get(`${stage.path}/chats/${id}`);
/** Somebody writes for the first time; the chat, wherever it is. */
async function appeal() {
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, 'hello');
  // It may move from one tab to the other between two looks.
  return until('the chat of an appeal', async () => {
    const all = (await Promise.all(['new', 'others'].map((tab) => stage.chats(tab)))).flat();
    return all.find((chat) => chat.client.first_name === client.first_name);
  });
}

/** Whose the chat has become. */
async function assigned(chat) {
  const now = await until('the chat to be given to somebody', async () => {
    const seen = await look(chat);
    return seen.state === 'active' && seen;
  });
  return now.responsible.name;
}

/** Appeals one after the other, and who got each. */
async function dealt(count) {
  const got = [];
  for (let n = 0; n < count; n += 1) got.push(await assigned(await appeal()));
  return got;
}

/** An appeal that has had every chance to be given to somebody is still in New. */
async function staysNew(chat) {
  const panel = await stage.openPanel();
  const mark = await stage.owner.post(`${stage.path}/chats/${chat.id}/notes`, { text: 'mark' });
  await panel.event('the mark', ({ data }) => data.id === mark.id);
  await panel.close();
  const { state } = await look(chat);
  assert.equal(state, 'new');
}

const linesOf = async (chat) =>
  (await stage.messages(chat))
    .filter(({ kind }) => kind === 'system')
    .map(({ action: { type, by, subject } }) => [type, by?.name ?? null, subject?.name ?? null]);

test('INB-8: by hand, appeals wait for who takes them', async () => {
  await come('Ann');
  await staysNew(await appeal());
});

test('INB-8, CHT-4: round robin deals appeals out in turn, with a line', async () => {
  await come('Ann', 'Bob', 'Cat');
  await rule('round_robin');
  const got = await dealt(6);
  assert.deepEqual([...new Set(got.slice(0, 3))].sort(), ['Ann', 'Bob', 'Cat']);
  assert.deepEqual(got.slice(3), got.slice(0, 3), 'the second round goes as the first');
  const [chat] = await stage.chats('mine', team.Ann);
  assert.deepEqual(await linesOf(chat), [['assigned', null, 'Ann']]);
});

test('INB-8: the least loaded gets the next one', async () => {
  await come('Ann', 'Bob');
  const mine = await Promise.all([appeal(), appeal()]);
  for (const { id } of mine) await team.Ann.post(`${stage.path}/chats/${id}/take`);
  await rule('least_loaded');
  assert.deepEqual(await dealt(2), ['Bob', 'Bob']);
  assert.deepEqual((await dealt(2)).sort(), ['Ann', 'Bob']);
});

test('INB-8: nobody is given more than the cap, and the next one comes when one is done', async () => {
  await come('Ann', 'Bob');
  await rule('round_robin', 1);
  const chats = [await appeal(), await appeal()];
  assert.deepEqual((await Promise.all(chats.map(assigned))).sort(), ['Ann', 'Bob']);
  const third = await appeal();
  await staysNew(third);
  const [{ id }] = await stage.chats('mine', team.Bob);
  await team.Bob.post(`${stage.path}/chats/${id}/done`);
  assert.equal(await assigned(third), 'Bob');
});

test('INB-8: only who is there is given chats; those who wait are given to who comes', async () => {
  await rule('round_robin');
  const waiting = [await appeal(), await appeal()];
  for (const chat of waiting) await staysNew(chat);
  await come('Cat');
  for (const chat of waiting) assert.equal(await assigned(chat), 'Cat');
});

test('TEAM-5, INB-8: who is away is given none until they are back', async () => {
  await come('Ann');
  const panel = await stage.openPanel();
  const { id } = team.Ann.me;
  const isAway = ({ event, data }) =>
    event === 'presence.changed' && data.member === id && data.presence === 'away';
  await away('Ann', true);
  await panel.event('Ann to be away', isAway);
  assert.equal((await stateOf('Ann')).presence, 'away');
  await rule('least_loaded');
  const chat = await appeal();
  await staysNew(chat);
  await away('Ann', false);
  assert.equal(await assigned(chat), 'Ann');
  await until('Ann to hold one', async () => (await stateOf('Ann')).holds === 1);
  await panel.close();
});

test('TEAM-3, INB-8: who may not take or hold chats, or does not see the department, is given none', async () => {
  const closed = await stage.owner.post(`${stage.path}/departments`, {
    name: 'Closed',
    members: [team.Bob.me.id],
  });
  const path = `${stage.path}/members/${team.Ann.me.id}`;
  await come('Ann', 'Bob', 'Cat');
  await stage.owner.patch(path, { permissions: { take: false } });
  await rule('round_robin');
  assert.ok(!(await dealt(4)).includes('Ann'));
  await stage.owner.patch(path, { permissions: { take: true } });
  await rule('by_hand');
  const chats = [await appeal(), await appeal()];
  for (const { id } of chats) {
    await stage.owner.post(`${stage.path}/chats/${id}/forward`, { department: closed.id });
  }
  await rule('round_robin');
  for (const chat of chats) assert.equal(await assigned(chat), 'Bob');
  await stage.owner.do('DELETE', `${stage.path}/departments/${closed.id}`);
});

test('INB-8: a department has a rule and a cap of its own', async () => {
  const { id } = await stage.owner.post(`${stage.path}/departments`, {
    ...{ name: 'By hand', assignment: 'by_hand' },
  });
  const path = `${stage.path}/departments/${id}`;
  await come('Ann');
  const chat = await appeal();
  await stage.owner.post(`${stage.path}/chats/${chat.id}/forward`, { department: id });
  await rule('round_robin');
  await staysNew(chat);
  assert.equal(await assigned(await appeal()), 'Ann', 'the project’s rule deals the others out');
  await stage.owner.patch(path, { assignment: 'least_loaded', assignment_cap: 2 });
  assert.equal(await assigned(chat), 'Ann');
  const more = await stage.owner.patch(path, { assignment: 'project', assignment_cap: -1 });
  assert.deepEqual([more.assignment, more.assignment_cap], [null, null]);
  await stage.owner.do('DELETE', path);
});

test('HIE-2, INB-8: a repeat appeal that is assigned adds the former responsible', async () => {
  const { client, chat } = await stage.takenChat(bot, team.Cat);
  await team.Cat.post(`${stage.path}/chats/${chat.id}/done`);
  await come('Ann');
  await rule('round_robin');
  await stage.simulator.text(bot, client, 'again');
  assert.equal(await assigned(chat), 'Ann');
  const { participants } = await look(chat);
  assert.deepEqual(participants.map(({ name }) => name).sort(), ['Ann', 'Cat']);
});

test('INB-8: appeals that waited through a crash are given to who is there after it', async () => {
  await rule('round_robin');
  const waiting = [await appeal(), await appeal(), await appeal()];
  await stage.server.killEverything();
  await stage.server.start();
  for (const session of Object.values(team)) await stage.openPanel(session);
  await come('Ann', 'Bob');
  for (const chat of waiting) assert.ok(['Ann', 'Bob'].includes(await assigned(chat)));
});

test('INB-8: many appeals at once are each given to one, and nobody gets more than the cap', async () => {
  await come('Ann', 'Bob', 'Cat');
  await rule('least_loaded', 5);
  const clients = await Promise.all(Array.from({ length: 25 }, () => stage.newClient()));
  await Promise.all(clients.map((client) => stage.simulator.text(bot, client, 'hello')));
  await stage.simulator.settled(bot);
  const full = async () => (await stage.chats('others')).length === 15;
  await until('the caps to be reached', full);
  for (const name of Object.keys(team)) assert.equal((await stateOf(name)).holds, 5, name);
  assert.equal((await stage.chats('new')).length, 10);
});

test('TEAM-5, INB-8: who is there, away and gone, and how many chats each holds, is told live', async () => {
  const panel = await stage.openPanel();
  team.Dan = await addMember(stage.owner, stage.project, { name: 'Dan' });
  const { id } = team.Dan.me;
  let from = 0;
  const told = async (presence, holds) => {
    const isIt = ({ event, data }) =>
      event === 'presence.changed' &&
      data.member === id &&
      data.presence === presence &&
      data.holds === holds;
    await panel.event(`Dan to be ${presence} with ${holds}`, isIt, { from, timeoutMs: 30_000 });
    from = panel.events.length;
  };
  assert.equal((await stateOf('Dan')).presence, 'offline');
  const his = await stage.openPanel(team.Dan);
  await told('online', 0);
  const chat = await appeal();
  await team.Dan.post(`${stage.path}/chats/${chat.id}/take`);
  await told('online', 1);
  await his.close();
  await told('offline', 1);
  await rule('round_robin');
  await staysNew(await appeal());
  await panel.close();
});
