import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { Panel } from '../support/panel.mjs';
import { Session, addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until, within } from '../support/until.mjs';

const everything = [
  'chats.read',
  'chats.write',
  'clients.read',
  'clients.write',
  'project.read',
  'project.write',
];

let stage;
let bot;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

const made = (scopes, { by = stage.owner, name = 'Program' } = {}) =>
  by.post(`${stage.path}/tokens`, { name, scopes });

/** A program with a token: no cookie, no CSRF token. */
class Program extends Session {
  constructor(token) {
    super(stage.server.url);
    this.token = token;
  }

  static async with(scopes, by) {
    const { id, token } = await made(scopes, { by });
    return Object.assign(new Program(token), { id });
  }

  ask(method, path, body, extra = {}) {
    return super.ask(method, path, body, { authorization: `Bearer ${this.token}`, ...extra });
  }

  /** Its live connection. */
  async connect() {
    const headers = { authorization: `Bearer ${this.token}` };
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/ws`, { headers });
    const panel = new Panel(socket);
    await within('the socket to open', new Promise((open) => socket.once('open', open)), 5000);
    return panel;
  }
}

const program = Program.with;

test('ACC-7: a token is shown once and listed without it', async () => {
  const { token, ...rest } = await made(['chats.read', 'project.read'], { name: 'CRM' });
  assert.match(token, /^sbt_[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(rest.scopes, ['chats.read', 'project.read']);
  assert.deepEqual(rest.created_by, { id: stage.owner.me.id, name: 'Owner' });
  assert.equal(rest.last_used_at, null);
  const listed = await stage.owner.all(`${stage.path}/tokens`);
  assert.deepEqual(
    listed.find((one) => one.id === rest.id),
    rest,
  );
  assert.ok(!JSON.stringify(listed).includes(token));
  await refused(made([]), 400, 'request.invalid');
  await refused(made(['everything']), 400, 'request.invalid');
});

test('ACC-7: a program works with a token, without cookie and CSRF token, as who made it', async () => {
  const crm = await program(everything);
  const { chat } = await stage.writingClient(bot);
  const path = `${stage.path}/chats/${chat.id}`;
  const taken = await crm.post(`${path}/take`);
  assert.deepEqual(
    taken.participants.map(({ id, role }) => [id, role]),
    [[stage.owner.me.id, 'responsible']],
  );
  const sent = await crm.post(`${path}/messages`, { text: 'from a program' });
  assert.equal(sent.author.id, stage.owner.me.id);
  assert.equal((await crm.get(stage.path)).id, stage.project.id);
  const used = await until('the token to be seen in use', async () => {
    const listed = await stage.owner.all(`${stage.path}/tokens`);
    return listed.find(({ id }) => id === crm.id).last_used_at;
  });
  assert.ok(Date.now() - Date.parse(used) < 60_000);
});

test('ACC-7: a token does what its scopes say and nothing else', async () => {
  const reader = await program(['chats.read']);
  const { chat } = await stage.writingClient(bot);
  const path = `${stage.path}/chats/${chat.id}`;
  assert.equal((await reader.get(path)).id, chat.id);
  const refusal = await refused(reader.post(`${path}/take`), 403, 'access.denied');
  assert.match(refusal.body.detail, /chats\.write/);
  await refused(reader.get(stage.path), 403, 'access.denied');
  await refused(reader.get(`${stage.path}/clients/${chat.id}`), 403, 'access.denied');
});

test('ACC-7: what concerns the person alone, or makes keys, is for no token', async () => {
  const crm = await program(everything);
  const asked = [
    ['GET', '/auth/me'],
    ['PATCH', '/auth/me', { name: 'Taken over' }],
    ['GET', '/auth/sessions'],
    ['POST', '/auth/sign_out', {}],
    ['POST', '/auth/change_password', { current: 'a', password: 'long enough' }],
    ['POST', '/auth/totp', {}],
    ['GET', `${stage.path}/tokens`],
    ['POST', `${stage.path}/tokens`, { name: 'Another', scopes: everything }],
    ['GET', `${stage.path}/audit`],
    ['DELETE', stage.path, { name: 'Shop' }],
  ];
  for (const [method, path, body] of asked) {
    const answer = await crm.ask(method, path, body);
    assert.deepEqual(
      [answer.status, answer.body.code],
      [403, 'access.denied'],
      `${method} ${path}`,
    );
  }
});

test('ACC-7: another project is not there for a token, its owner’s other one neither', async () => {
  const crm = await program(everything);
  const other = await stage.owner.post('/projects', { name: 'Second' });
  await refused(crm.get(`/projects/${other.id}`), 404, 'not_found');
  await refused(crm.get(`/projects/${other.id}/chats?tab=new`), 404, 'not_found');
  await refused(crm.get('/projects/1/chats?tab=new'), 404, 'not_found');
});

test('ACC-7: a wrong token is refused even beside a good cookie', async () => {
  for (const token of ['sbt_wrong', 'x', '', `sbt_${'a'.repeat(500)}`]) {
    const headers = { authorization: `Bearer ${token}`.trim() };
    const answer = await stage.owner.ask('GET', stage.path, undefined, headers);
    assert.deepEqual([answer.status, answer.body.code], [401, 'auth.required'], token);
  }
  const basic = { authorization: 'Basic dXNlcjpwYXNz' };
  assert.equal((await stage.owner.ask('GET', stage.path, undefined, basic)).status, 200);
});

test('ACC-7: a deleted token and its sockets end at once', async () => {
  const { id, token } = await made(everything);
  const crm = new Program(token);
  const panel = await crm.connect();
  assert.ok(await panel.call('projects.get', { project: stage.project.id }));
  await stage.owner.do('DELETE', `${stage.path}/tokens/${id}`);
  await within('the socket to be closed', panel.closed, 5000);
  await refused(crm.get(stage.path), 401, 'auth.required');
  await refused(stage.owner.do('DELETE', `${stage.path}/tokens/${id}`), 404, 'not_found');
});

test('ACC-7: events come to a token that may read everything they tell', async () => {
  const reader = await program(['chats.read', 'clients.read', 'project.read']);
  const panel = await reader.connect();
  await panel.subscribe(stage.project);
  const { chat } = await stage.writingClient(bot, 'for the program');
  await panel.event(
    'the message',
    (one) => one.event === 'message.added' && one.data.chat === chat.id,
  );
  await refused(
    panel.call('chats.take', { project: stage.project.id, chat: chat.id }),
    403,
    'access.denied',
  );
  await panel.close();
  const narrow = await (await program(['chats.read'])).connect();
  await refused(narrow.subscribe(stage.project), 403, 'access.denied');
  await narrow.close();
});

test('ACC-7: a token has at most the rights of who made it and ends when they leave', async () => {
  const admin = await addMember(stage.owner, stage.project, { role: 'admin' });
  const crm = await program(everything, admin);
  const panel = await crm.connect();
  const member = `${stage.path}/members/${admin.me.id}`;
  await crm.patch(stage.path, { time_zone: 'UTC' });
  await stage.owner.patch(member, { role: 'manager' });
  await refused(crm.patch(stage.path, { time_zone: 'UTC' }), 403, 'access.denied');
  await crm.get(stage.path);
  await stage.owner.do('DELETE', member);
  await refused(crm.get(stage.path), 401, 'auth.required');
  await refused(panel.call('projects.get', { project: stage.project.id }), 401, 'auth.required');
  await panel.close();
});

test('ACC-7: a manager makes no tokens and sees none', async () => {
  const manager = await addMember(stage.owner, stage.project);
  await refused(made(['chats.read'], { by: manager }), 403, 'access.denied');
  await refused(manager.get(`${stage.path}/tokens`), 403, 'access.denied');
});

test('ACC-7: tokens are never in the log', async () => {
  const { token } = await made(everything);
  const crm = new Program(token);
  await crm.get(stage.path);
  await refused(new Program(`${token}x`).get(stage.path), 401, 'auth.required');
  assert.ok(!stage.server.log.includes(token));
});
