import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { addMember, refused, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

const picture = readFileSync(new URL('../simulator/page/samples/dress.jpg', import.meta.url));

let stage;
let manager;
before(async () => {
  stage = await openStage();
  manager = await addMember(stage.owner, stage.project, { name: 'Max' });
});
after(() => stage.close());

const change = (fields, by = stage.owner) => by.patch(stage.path, fields);
const told = async () => (await stage.owner.all(`${stage.path}/audit`))[0];

function logoForm(bytes, name, type) {
  const form = new FormData();
  form.set('file', new Blob([bytes], { type }), name);
  return form;
}
const sendLogo = (bytes, { name = 'logo.jpg', type = 'image/jpeg', by = stage.owner } = {}) =>
  by.postForm(`${stage.path}/logo`, logoForm(bytes, name, type));

test('PRJ-3: settings change one by one, every panel is told and the log says what', async () => {
  const panel = await stage.openPanel(manager);
  const project = await change({ color: '#00aa7f', time_zone: 'Europe/Moscow' });
  assert.deepEqual(
    [project.color, project.time_zone, project.name],
    ['#00aa7f', 'Europe/Moscow', stage.project.name],
  );
  const { data } = await panel.event(
    'the new colour',
    ({ event, data }) => event === 'project.changed' && data.color === '#00aa7f',
  );
  assert.equal(data.time_zone, 'Europe/Moscow');
  const line = await told();
  assert.deepEqual([line.action, line.subject], ['projects.update', 'Shop']);
  assert.match(line.detail, /time zone: UTC → Europe\/Moscow, color: none → #00aa7f/);
  assert.equal((await change({ color: '' })).color, '');
  await panel.close();
});

test('BOT-2: returning to the manager and the rule of assignment are settings of the project', async () => {
  const wish = { return_to_manager: true, assignment: 'least_loaded', assignment_cap: 7 };
  const changed = await change(wish);
  const read = await manager.get(stage.path);
  for (const project of [changed, read])
    for (const [name, value] of Object.entries(wish)) assert.equal(project[name], value, name);
  await change({ return_to_manager: false, assignment: 'by_hand', assignment_cap: 0 });
});

test('PRJ-3: values that cannot be are refused field by field', async () => {
  for (const [field, value] of [
    ['color', 'red'],
    ['color', '#12345'],
    ['color', '#gggggg'],
    ['time_zone', 'Mars/Base'],
    ['assignment', 'by_magic'],
    ['assignment_cap', -1],
    ['assignment_cap', 1001],
    ['return_to_manager', 'yes'],
  ]) {
    const error = await refused(change({ [field]: value }), 400, 'request.invalid');
    assert.equal(error.body.errors[0].pointer, `/${field}`);
  }
});

test('PRJ-2: a logo is shown to the whole team as a small picture and taken away again', async () => {
  const before = await manager.get(stage.path);
  assert.equal(before.logo_url, null);
  const panel = await stage.openPanel(manager);
  const { logo_url: url } = await sendLogo(picture);
  await panel.event(
    'the logo',
    ({ event, data }) => event === 'project.changed' && data.logo_url === url,
  );
  const shown = await fetch(stage.server.url + url);
  assert.equal(shown.headers.get('content-type'), 'image/png');
  const bytes = Buffer.from(await shown.arrayBuffer());
  assert.deepEqual(bytes.subarray(1, 4).toString(), 'PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.ok(Math.max(width, height) === 512, `${width} x ${height}`);
  assert.equal((await told()).action, 'projects.set_logo');
  const dropped = await stage.owner.do('DELETE', `${stage.path}/logo`);
  assert.equal(dropped.logo_url, null);
  assert.equal((await told()).action, 'projects.drop_logo');
  await panel.close();
});

test('PRJ-2: what is no picture is no logo whatever it is called', async () => {
  const words = Buffer.from('#!/bin/sh\n');
  await refused(sendLogo(words), 422, 'file.image_expected');
  const half = picture.subarray(0, picture.length / 2);
  await refused(sendLogo(half), 422, 'file.image_broken');
  await refused(sendLogo(Buffer.alloc(4 * 1024 * 1024, 1)), 413, 'file.too_large');
  assert.equal((await manager.get(stage.path)).logo_url, null);
});

test('TEAM-2: a manager changes no settings of the project', async () => {
  await refused(change({ name: 'Mine' }, manager), 403, 'access.denied');
  await refused(sendLogo(picture, { by: manager }), 403, 'access.denied');
  await refused(manager.do('DELETE', `${stage.path}/logo`), 403, 'access.denied');
});

test('TEAM-2: only the owner of an account makes projects in it', async () => {
  await refused(manager.post('/projects', { name: 'Own' }), 403, 'access.denied');
  const admin = await addMember(stage.owner, stage.project, { role: 'admin' });
  await refused(admin.post('/projects', { name: 'Own' }), 403, 'access.denied');
  const other = await new Session(stage.server.url).signUp();
  assert.equal((await other.post('/projects', { name: 'Own' })).role, 'owner');
});
