import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

let stage;
let manager;
let channel;
before(async () => {
  stage = await openStage();
  manager = await addMember(stage.owner, stage.project, { name: 'Max' });
  ({ channel } = await stage.connectBot());
});
after(() => stage.close());

const path = () => `${stage.path}/departments`;
const add = (fields, by = stage.owner) => by.post(path(), fields);
const change = (department, fields) => stage.owner.patch(`${path()}/${department.id}`, fields);
const remove = (department) => stage.owner.do('DELETE', `${path()}/${department.id}`);
const pointerOf = (refusal) => refusal.body.errors[0].pointer;

test('INB-7: a department is made, changed part by part and removed, and every panel is told', async () => {
  const panel = await stage.openPanel(manager);
  const made = await add({
    name: 'Sales',
    members: [manager.me.id],
    channels: [channel.id],
    links: ['spring'],
    assignment: 'round_robin',
    assignment_cap: 3,
  });
  assert.deepEqual(made.members, [manager.me.id]);
  assert.deepEqual(made.sources, [
    { kind: 'channel', source: channel.id },
    { kind: 'link', source: 'spring' },
  ]);
  assert.deepEqual([made.assignment, made.assignment_cap], ['round_robin', 3]);
  const heard = (what, id) =>
    panel.event(what, ({ event, data }) => event === what && data.id === id);
  assert.deepEqual((await heard('department.changed', made.id)).data, made);
  const changed = await change(made, { links: [], assignment: 'project', assignment_cap: -1 });
  assert.deepEqual(
    [changed.name, changed.sources.length, changed.assignment, changed.assignment_cap],
    ['Sales', 1, null, null],
  );
  assert.deepEqual(await manager.all(path()), [changed]);
  await remove(made);
  await heard('department.removed', made.id);
  assert.deepEqual(await manager.all(path()), []);
  await refused(remove(made), 404, 'not_found');
  const actions = (await stage.owner.all(`${stage.path}/audit`)).map(({ action }) => action);
  assert.deepEqual(actions.slice(0, 3), [
    'departments.delete',
    'departments.update',
    'departments.create',
  ]);
  await panel.close();
});

test('INB-7: names are unique and a source leads to one department', async () => {
  const sales = await add({ name: 'Sales', channels: [channel.id], links: ['autumn'] });
  const named = await refused(add({ name: 'sales' }), 409, 'name.taken');
  assert.equal(pointerOf(named), '/name');
  const linked = await refused(add({ name: 'B', links: ['autumn'] }), 409, 'name.taken');
  assert.equal(pointerOf(linked), '/links');
  const service = await add({ name: 'Service' });
  const moved = change(service, { channels: [channel.id] });
  assert.equal(pointerOf(await refused(moved, 409, 'name.taken')), '/channels');
  await remove(sales);
  assert.equal((await change(service, { channels: [channel.id] })).sources.length, 1);
  await remove(service);
});

test('INB-7: people and channels of a department are the project’s own', async () => {
  const stranger = await refused(add({ name: 'A', members: ['7'] }), 400, 'request.invalid');
  assert.equal(pointerOf(stranger), '/members');
  const foreign = await refused(add({ name: 'A', channels: ['7'] }), 400, 'request.invalid');
  assert.equal(pointerOf(foreign), '/channels');
  await refused(add({ name: 'A', assignment_cap: -2 }), 400, 'request.invalid');
  await refused(add({ name: ' ' }), 400, 'request.invalid');
  assert.deepEqual(await manager.all(path()), []);
});

test('TEAM-2: a manager sees the departments and changes none', async () => {
  const sales = await add({ name: 'Sales' });
  assert.equal((await manager.all(path())).length, 1);
  await refused(add({ name: 'Mine' }, manager), 403, 'access.denied');
  const theirs = `${path()}/${sales.id}`;
  await refused(manager.patch(theirs, { name: 'Mine' }), 403, 'access.denied');
  await refused(manager.do('DELETE', theirs), 403, 'access.denied');
  await remove(sales);
});
