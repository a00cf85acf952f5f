import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let sales;
let help;
let ann;
let bob;
before(async () => {
  stage = await openStage();
  sales = await stage.connectBot({ name: 'Sales' });
  help = await stage.connectBot({ name: 'Help' });
  ann = await addMember(stage.owner, stage.project, { name: 'Ann' });
  bob = await addMember(stage.owner, stage.project, { name: 'Bob' });
});
after(() => stage.close());

let made = 0;
/** A department with a name that no other has. */
const department = (wish = {}) =>
  stage.owner.post(`${stage.path}/departments`, { name: `Department ${++made}`, ...wish });
const pathOf = ({ id }) => `${stage.path}/departments/${id}`;
const remove = (one) => stage.owner.do('DELETE', pathOf(one));
const chatPath = (chat) => `${stage.path}/chats/${chat.id}`;
const look = (chat) => stage.owner.get(chatPath(chat));
const idsIn = async (tab, session, more = '') =>
  (await session.all(`${stage.path}/chats?tab=${tab}${more}`)).map(({ id }) => id);

async function linesOf(chat) {
  const lines = (await stage.messages(chat)).filter(({ kind }) => kind === 'system');
  return lines.map(({ action: { type, by, subject } }) => [
    ...[type, by?.name ?? null, subject?.kind ?? null, subject?.name ?? null],
  ]);
}

/** Somebody who comes by a start link, and the chat that came of it. */
async function comer(bot, link) {
  const client = await stage.newClient();
  await stage.simulator.act(bot, client, 'start', { payload: link });
  return { client, chat: await stage.chatOf(client) };
}

test('INB-7: appeals of a channel come to its department, and only those inside see them', async () => {
  const one = await department({ channels: [sales.channel.id], members: [ann.me.id] });
  assert.deepEqual(one.sources, [{ kind: 'channel', source: sales.channel.id }]);
  const { chat } = await stage.writingClient(sales.bot);
  const other = await stage.writingClient(help.bot);
  assert.deepEqual(chat.department, { id: one.id, name: one.name });
  assert.equal(other.chat.department, null);
  assert.ok((await idsIn('new', ann)).includes(chat.id));
  assert.ok(!(await idsIn('new', bob)).includes(chat.id));
  assert.deepEqual(await idsIn('new', ann, `&department=${one.id}`), [chat.id]);
  await refused(bob.post(`${chatPath(chat)}/take`), 404, 'not_found');
  await ann.post(`${chatPath(chat)}/take`);
  await remove(one);
});

test('INB-7: a start link leads to its department, whatever the channel’s is', async () => {
  const byChannel = await department({ channels: [sales.channel.id] });
  const byLink = await department({ links: ['spring'] });
  const { chat } = await comer(sales.bot, 'spring');
  assert.equal(chat.department.id, byLink.id);
  const { chat: elsewhere } = await comer(sales.bot, 'unknown');
  assert.equal(elsewhere.department.id, byChannel.id);
  await Promise.all([remove(byChannel), remove(byLink)]);
});

test('INB-7: the next appeal stays in its department unless a link leads elsewhere', async () => {
  const [first, second] = [await department({ links: ['a'] }), await department({ links: ['b'] })];
  const { client, chat } = await comer(help.bot, 'a');
  const close = async () => {
    await ann.post(`${chatPath(chat)}/take`);
    await ann.post(`${chatPath(chat)}/done`);
  };
  await close();
  await stage.simulator.text(help.bot, client, 'again');
  const again = await stage.chatOf(client);
  assert.deepEqual([again.dialogs, again.department.id], [2, first.id]);
  await close();
  await stage.simulator.act(help.bot, client, 'start', { payload: 'b' });
  const third = await stage.chatOf(client);
  assert.deepEqual([third.dialogs, third.department.id], [3, second.id]);
  assert.deepEqual((await linesOf(chat)).slice(-2), [
    ['opened', null, null, null],
    ['routed', null, 'department', second.name],
  ]);
  await Promise.all([remove(first), remove(second)]);
});

test('INB-7: a forwarded chat lands in the department’s New and nobody holds it', async () => {
  const to = await department({ members: [bob.me.id] });
  const { chat } = await stage.takenChat(help.bot, ann);
  await refused(
    bob.post(`${chatPath(chat)}/forward`, { department: to.id }),
    403,
    'chat.not_responsible',
  );
  await ann.post(`${chatPath(chat)}/forward`, { department: to.id });
  const now = await look(chat);
  assert.deepEqual([now.state, now.responsible, now.participants], ['new', null, []]);
  assert.equal(now.department.id, to.id);
  assert.equal((await ann.ask('GET', chatPath(chat))).status, 404, 'who forwarded is outside');
  assert.deepEqual((await linesOf(chat)).at(-1), ['forwarded', 'Ann', 'department', to.name]);
  await bob.post(`${chatPath(chat)}/take`);
  assert.deepEqual(
    (await look(chat)).participants.map(({ name }) => name),
    ['Bob'],
    'who forwarded is not added',
  );
  await remove(to);
});

test('INB-7: a chat of New is forwarded by who may take it', async () => {
  const to = await department();
  const { chat } = await stage.writingClient(help.bot);
  const path = `${stage.path}/members/${bob.me.id}`;
  await stage.owner.patch(path, { permissions: { take: false } });
  const wish = { department: to.id };
  await refused(bob.post(`${chatPath(chat)}/forward`, wish), 403, 'access.denied');
  await stage.owner.patch(path, { permissions: { take: true } });
  const forwarded = await bob.post(`${chatPath(chat)}/forward`, wish);
  assert.deepEqual([forwarded.state, forwarded.department.id], ['new', to.id]);
  const { version } = await look(chat);
  await bob.post(`${chatPath(chat)}/forward`, wish);
  assert.equal((await look(chat)).version, version, 'again to the same one changes nothing');
  const nowhere = { department: '4503599627370495' };
  const answer = await bob.ask('POST', `${chatPath(chat)}/forward`, nowhere);
  assert.deepEqual([answer.status, answer.body.errors[0].pointer], [404, '/department']);
  await remove(to);
});

test('INB-7: chats of a department that is deleted belong to none, also after a crash', async () => {
  const one = await department({ channels: [help.channel.id], members: [ann.me.id] });
  const fresh = await stage.writingClient(help.bot);
  const taken = await stage.takenChat(help.bot, ann);
  const done = await stage.takenChat(help.bot, ann);
  await ann.post(`${done.path}/done`);
  assert.ok(!(await idsIn('new', bob)).includes(fresh.chat.id));
  await remove(one);
  await stage.server.killEverything();
  await stage.server.start();
  for (const { chat } of [fresh, taken, done]) {
    await until('the chat to belong to none', async () => (await look(chat)).department === null);
    assert.deepEqual((await linesOf(chat)).at(-1)[0], 'undepartmented');
  }
  assert.ok((await idsIn('new', bob)).includes(fresh.chat.id), 'everybody sees it now');
  assert.equal((await look(taken.chat)).responsible.name, 'Ann');
  const later = await stage.writingClient(help.bot);
  assert.equal(later.chat.department, null, 'its source leads nowhere now');
  const counters = await stage.owner.get(`${stage.path}/chats/counters`);
  assert.equal(counters.new, (await idsIn('new', stage.owner)).length);
});

test('INB-7: a name and a source belong to one department', async () => {
  const one = await department({ name: 'Unique', links: ['only'], channels: [sales.channel.id] });
  for (const [wish, pointer] of [
    [{ name: 'unique' }, '/name'],
    [{ name: 'Second', links: ['only'] }, '/links'],
    [{ name: 'Second', channels: [sales.channel.id] }, '/channels'],
  ]) {
    const { status, body } = await stage.owner.ask('POST', `${stage.path}/departments`, wish);
    const seen = [status, body.code, body.errors[0].pointer];
    assert.deepEqual(seen, [409, 'name.taken', pointer]);
  }
  await stage.owner.patch(pathOf(one), { links: [], channels: [] });
  const two = await department({ links: ['only'], channels: [sales.channel.id] });
  assert.equal(two.sources.length, 2);
  await Promise.all([remove(one), remove(two)]);
});

test('INB-7, PRJ-1: people, channels and departments of another project are none of this one', async () => {
  const another = await stage.owner.post('/projects', { name: 'Another' });
  const theirs = await stage.owner.post(`/projects/${another.id}/departments`, { name: 'Theirs' });
  const { chat } = await stage.writingClient(help.bot);
  const wish = { department: theirs.id };
  await refused(stage.owner.post(`${chatPath(chat)}/forward`, wish), 404, 'not_found');
  await refused(stage.owner.patch(pathOf(theirs), { name: 'Ours' }), 404, 'not_found');
  await refused(remove(theirs), 404, 'not_found');
  for (const bad of [{ members: ['4503599627370495'] }, { channels: ['4503599627370495'] }]) {
    const body = { name: 'Bad', ...bad };
    const { status } = await stage.owner.ask('POST', `${stage.path}/departments`, body);
    assert.ok([400, 404].includes(status), `${JSON.stringify(bad)}: ${status}`);
  }
});

test('INB-7: who is put out of a department no longer sees its chats, who is put in does', async () => {
  const one = await department({ members: [ann.me.id] });
  const { chat } = await stage.writingClient(help.bot);
  await stage.owner.post(`${chatPath(chat)}/forward`, { department: one.id });
  const panels = { ann: await stage.openPanel(ann), bob: await stage.openPanel(bob) };
  await stage.owner.patch(pathOf(one), { members: [bob.me.id] });
  const isResync = ({ event }) => event === 'resync';
  await Promise.all(
    Object.values(panels).map((panel) => panel.event('to be told to fetch anew', isResync)),
  );
  assert.ok(!(await idsIn('new', ann)).includes(chat.id));
  assert.ok((await idsIn('new', bob)).includes(chat.id));
  await Promise.all(Object.values(panels).map((panel) => panel.close()));
  await remove(one);
});
