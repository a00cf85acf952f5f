import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const members = (by = stage.owner) => by.all(`${stage.path}/members`);
const memberOf = async (session) => (await members()).find(({ id }) => id === session.me.id);
const pathOf = (session) => `${stage.path}/members/${session.me.id}`;
const told = async () => (await stage.owner.all(`${stage.path}/audit`))[0];
const change = (session, fields, by = stage.owner) => by.patch(pathOf(session), fields);
const remove = (session, by = stage.owner) => by.do('DELETE', pathOf(session));
const listening = (session) => stage.openPanel(session);

test('TEAM-3: a member may everything until something is forbidden', async () => {
  const max = await addMember(stage.owner, stage.project, { name: 'Max' });
  const fresh = await memberOf(max);
  assert.equal(Object.keys(fresh.permissions).length, 14);
  assert.ok(Object.values(fresh.permissions).every((allowed) => allowed));
  const changed = await change(max, { permissions: { others: false, export: false } });
  assert.deepEqual(
    Object.keys(changed.permissions).filter((name) => !changed.permissions[name]),
    ['others', 'export'],
  );
  const again = await change(max, { permissions: { export: true } });
  assert.deepEqual([again.permissions.others, again.permissions.export], [false, true]);
  const own = await max.get(stage.path);
  assert.equal(own.permissions.others, false);
  const [mine] = (await max.refresh()).projects;
  assert.equal(mine.permissions.others, false);
  const line = await told();
  assert.deepEqual(
    [line.action, line.subject, line.detail],
    ['members.update', 'Max', 'export: allowed'],
  );
});

test('TEAM-3: whose rights change is told to fetch everything anew and the others what changed', async () => {
  const max = await addMember(stage.owner, stage.project);
  const own = await listening(max);
  const boss = await listening(stage.owner);
  await change(max, { permissions: { done: false } });
  await own.event('a resync', ({ event }) => event === 'resync');
  const { data } = await boss.event(
    'the member',
    ({ event, data }) => event === 'member.changed' && data.id === max.me.id,
  );
  assert.equal(data.permissions.done, false);
  await Promise.all([own.close(), boss.close()]);
});

test('TEAM-2: an administrator manages the team but not the owner, a manager nobody', async () => {
  const admin = await addMember(stage.owner, stage.project, { role: 'admin' });
  const max = await addMember(admin, stage.project);
  assert.equal((await change(max, { role: 'admin' }, admin)).role, 'admin');
  assert.equal((await change(max, { role: 'manager' }, admin)).role, 'manager');
  await refused(change(stage.owner, { role: 'manager' }, admin), 409, 'member.owner_stays');
  await refused(remove(stage.owner, admin), 409, 'member.owner_stays');
  await refused(change(admin, { role: 'manager' }, max), 403, 'access.denied');
  await refused(remove(admin, max), 403, 'access.denied');
  await refused(change(max, { role: 'owner' }, admin), 400, 'request.invalid');
  await refused(change(max, { permissions: { fly: true } }, admin), 400, 'request.invalid');
  const astray = change(max, { forbidden_departments: ['7'] }, admin);
  const error = await refused(astray, 400, 'request.invalid');
  assert.equal(error.body.errors[0].pointer, '/forbidden_departments');
});

test('TEAM-4: who is removed is out at once, their chats wait in New and their name stays', async () => {
  const max = await addMember(stage.owner, stage.project, { name: 'Max Leaves' });
  const { bot } = await stage.connectBot();
  const { chat, path } = await stage.takenChat(bot, max);
  await max.post(`${path}/messages`, { text: 'from Max' });
  const panel = await listening(max);
  const boss = await listening(stage.owner);
  await remove(max);
  await refused(max.get(stage.path), 404, 'not_found');
  await panel.event('a resync', ({ event }) => event === 'resync');
  await refused(panel.subscribe(stage.project), 404, 'not_found');
  await boss.event(
    'the member to go',
    ({ event, data }) => event === 'member.removed' && data.id === max.me.id,
  );
  assert.equal(await memberOf(max), undefined);
  const back = await until('the chat in New', async () =>
    (await stage.chats('new')).find(({ id }) => id === chat.id),
  );
  assert.equal(back.state, 'new');
  const message = (await stage.messages(chat)).find(({ text }) => text === 'from Max');
  assert.equal(message.author.name, 'Max Leaves');
  // Their account stays: other projects may know them.
  assert.deepEqual((await max.refresh()).projects, []);
  await Promise.all([panel.close(), boss.close()]);
});

test('TEAM-1: staff of the account joins another project with the rights given there', async () => {
  const max = await addMember(stage.owner, stage.project, { name: 'Max' });
  const second = await stage.owner.post('/projects', { name: 'Second' });
  const add = (fields) => stage.owner.post(`/projects/${second.id}/members`, fields);
  const wish = { person: max.me.id, role: 'manager', permissions: { search: false } };
  const added = await add(wish);
  assert.deepEqual([added.id, added.permissions.search], [max.me.id, false]);
  await refused(add(wish), 409, 'member.already');
  const stranger = await new Session(stage.server.url).signUp();
  const error = await refused(add({ ...wish, person: stranger.me.id }), 400, 'request.invalid');
  assert.equal(error.body.errors[0].pointer, '/person');
  await refused(add({ ...wish, name: 'Other' }), 400, 'request.invalid');
  const missing = await refused(add({ role: 'manager', name: 'No' }), 400, 'request.invalid');
  assert.equal(missing.body.errors[0].pointer, '/email');
  const names = (await max.refresh()).projects.map(({ name }) => name);
  assert.deepEqual(names.sort(), ['Second', 'Shop']);
});

test('TEAM-4: a removed member is added again and is who they were', async () => {
  const max = await addMember(stage.owner, stage.project);
  await remove(max);
  const wish = { person: max.me.id, role: 'admin' };
  const back = await stage.owner.post(`${stage.path}/members`, wish);
  assert.deepEqual([back.id, back.role], [max.me.id, 'admin']);
  assert.equal((await max.get(stage.path)).role, 'admin');
});

test('TEAM-4: the owner sees all staff, an administrator their own, a manager none', async () => {
  const admin = await addMember(stage.owner, stage.project, { role: 'admin' });
  const max = await addMember(stage.owner, stage.project);
  const third = await stage.owner.post('/projects', { name: 'Third' });
  const elsewhere = await addMember(stage.owner, third);
  const ids = async (by) => (await by.all('/staff')).map(({ person }) => person.id);
  const all = await ids(stage.owner);
  for (const one of [stage.owner, admin, max, elsewhere]) assert.ok(all.includes(one.me.id));
  const seen = await ids(admin);
  assert.ok(seen.includes(max.me.id) && !seen.includes(elsewhere.me.id));
  await refused(max.get('/staff'), 403, 'access.denied');
  const row = (await stage.owner.all('/staff')).find(({ person }) => person.id === max.me.id);
  assert.deepEqual(
    row.projects.map(({ name, role }) => [name, role]),
    [['Shop', 'manager']],
  );
});

test('TEAM-4: removing from the staff ends every project, every session and signing in', async () => {
  const second = await stage.owner.post('/projects', { name: 'Another' });
  const max = await addMember(stage.owner, stage.project, { name: 'Max Gone' });
  const wish = { person: max.me.id, role: 'manager' };
  await stage.owner.post(`/projects/${second.id}/members`, wish);
  const panel = await listening(max);
  const admin = await addMember(stage.owner, stage.project, { role: 'admin' });
  const path = `/staff/${max.me.id}`;
  await refused(admin.do('DELETE', path), 403, 'access.denied');
  await stage.owner.do('DELETE', path);
  await panel.closed;
  await refused(max.get('/auth/me'), 401, 'auth.required');
  const again = new Session(stage.server.url).signIn(max.me.email, max.password);
  await refused(again, 401, 'auth.bad_credentials');
  for (const project of [stage.project, second]) {
    const left = await stage.owner.all(`/projects/${project.id}/members`);
    assert.ok(!left.some(({ id }) => id === max.me.id));
    const [line] = await stage.owner.all(`/projects/${project.id}/audit`);
    assert.deepEqual([line.action, line.subject], ['staff.remove', 'Max Gone']);
  }
  await refused(stage.owner.do('DELETE', path), 404, 'not_found');
  await refused(stage.owner.do('DELETE', `/staff/${stage.owner.me.id}`), 409, 'member.owner_stays');
});

test('TEAM-5: a member is online while connected, away by their word, offline when gone', async () => {
  const max = await addMember(stage.owner, stage.project);
  const presence = async () => {
    const all = await stage.owner.all(`${stage.path}/presence`);
    return all.find(({ member }) => member === max.me.id).presence;
  };
  // Who loads the page anew is not said to have gone: it takes a while.
  const becomes = (wanted) =>
    until(`Max ${wanted}`, async () => (await presence()) === wanted, { timeoutMs: 30_000 });
  await becomes('offline');
  const panel = await listening(max);
  await becomes('online');
  await max.post(`${stage.path}/presence`, { away: true });
  await becomes('away');
  assert.equal((await memberOf(max)).away, true);
  await max.post(`${stage.path}/presence`, { away: false });
  await becomes('online');
  await panel.close();
  await becomes('offline');
});
