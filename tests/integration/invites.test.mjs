import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused, Session } from '../support/session.mjs';
import { startServer } from '../support/server.mjs';

let server;
let owner;
let path;
before(async () => {
  server = await startServer();
  owner = await new Session(server.url).signUp({ name: 'Olga' });
  path = `/projects/${(await owner.post('/projects', { name: 'Shop' })).id}`;
});
after(() => server.dispose());

const invite = (role = 'manager', by = owner) => by.post(`${path}/invites`, { role });
const tokenOf = ({ url }) => url.slice(`${server.url}/invite/`.length);
const nobody = () => new Session(server.url);
const look = (token) => nobody().post('/invites/look', { token });
let people = 0;
const newcomer = () => {
  people += 1;
  const email = `newcomer${people}.${process.pid}@example.com`;
  return { name: `Newcomer ${people}`, email, password: 'a new password' };
};

test('TEAM-1: a link tells what it invites to and makes a new person a member', async () => {
  const made = await invite('admin');
  assert.ok(made.url.startsWith(`${server.url}/invite/`), made.url);
  assert.equal(Buffer.from(tokenOf(made), 'base64url').length, 32);
  const week = 7 * 24 * 3600 * 1000;
  assert.ok(Math.abs(Date.parse(made.expires_at) - Date.now() - week) < 60_000);
  assert.deepEqual(await look(tokenOf(made)), {
    project: 'Shop',
    role: 'admin',
    invited_by: 'Olga',
  });
  const session = nobody();
  const who = newcomer();
  const joined = await session.post('/invites/accept', { token: tokenOf(made), ...who });
  const me = await session.refresh();
  assert.deepEqual([me.person.email, me.projects[0].id], [who.email, joined.project]);
  assert.equal(me.projects[0].role, 'admin');
  await refused(look(tokenOf(made)), 410, 'auth.link_expired');
  const members = await owner.all(`${path}/members`);
  assert.ok(members.some(({ email }) => email === who.email));
  const [line] = await owner.all(`${path}/audit`);
  assert.ok(['invites.accept', 'auth.sign_in'].includes(line.action), line.action);
});

test('TEAM-1: of many who accept one link at once exactly one joins', async () => {
  const token = tokenOf(await invite());
  const before = (await owner.all(`${path}/members`)).length;
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      nobody().ask('POST', '/invites/accept', { token, ...newcomer() }),
    ),
  );
  const seen = answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort();
  assert.deepEqual(seen, ['200 ', ...Array(7).fill('410 auth.link_expired')]);
  assert.equal((await owner.all(`${path}/members`)).length, before + 1);
});

test('TEAM-1: somebody who is signed in joins as oneself and keeps their own account', async () => {
  const token = tokenOf(await invite());
  const guest = await nobody().signUp({ name: 'Guest' });
  await guest.post('/projects', { name: 'Of my own' });
  const { project } = await guest.post('/invites/accept', { token });
  assert.equal(`/projects/${project}`, path);
  const roles = (await guest.refresh()).projects.map(({ name, role }) => `${name} ${role}`);
  assert.deepEqual(roles.sort(), ['Of my own owner', 'Shop manager']);
  const second = tokenOf(await invite());
  await refused(guest.post('/invites/accept', { token: second }), 409, 'member.already');
  assert.equal((await look(second)).project, 'Shop');
  // Who works for others too still makes projects of their own.
  assert.equal((await guest.post('/projects', { name: 'Another' })).role, 'owner');
});

test('TEAM-1: what is missing or taken is said and leaves the link as it is', async () => {
  const token = tokenOf(await invite());
  const missing = await refused(
    nobody().post('/invites/accept', { token, name: 'No' }),
    400,
    'request.invalid',
  );
  assert.equal(missing.body.errors[0].pointer, '/email');
  const taken = { token, ...newcomer(), email: owner.me.email };
  await refused(nobody().post('/invites/accept', taken), 409, 'auth.email_taken');
  assert.equal((await look(token)).project, 'Shop');
});

test('TEAM-1: a link that is revoked, made up or whose maker left leads nowhere', async () => {
  const made = await invite();
  const open = await owner.all(`${path}/invites`);
  const listed = open.find(({ id }) => id === made.id);
  assert.equal(listed.created_by.name, 'Olga');
  assert.ok(!JSON.stringify(open).includes(tokenOf(made)), 'the token is shown once');
  await owner.do('DELETE', `${path}/invites/${made.id}`);
  await refused(look(tokenOf(made)), 410, 'auth.link_expired');
  await refused(owner.do('DELETE', `${path}/invites/${made.id}`), 404, 'not_found');
  await refused(look('made-up'), 410, 'auth.link_expired');
  const project = { id: path.split('/').at(-1) };
  const admin = await addMember(owner, project, { role: 'admin' });
  const theirs = tokenOf(await invite('admin', admin));
  await owner.do('DELETE', `${path}/members/${admin.me.id}`);
  await refused(look(theirs), 410, 'auth.link_expired');
});

test('TEAM-2: managers invite nobody', async () => {
  const project = { id: path.split('/').at(-1) };
  const manager = await addMember(owner, project);
  await refused(invite('manager', manager), 403, 'access.denied');
  await refused(manager.get(`${path}/invites`), 403, 'access.denied');
  await refused(invite('owner'), 400, 'request.invalid');
});
