import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import * as table from './permissions_table.mjs';

let stage;
let documented;
let people;
/** Ids of what the project has, by the name of the path parameter. */
let ids;

/** A member with some rights, signed in. */
async function member(name, { role = 'manager', forbidden = [] } = {}) {
  const email = `${name.replaceAll(/\W/g, '.')}.${process.pid}@example.com`;
  const password = `password of ${name}`;
  const permissions = Object.fromEntries(forbidden.map((one) => [one, false]));
  const rights = role === 'manager' ? { permissions } : {};
  await stage.owner.post(`${stage.path}/members`, { name, email, password, role, ...rights });
  return new Session(stage.server.url).signIn(email, password);
}

before(async () => {
  stage = await openStage();
  const document = await stage.owner.get('/openapi.json');
  documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.operationId)
      .map(([method, { operationId }]) => ({
        ...{ name: operationId, method: method.toUpperCase() },
        path: path.replace(/^\/api\/v1/, ''),
      })),
  );
  const { bot, channel } = await stage.connectBot();
  const { chat } = await stage.writingClient(bot);
  const [message] = await stage.messages(chat);
  ids = { project: stage.project.id, channel: channel.id, chat: chat.id, client: chat.id };
  ids.message = message.id;
  people = {
    nobody: new Session(stage.server.url),
    stranger: await new Session(stage.server.url).signUp(),
    manager: await member('manager'),
    admin: await member('admin', { role: 'admin' }),
    owner: stage.owner,
  };
});
after(() => stage.close());

const nobodys = '4503599627370495';
/** What is only read is read of what is there; nothing is done to anything that is. */
const addressOf = ({ path, method }) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const real = name === 'project' || method === 'GET';
    return (real && ids[name]) || nobodys;
  });

const queries = { 'chats.list': '?tab=new' };

/**
 * Asks with a field that no operation has: rights are looked at first, so that who has them is
 * told of the field, and nothing is ever done.
 */
async function verdict(session, operation, headers = {}) {
  const body = operation.method === 'GET' ? undefined : { no_such_field: true };
  const address = addressOf(operation) + (queries[operation.name] ?? '');
  const answer = await session.ask(operation.method, address, body, headers);
  const { code } = answer.body;
  assert.ok(answer.status < 500, `${operation.name}: ${answer.status} ${code}`);
  if (answer.status === 401) return `401 ${code}`;
  if (answer.status === 403) return `403 ${code}`;
  const bare = answer.status === 404 && !/\{(?!project)\w+\}/.test(operation.path);
  return bare ? `404 ${code}` : 'given';
}

/** All operations at once: what is asked here changes nothing. */
const eachOperation = (check) => Promise.all(documented.map(check));

const inProject = ({ path }) => path.includes('{project}');

function expected(who, operation) {
  const { who: least } = table.operations[operation.name];
  if (least === 'anyone') return 'given';
  if (who === 'nobody') return '401 auth.required';
  if (least === 'signed_in') return 'given';
  const rank = ['member', 'admin', 'owner'];
  const has = { manager: 'member', admin: 'admin', owner: 'owner' }[who];
  return rank.indexOf(has) >= rank.indexOf(least) ? 'given' : '403 access.denied';
}

test('TEAM-3: every operation of the table has a row, and every row an operation', () => {
  const names = documented.map(({ name }) => name).sort();
  assert.deepEqual(names, Object.keys(table.operations).sort());
});

test('INB-11: every kind of event has a row that says who is told', () => {
  const source = readFileSync(new URL('../../http/api/events.cpp', import.meta.url), 'utf8');
  const names = [...source.matchAll(/\{"([a-z]+(?:\.[a-z]+)?)", /g)].map(([, name]) => name);
  assert.ok(names.length >= 10, `only ${names.length} events found in events.cpp`);
  assert.deepEqual([...new Set(names)].sort(), Object.keys(table.events).sort());
});

for (const who of ['nobody', 'manager', 'admin', 'owner']) {
  test(`TEAM-2: what ${who} may call is what the table says`, async () => {
    await eachOperation(async (operation) => {
      const seen = await verdict(people[who], operation);
      assert.equal(seen, expected(who, operation), `${operation.name} for ${who}`);
    });
  });
}

test('TEAM-2: to someone outside the project nothing of it is there', async () => {
  for (const operation of documented.filter(inProject)) {
    const body = operation.method === 'GET' ? undefined : {};
    const address = addressOf(operation) + (queries[operation.name] ?? '');
    const { status, body: answer } = await people.stranger.ask(operation.method, address, body);
    assert.deepEqual([status, answer.code], [404, 'not_found'], operation.name);
  }
});

test('TEAM-3: forbidding one thing forbids the operations that need it and no other', async () => {
  for (const permission of table.permissions) {
    const session = await member(`without ${permission}`, { forbidden: [permission] });
    const { permissions } = (await session.get('/auth/me')).projects[0];
    assert.deepEqual(
      Object.keys(permissions).sort(),
      [...table.permissions].sort(),
      'a project tells all of one’s rights',
    );
    assert.deepEqual(
      Object.keys(permissions).filter((name) => !permissions[name]),
      [permission],
    );
    await eachOperation(async (operation) => {
      const { needs } = table.operations[operation.name];
      const tab = operation.name === 'chats.list' && permission === 'new';
      const denied = needs === permission || tab;
      const wanted = denied ? '403 access.denied' : expected('manager', operation);
      const seen = await verdict(session, operation);
      assert.equal(seen, wanted, `${operation.name} without ${permission}`);
    });
  }
});

test('TEAM-3: owners and administrators can be forbidden nothing', async () => {
  const { id } = people.admin.me;
  const all = Object.fromEntries(table.permissions.map((name) => [name, false]));
  await people.owner.ask('PATCH', `${stage.path}/members/${id}`, { permissions: all });
  const { permissions } = (await people.admin.get('/auth/me')).projects[0];
  assert.ok(Object.values(permissions).every(Boolean), JSON.stringify(permissions));
  for (const tab of ['new', 'mine', 'others', 'done']) await stage.chats(tab, people.admin);
});

/** A program with a token of the owner's. */
async function program(scopes) {
  const wish = { name: scopes.join(' '), scopes };
  const { token } = await people.owner.post(`${stage.path}/tokens`, wish);
  return { authorization: `Bearer ${token}` };
}

test('ACC-7: a token is allowed what its scopes say, and needs no CSRF token', async () => {
  for (const scope of table.scopes) {
    const [only, but] = await Promise.all([
      program([scope]),
      program(table.scopes.filter((other) => other !== scope)),
    ]);
    await eachOperation(async (operation) => {
      const row = table.operations[operation.name];
      if (row.who === 'anyone') return;
      const what = `${operation.name} with a token`;
      const with_ = await verdict(people.nobody, operation, only);
      assert.equal(with_ === 'given', row.scope === scope, `${what} of ${scope} alone: ${with_}`);
      const without = await verdict(people.nobody, operation, but);
      const other = row.scope !== null && row.scope !== scope;
      assert.equal(without === 'given', other, `${what} of all but ${scope}: ${without}`);
    });
  }
});

test('ACC-7: a token opens one project only, and ends with the place of who made it', async () => {
  const { id } = await stage.owner.post('/projects', { name: 'Another' });
  const headers = await program(table.scopes);
  const ask = (path, more = headers) => people.nobody.ask('GET', path, undefined, more);
  assert.equal((await ask(stage.path)).status, 200);
  assert.equal((await ask(`/projects/${id}`)).status, 404);
  const maker = await member('token maker', { role: 'admin' });
  const wish = { name: 'of the maker', scopes: ['chats.read', 'project.read'] };
  const { token } = await maker.post(`${stage.path}/tokens`, wish);
  const theirs = { authorization: `Bearer ${token}` };
  const others = `${stage.path}/chats?tab=others`;
  assert.equal((await ask(others, theirs)).status, 200);
  const path = `${stage.path}/members/${maker.me.id}`;
  const less = { role: 'manager', permissions: { others: false } };
  await stage.owner.patch(path, less);
  assert.equal((await ask(others, theirs)).status, 403, 'no more than the person may');
  await stage.owner.do('DELETE', path);
  assert.ok([401, 404].includes((await ask(stage.path, theirs)).status));
  assert.equal((await ask(stage.path, { authorization: 'Bearer sbt_nonsense' })).status, 401);
});

test('PRJ-5, TEAM-4: only the owner deletes a project, makes one, and removes staff', async () => {
  for (const session of [people.manager, people.admin]) {
    const removal = await session.ask('DELETE', `/staff/${people.manager.me.id}`);
    assert.ok([403, 404].includes(removal.status), `staff.remove: ${removal.status}`);
    const made = await session.ask('POST', '/projects', { name: 'Mine' });
    assert.deepEqual([made.status, made.body.code], [403, 'access.denied']);
    const gone = await session.ask('DELETE', stage.path, { name: stage.project.name });
    assert.deepEqual([gone.status, gone.body.code], [403, 'access.denied']);
  }
  const listed = await people.manager.ask('GET', '/staff');
  assert.ok(listed.status === 403 || listed.body.items.length === 0, 'a manager sees no staff');
});

test('TEAM-2: an administrator makes nobody owner, and nobody changes the owner', async () => {
  const owner = `${stage.path}/members/${stage.owner.me.id}`;
  for (const [method, body] of [
    ['PATCH', { role: 'manager' }],
    ['DELETE', undefined],
  ]) {
    const answer = await people.admin.ask(method, owner, body);
    assert.deepEqual([answer.status, answer.body.code], [409, 'member.owner_stays']);
  }
  const raised = await people.admin.ask('PATCH', `${stage.path}/members/${people.admin.me.id}`, {
    role: 'owner',
  });
  assert.equal(raised.status, 400);
});

test('INB-11: the socket gives no operation more than HTTP does', async () => {
  const session = await member('by socket', { forbidden: ['audience'] });
  const panel = await Panel.open(session);
  for (const operation of documented) {
    const row = table.operations[operation.name];
    if (!inProject(operation) || row.sight) continue;
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? nobodys]));
    const unknown = operation.method === 'GET' ? {} : { no_such_field: true };
    const tab = operation.name === 'chats.list' ? { tab: 'new' } : {};
    const failure = await panel.call(operation.name, { ...params, ...tab, ...unknown }).then(
      () => null,
      (refusal) => refusal,
    );
    const denied = row.who !== 'member' || row.needs === 'audience';
    const code = failure?.code ?? 'given';
    // What only HTTP has is unknown here, whoever asks.
    if (denied)
      assert.ok(['access.denied', 'not_found'].includes(code), `${operation.name}: ${code}`);
    else assert.notEqual(code, 'access.denied', operation.name);
  }
  await panel.close();
});
