import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

let stage;
let owner;
before(async () => {
  stage = await openStage();
  owner = stage.owner;
});
after(() => stage.close());

test('INT-7: a refusal is problem+json with a stable code', async () => {
  const answer = await owner.ask('GET', `${stage.path}/chats/1`);
  assert.equal(answer.status, 404);
  assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
  const { type, title, status, code } = answer.body;
  assert.deepEqual([type, status, code], ['about:blank#not_found', 404, 'not_found']);
  assert.equal(typeof title, 'string');
});

test('INT-7: an unknown field is refused and named', async () => {
  const answer = await owner.ask('POST', '/projects', { name: 'P', colour: 'red' });
  assert.deepEqual([answer.status, answer.body.code], [400, 'request.unknown_field']);
  assert.match(JSON.stringify(answer.body), /colour/);
});

test('INT-7: what is not JSON, and JSON of another form, is refused and the server goes on', async () => {
  for (const body of ['{', 'null{', '{"name":}', '\u0000', '{"name":"a"} x', '[1,2', '']) {
    const answer = await owner.ask('POST', '/projects', body);
    assert.equal(answer.status, 400, JSON.stringify(body));
  }
  for (const body of [
    '[]',
    '"name"',
    '7',
    'null',
    '{"name":7}',
    '{"name":null}',
    '{"name":["a"]}',
    '{}',
  ]) {
    const answer = await owner.ask('POST', '/projects', body);
    assert.equal(answer.status, 400, body);
    assert.match(answer.body.code, /^request\./, body);
  }
  const deep = await owner.ask('POST', '/projects', `{"name":${'['.repeat(100_000)}`);
  assert.equal(deep.status, 400);
  const broken = Buffer.from('7b226e616d65223a22c328227d', 'hex').toString('latin1');
  const response = await fetch(`${owner.api}/projects`, {
    method: 'POST',
    headers: {
      cookie: owner.cookie,
      'x-csrf-token': owner.csrf,
      'content-type': 'application/json',
    },
    body: Buffer.from(broken, 'latin1'),
  });
  assert.equal(response.status, 400);
  await owner.get('/auth/me');
});

test('INT-7: a known path with another method is 405, an unknown path 404', async () => {
  for (const [method, path] of [
    ['DELETE', '/projects'],
    ['PUT', '/auth/me'],
    ['POST', '/auth/me'],
    ['GET', '/auth/sign_out'],
  ]) {
    const answer = await owner.ask(method, path, method === 'GET' ? undefined : {});
    assert.deepEqual(
      [answer.status, answer.body.code],
      [405, 'request.method'],
      `${method} ${path}`,
    );
    assert.ok(answer.headers.get('allow'), 'the methods that are allowed are named');
  }
  assert.equal((await owner.ask('GET', '/nothing/here')).status, 404);
});

test('INT-7: a list takes a limit of 1 to 200', async () => {
  for (const [limit, status] of [
    ['0', 400],
    ['1', 200],
    ['200', 200],
    ['201', 400],
    ['-1', 400],
    ['x', 400],
    ['1e2', 400],
    ['', 400],
  ]) {
    const answer = await owner.ask('GET', `/projects?limit=${limit}`);
    assert.equal(answer.status, status, `limit=${limit}`);
  }
  const cursor = await owner.ask('GET', '/projects?cursor=%00garbage');
  assert.equal(cursor.status, 400);
});

test('INT-7: a list in pages gives everything once', async () => {
  const session = stage.owner;
  const names = Array.from({ length: 5 }, (_, n) => `Page project ${n}`);
  for (const name of names) await session.post('/projects', { name });
  const all = await session.all('/projects', 2);
  const found = all.map((project) => project.name).filter((name) => name.startsWith('Page'));
  assert.deepEqual(found.sort(), names);
  assert.equal(new Set(all.map((project) => project.id)).size, all.length);
});

test('INT-7: a body past the limit is 413 and the server goes on', async () => {
  const answer = await owner
    .ask('POST', '/projects', `{"name":"${'x'.repeat(3_000_000)}"}`)
    .catch((error) =>
      assert.fail(`the connection broke instead of an answer: ${error.cause ?? error}`),
    );
  assert.equal(answer.status, 413);
  assert.equal(answer.body.code, 'request.too_large');
  await owner.get('/auth/me');
});

test('INT-7: an idempotency key makes one project however often it is sent', async () => {
  const headers = { 'idempotency-key': 'the-same-key-1' };
  const create = () => owner.post('/projects', { name: 'Once' }, headers);
  const made = await Promise.all([create(), create(), create()]);
  assert.equal(new Set(made.map((project) => project.id)).size, 1);
  const all = await owner.all('/projects');
  assert.equal(all.filter((project) => project.name === 'Once').length, 1);
});

test('PRJ-2, PRJ-4: name and time zone are set, changed and checked', async () => {
  const project = await owner.post('/projects', { name: 'Лавка', time_zone: 'Europe/Minsk' });
  assert.deepEqual(
    [project.name, project.time_zone, project.role],
    ['Лавка', 'Europe/Minsk', 'owner'],
  );
  const path = `/projects/${project.id}`;
  assert.equal((await owner.patch(path, { name: 'Магазин' })).name, 'Магазин');
  await owner.patch(path, { time_zone: 'Asia/Tbilisi' });
  const now = await owner.get(path);
  assert.deepEqual([now.name, now.time_zone], ['Магазин', 'Asia/Tbilisi']);
  await refused(owner.patch(path, { time_zone: 'Mars/Olympus' }), 400, 'request.invalid');
  await refused(owner.patch(path, { name: '' }), 400, 'request.invalid');
  assert.equal((await owner.patch(path, { name: 'n'.repeat(100) })).name.length, 100);
  await refused(owner.patch(path, { name: 'n'.repeat(101) }), 400, 'request.invalid');
  assert.equal((await owner.post('/projects', { name: 'UTC by default' })).time_zone, 'UTC');
});

test('TEAM-1, TEAM-2: a manager works in the project but does not run it', async () => {
  const manager = await addMember(owner, stage.project, { name: 'Маша' });
  const admin = await addMember(owner, stage.project, { role: 'admin' });
  const members = await manager.all(`${stage.path}/members`);
  const roles = Object.fromEntries(members.map((member) => [member.id, member.role]));
  assert.equal(roles[owner.me.id], 'owner');
  assert.equal(roles[manager.me.id], 'manager');
  assert.equal(roles[admin.me.id], 'admin');
  const added = { name: 'X', email: 'x@example.com', password: 'long enough', role: 'manager' };
  await refused(manager.post(`${stage.path}/members`, added), 403, 'access.denied');
  await refused(manager.patch(stage.path, { name: 'Mine now' }), 403, 'access.denied');
  const connect = { platform: 'telegram', token: 'x' };
  await refused(manager.post(`${stage.path}/channels`, connect), 403, 'access.denied');
  await admin.patch(stage.path, { name: 'By the admin' });
  await refused(
    admin.post(`${stage.path}/members`, { ...added, role: 'owner' }),
    400,
    'request.invalid',
  );
  const taken = { ...added, email: manager.me.email };
  await refused(admin.post(`${stage.path}/members`, taken), 409, 'auth.email_taken');
});

test('INT-7: openapi.json describes every operation with the method it answers to', async () => {
  const document = await owner.get('/openapi.json');
  assert.match(document.openapi, /^3\.1/);
  const named = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((operation) => operation.operationId),
  );
  const expected = [
    'auth.sign_up',
    'auth.me',
    'projects.create',
    'channels.connect',
    'chats.take',
    'messages.send',
    'notes.add',
  ];
  for (const name of expected) assert.ok(named.includes(name), name);
  assert.equal(new Set(named).size, named.length);
});

test("INT-7: the panel's types are made from what this server serves", async () => {
  const kept = new URL('../../web/openapi.json', import.meta.url);
  assert.deepEqual(JSON.parse(readFileSync(kept, 'utf8')), await owner.get('/openapi.json'));
});
