import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { startServer } from '../support/server.mjs';
import { Session, refused } from '../support/session.mjs';
import { within } from '../support/until.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(() => server.dispose());

const fresh = () => new Session(server.url);
let emails = 0;
const newEmail = () => `someone${++emails}@example.com`;

test('ACC-2: signing up gives a session, the person and no project yet', async () => {
  const email = newEmail();
  const session = fresh();
  const wish = { name: 'Ирина', email, password: 'long enough', locale: 'ru' };
  const answer = await session.ask('POST', '/auth/sign_up', wish);
  assert.equal(answer.status, 201);
  const { id, ...person } = answer.body;
  assert.match(id, /^[1-9][0-9]*$/);
  const nothingYet = { photo_url: null, totp: false, recovery_codes_left: 0 };
  assert.deepEqual(person, { name: 'Ирина', email, locale: 'ru', ...nothingYet });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('sb_session='));
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=Lax/i);
  const me = await session.get('/auth/me');
  assert.deepEqual([me.person.id, me.projects], [id, []]);
  assert.ok(me.csrf_token.length >= 16);
});

test('ACC-2: an e-mail address signs up once, in whatever letter case', async () => {
  const email = newEmail();
  await fresh().signUp({ email });
  await refused(fresh().signUp({ email }), 409, 'auth.email_taken');
  await refused(fresh().signUp({ email: email.toUpperCase() }), 409, 'auth.email_taken');
});

test('ACC-2: name and password are taken at their limits and refused one past them', async () => {
  const password = 'good password';
  const attempts = [
    ['name', '', false],
    ['name', 'n', true],
    ['name', 'я'.repeat(100), true],
    ['name', 'я'.repeat(101), false],
    ['password', 'p'.repeat(7), false],
    ['password', 'p'.repeat(8), true],
    ['password', 'p'.repeat(200), true],
    ['password', 'p'.repeat(201), false],
  ];
  for (const [field, value, accepted] of attempts) {
    const body = { name: 'Name', email: newEmail(), password, [field]: value };
    const answer = await fresh().ask('POST', '/auth/sign_up', body);
    const label = `${field} of ${value.length}`;
    assert.equal(answer.status, accepted ? 201 : 400, label);
    if (accepted) continue;
    assert.equal(answer.body.code, 'request.invalid', label);
    assert.deepEqual(
      answer.body.errors.map((error) => error.pointer),
      [`/${field}`],
      label,
    );
  }
});

test('ACC-2: what is no e-mail address is refused with a pointer to it', async () => {
  for (const email of ['', 'a', 'a@', '@b.c', 'a b@c.d', 'a@b@c.d']) {
    const body = { name: 'Name', email, password: 'good password' };
    const answer = await fresh().ask('POST', '/auth/sign_up', body);
    assert.deepEqual([answer.status, answer.body.code], [400, 'request.invalid'], email);
    assert.equal(answer.body.errors[0].pointer, '/email');
  }
});

test('ACC-4: signing out ends the session, signing in makes another', async () => {
  const session = await fresh().signUp({ email: newEmail() });
  const stolen = session.cookie;
  await session.post('/auth/sign_out');
  const thief = fresh();
  thief.cookie = stolen;
  await refused(thief.get('/auth/me'), 401, 'auth.required');
  const again = await fresh().signIn(session.me.email, session.password);
  assert.equal(again.me.id, session.me.id);
  assert.notEqual(again.cookie, stolen);
});

test('ACC-4: a wrong password and an unknown address get the same answer', async () => {
  const session = await fresh().signUp({ email: newEmail() });
  const wrong = await refused(
    fresh().signIn(session.me.email, 'not this one'),
    401,
    'auth.bad_credentials',
  );
  const unknown = await refused(
    fresh().signIn(newEmail(), 'not this one'),
    401,
    'auth.bad_credentials',
  );
  assert.equal(wrong.body.detail, unknown.body.detail);
});

test('ACC-4: the sixth failure within five minutes is told to wait, the right password too', async () => {
  const session = await fresh().signUp({ email: newEmail() });
  const { email } = session.me;
  for (let failure = 1; failure <= 5; failure += 1) {
    await refused(fresh().signIn(email, 'wrong password'), 401, 'auth.bad_credentials');
  }
  const sixth = await refused(
    fresh().signIn(email, 'wrong password'),
    429,
    'auth.too_many_attempts',
  );
  const seconds = Number(sixth.headers.get('retry-after'));
  assert.ok(seconds >= 1 && seconds <= 300, `Retry-After: ${seconds}`);
  await refused(fresh().signIn(email, session.password), 429, 'auth.too_many_attempts');
  const other = await fresh().signUp({ email: newEmail() });
  await fresh().signIn(other.me.email, other.password);
});

test('ACC-4: a new password ends every other session and its live connections', async () => {
  const session = await fresh().signUp({ email: newEmail() });
  const elsewhere = await fresh().signIn(session.me.email, session.password);
  const panel = await Panel.open(elsewhere);
  const change = (current) =>
    session.post('/auth/change_password', { current, password: 'an even better one' });
  await refused(change('not the current'), 403, 'auth.bad_credentials');
  await elsewhere.get('/auth/me');
  await change(session.password);
  await session.get('/auth/me');
  await refused(elsewhere.get('/auth/me'), 401, 'auth.required');
  await within('the other socket to be closed', panel.closed, 5000);
  await refused(fresh().signIn(session.me.email, session.password), 401, 'auth.bad_credentials');
  await fresh().signIn(session.me.email, 'an even better one');
});

test('ACC-4: a write without the CSRF token is refused and changes nothing', async () => {
  const session = await fresh().signUp({ email: newEmail() });
  const writes = [
    ['POST', '/projects', { name: 'Forged' }],
    ['PATCH', '/auth/me', { name: 'Forged' }],
    ['POST', '/auth/change_password', { current: session.password, password: 'forged password' }],
    ['POST', '/auth/sign_out', {}],
  ];
  for (const [method, path, body] of writes) {
    for (const token of ['', 'not-the-token']) {
      const answer = await session.ask(method, path, body, { 'x-csrf-token': token });
      assert.deepEqual([answer.status, answer.body.code], [403, 'auth.csrf'], `${method} ${path}`);
    }
  }
  const me = await session.get('/auth/me');
  assert.deepEqual([me.person.name, me.projects], [session.me.name, []]);
});

test('ACC-4: another person’s CSRF token is no use', async () => {
  const [one, other] = [
    await fresh().signUp({ email: newEmail() }),
    await fresh().signUp({ email: newEmail() }),
  ];
  const answer = await one.ask('POST', '/projects', { name: 'P' }, { 'x-csrf-token': other.csrf });
  assert.deepEqual([answer.status, answer.body.code], [403, 'auth.csrf']);
});

test('ACC-4: without a session everything but signing in is refused', async () => {
  for (const [method, path] of [
    ['GET', '/auth/me'],
    ['GET', '/projects'],
    ['POST', '/projects'],
    ['GET', '/projects/1/chats?tab=new'],
  ]) {
    const answer = await fresh().ask(method, path, method === 'POST' ? { name: 'P' } : undefined);
    assert.deepEqual([answer.status, answer.body.code], [401, 'auth.required'], path);
    const forged = await fresh().ask(method, path, method === 'POST' ? { name: 'P' } : undefined, {
      cookie: 'sb_session=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    });
    assert.equal(forged.status, 401, path);
  }
});

test('ACC-6: a person’s language and name can be changed', async () => {
  const session = await fresh().signUp({ email: newEmail(), locale: 'en' });
  const changed = await session.patch('/auth/me', { locale: 'ru' });
  assert.equal(changed.locale, 'ru');
  assert.equal((await session.patch('/auth/me', { name: 'Новое имя' })).name, 'Новое имя');
  const { person } = await session.get('/auth/me');
  assert.deepEqual([person.name, person.locale], ['Новое имя', 'ru']);
  await refused(session.patch('/auth/me', { locale: 'xx' }), 400, 'request.invalid');
});

test('TEAM-1: of members who are added at the same moment none is forgotten', async () => {
  const owner = await fresh().signUp({ email: newEmail() });
  for (let round = 0; round < 10; round += 1) {
    const project = await owner.post('/projects', { name: `Busy ${round}` });
    const path = `/projects/${project.id}`;
    await Promise.all(
      ['Ann', 'Ben', 'Cleo'].map((name) =>
        owner.post(`${path}/members`, {
          name,
          email: `${name}.${project.id}@example.com`,
          password: 'long enough',
          role: 'manager',
        }),
      ),
    );
    const members = await owner.all(`${path}/members`);
    assert.equal(members.length, 4, JSON.stringify(members));
  }
});
