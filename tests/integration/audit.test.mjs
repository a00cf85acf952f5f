import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../support/server.mjs';
import { Session, addMember, refused } from '../support/session.mjs';
import { codeOf, turnOnTotp } from '../support/totp.mjs';

let server;
let owner;
let project;
let path;
before(async () => {
  server = await startServer();
  owner = await new Session(server.url).signUp({ name: 'Olga' });
  project = await owner.post('/projects', { name: 'Shop' });
  path = `/projects/${project.id}`;
});
after(() => server.dispose());

const lines = () => owner.all(`${path}/audit`);
/** What was told since, oldest first. */
async function told(work) {
  const before = (await lines()).length;
  await work();
  const now = await lines();
  return now.slice(0, now.length - before).reverse();
}
const short = (all) => all.map(({ action, subject, detail }) => [action, subject, detail]);

test('ACC-7: what a person does to their account is told in every project of theirs', async () => {
  const member = await addMember(owner, project, { name: 'Max' });
  const { email } = member.me;
  const { password } = member;
  const all = await told(async () => {
    const elsewhere = await new Session(server.url).signIn(email, password);
    await elsewhere.post('/auth/sign_out');
    const { secret, step, codes } = await turnOnTotp(member);
    const second = new Session(server.url);
    await second.post('/auth/sign_in', { email, password, code: codeOf(secret, step + 1) });
    const third = new Session(server.url);
    await third.post('/auth/sign_in', { email, password, code: codes[0] });
    const [, session] = await member.all('/auth/sessions');
    await member.do('DELETE', `/auth/sessions/${session.id}`);
    await member.post('/auth/sessions/end_others');
    await member.post('/auth/totp/recovery_codes', { password });
    await member.post('/auth/totp/off', { password });
    await member.post('/auth/change_password', { current: password, password: 'a newer one' });
    await member.patch('/auth/me', { email: `new.${email}`, current: 'a newer one' });
  });
  assert.deepEqual(
    all.map(({ action }) => action),
    [
      'auth.sign_in',
      'auth.sign_out',
      'auth.totp_confirm',
      'auth.sign_in',
      'auth.sign_in',
      'auth.end_session',
      'auth.end_other_sessions',
      'auth.recovery_codes',
      'auth.totp_off',
      'auth.change_password',
      'auth.update_me',
    ],
  );
  for (const one of all) {
    assert.deepEqual(one.person, { id: member.me.id, name: 'Max' });
    assert.equal(one.address, '127.0.0.1');
    assert.ok(Date.now() - Date.parse(one.at) < 60_000);
  }
  assert.equal(all[4].detail, 'recovery code');
  assert.equal(all.at(-1).subject, `new.${email}`);
});

test('ACC-7: programs’ keys are told by their names', async () => {
  const all = await told(async () => {
    const wish = { name: 'CRM', scopes: ['chats.read', 'project.read'] };
    const { id } = await owner.post(`${path}/tokens`, wish);
    await owner.do('DELETE', `${path}/tokens/${id}`);
  });
  assert.deepEqual(short(all), [
    ['tokens.create', 'CRM', 'chats.read, project.read'],
    ['tokens.delete', 'CRM', ''],
  ]);
});

test('ACC-7: what failed and what changed nothing is not told', async () => {
  const all = await told(async () => {
    await refused(
      new Session(server.url).signIn(owner.me.email, 'wrong one'),
      401,
      'auth.bad_credentials',
    );
    await owner.post('/auth/sessions/end_others');
    await owner.patch('/auth/me', { email: owner.me.email });
    await refused(owner.do('DELETE', `${path}/tokens/1`), 404, 'not_found');
  });
  assert.deepEqual(short(all), []);
});

test('ACC-7: a channel that is connected or let go is told of by its name', async () => {
  const all = await told(async () => {
    const made = await owner.post(`${path}/channels`, { platform: 'webchat', name: 'Our site' });
    await owner.post(`${path}/channels/${made.id}/rearm`, {});
    await owner.do('DELETE', `${path}/channels/${made.id}`);
  });
  assert.deepEqual(short(all), [
    ['channels.connect', 'Our site', ''],
    ['channels.rearm', 'Our site', ''],
    ['channels.disconnect', 'Our site', ''],
  ]);
});

test('ACC-7: the log is read in pages from the newest on', async () => {
  for (let i = 0; i < 5; i += 1)
    await new Session(server.url).signIn(owner.me.email, owner.password);
  const whole = await lines();
  const pages = await owner.all(`${path}/audit`, 2);
  assert.deepEqual(pages, whole);
  const times = whole.map(({ at }) => Date.parse(at));
  assert.deepEqual(
    times,
    [...times].sort((one, other) => other - one),
  );
  assert.equal(new Set(whole.map(({ id }) => id)).size, whole.length);
});

test('ACC-7: the log is for the owner and administrators of that project', async () => {
  const admin = await addMember(owner, project, { role: 'admin' });
  const manager = await addMember(owner, project);
  const stranger = await new Session(server.url).signUp();
  assert.ok((await admin.get(`${path}/audit`)).items.length > 0);
  await refused(manager.get(`${path}/audit`), 403, 'access.denied');
  await refused(stranger.get(`${path}/audit`), 404, 'not_found');
});

test('ACC-7: no secret is ever in the log', async () => {
  const member = await addMember(owner, project);
  const { secret, codes } = await turnOnTotp(member);
  const { token } = await owner.post(`${path}/tokens`, { name: 'CRM', scopes: ['chats.read'] });
  const text = JSON.stringify(await lines());
  const cookie = member.cookie.split('=')[1];
  for (const hidden of [secret, ...codes, token, member.password, member.csrf, cookie]) {
    assert.ok(!text.includes(hidden));
  }
});
