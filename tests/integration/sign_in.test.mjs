import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { pngOf } from '../support/pictures.mjs';
import { startServer } from '../support/server.mjs';
import { Session, addMember, refused } from '../support/session.mjs';
import { codeOf, stepNow, turnOnTotp } from '../support/totp.mjs';
import { within } from '../support/until.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(() => server.dispose());

const fresh = () => new Session(server.url);
const person = () => fresh().signUp();

/** Signs in somewhere else, with a code. */
async function enter(session, code) {
  const other = fresh();
  const { email } = session.me;
  const body = { email, password: session.password, ...(code && { code }) };
  other.me = await other.post('/auth/sign_in', body);
  await other.refresh();
  return other;
}

test('ACC-4: a person sees where they are signed in, the asking session marked', async () => {
  const first = await person();
  const second = fresh();
  const { email } = first.me;
  const agent = { 'user-agent': 'Telephone 7' };
  await second.post('/auth/sign_in', { email, password: first.password }, agent);
  const seen = await first.all('/auth/sessions');
  assert.equal(seen.length, 2);
  assert.deepEqual(
    seen.map((one) => one.current),
    [true, false],
  );
  assert.equal(seen[1].user_agent, 'Telephone 7');
  for (const one of seen) {
    assert.equal(one.address, '127.0.0.1');
    assert.ok(Date.parse(one.created_at) <= Date.parse(one.last_seen_at));
    assert.deepEqual(Object.keys(one).sort(), [
      'address',
      'created_at',
      'current',
      'id',
      'last_seen_at',
      'user_agent',
    ]);
  }
});

test('ACC-4: ending a session closes its sockets at once; another person’s is not there', async () => {
  const first = await person();
  const second = await enter(first);
  const panel = await Panel.open(second);
  const own = (await second.all('/auth/sessions')).find((one) => one.current);
  const stranger = await person();
  await refused(stranger.do('DELETE', `/auth/sessions/${own.id}`), 404, 'not_found');
  await first.do('DELETE', `/auth/sessions/${own.id}`);
  await within('the socket to be closed', panel.closed, 5000);
  await refused(second.get('/auth/me'), 401, 'auth.required');
  await refused(first.do('DELETE', `/auth/sessions/${own.id}`), 404, 'not_found');
  await first.get('/auth/me');
});

test('ACC-4: all other sessions end together', async () => {
  const first = await person();
  const others = [await enter(first), await enter(first)];
  const panels = await Promise.all(others.map((one) => Panel.open(one)));
  const mine = await Panel.open(first);
  await first.post('/auth/sessions/end_others');
  for (const panel of panels) await within('the socket to be closed', panel.closed, 5000);
  for (const one of others) await refused(one.get('/auth/me'), 401, 'auth.required');
  assert.equal((await first.all('/auth/sessions')).length, 1);
  assert.ok(await mine.call('auth.me'));
  await mine.close();
});

test('ACC-4: the second factor is on once a code of its secret was shown', async () => {
  const session = await person();
  const begun = await session.post('/auth/totp');
  assert.match(begun.secret, /^[A-Z2-7]{32}$/);
  const uri = new URL(begun.uri);
  assert.equal(uri.protocol, 'otpauth:');
  assert.equal(uri.searchParams.get('secret'), begun.secret);
  assert.equal((await session.get('/auth/me')).person.totp, false);
  const confirm = (secret, code) => session.post('/auth/totp/confirm', { secret, code });
  const wrong = codeOf(begun.secret, stepNow() + 10);
  const refusal = await refused(confirm(begun.secret, wrong), 403, 'auth.bad_code');
  assert.equal(refusal.body.errors[0].pointer, '/code');
  await refused(confirm('not base 32 at all!', '123456'), 400, 'request.invalid');
  const { recovery_codes: codes } = await confirm(begun.secret, codeOf(begun.secret, stepNow()));
  assert.equal(new Set(codes).size, 10);
  const { person: me } = await session.get('/auth/me');
  assert.deepEqual([me.totp, me.recovery_codes_left], [true, 10]);
  await refused(session.post('/auth/totp'), 400, 'request.invalid');
});

test('ACC-4: with the second factor on a password alone does not sign in', async () => {
  const session = await person();
  const { secret, step } = await turnOnTotp(session);
  // Asked for the code as often as one likes: that is no wrong attempt.
  for (let i = 0; i < 7; i += 1) await refused(enter(session), 401, 'auth.code_required');
  await refused(enter(session, codeOf(secret, step)), 401, 'auth.bad_code');
  await refused(enter(session, codeOf(secret, step + 20)), 401, 'auth.bad_code');
  const other = await enter(session, codeOf(secret, step + 1));
  assert.equal(other.me.id, session.me.id);
  await refused(enter(session, codeOf(secret, step + 1)), 401, 'auth.bad_code');
  const wrongPassword = { email: session.me.email, password: 'not this one', code: '123456' };
  await refused(fresh().post('/auth/sign_in', wrongPassword), 401, 'auth.bad_credentials');
});

test('ACC-4: of five who sign in at once with one code exactly one does', async () => {
  const session = await person();
  const { secret, step } = await turnOnTotp(session);
  const code = codeOf(secret, step + 1);
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => enter(session, code)));
  const won = tries.filter((one) => one.status === 'fulfilled');
  assert.equal(won.length, 1);
  for (const one of tries) {
    if (one.status === 'rejected') assert.equal(one.reason.code, 'auth.bad_code');
  }
});

test('ACC-4: wrong codes count wherever they stand: the sixth attempt has to wait', async () => {
  const session = await person();
  const { secret, step, codes } = await turnOnTotp(session);
  for (let i = 0; i < 5; i += 1) {
    await refused(enter(session, codeOf(secret, step + 30 + i)), 401, 'auth.bad_code');
  }
  await refused(enter(session, codeOf(secret, step + 1)), 429, 'auth.too_many_attempts');
  await refused(enter(session, codes[0]), 429, 'auth.too_many_attempts');
  const other = await person();
  await enter(other);
});

test('ACC-4: a recovery code is good once, written with hyphens or without', async () => {
  const session = await person();
  const { codes } = await turnOnTotp(session);
  const left = async () => (await session.get('/auth/me')).person.recovery_codes_left;
  assert.equal(await left(), 10);
  const first = await enter(session, codes[0]);
  assert.deepEqual([first.me.recovery_codes_left, await left()], [9, 9]);
  await refused(enter(session, codes[0]), 401, 'auth.bad_code');
  await enter(session, codes[1].replaceAll('-', '').toLowerCase());
  assert.equal(await left(), 8);
  const body = { password: session.password };
  const { recovery_codes: renewed } = await session.post('/auth/totp/recovery_codes', body);
  assert.equal(renewed.length, 10);
  await refused(enter(session, codes[2]), 401, 'auth.bad_code');
  await enter(session, renewed[9]);
});

test('ACC-4: turning the second factor off needs the password', async () => {
  const session = await person();
  await turnOnTotp(session);
  for (const path of ['/auth/totp/off', '/auth/totp/recovery_codes']) {
    const refusal = await refused(
      session.post(path, { password: 'not this one' }),
      403,
      'auth.bad_credentials',
    );
    assert.equal(refusal.body.errors[0].pointer, '/password');
  }
  await session.post('/auth/totp/off', { password: session.password });
  await enter(session);
  const { person: me } = await session.get('/auth/me');
  assert.deepEqual([me.totp, me.recovery_codes_left], [false, 0]);
  const again = session.post('/auth/totp/recovery_codes', { password: session.password });
  await refused(again, 400, 'request.invalid');
});

test('ACC-6: a new e-mail needs the present password and must be nobody’s', async () => {
  const session = await person();
  const other = await person();
  const email = `new.${session.me.email}`;
  const bare = await refused(session.patch('/auth/me', { email }), 400, 'request.invalid');
  assert.equal(bare.body.errors[0].pointer, '/current');
  const current = 'not this one';
  await refused(session.patch('/auth/me', { email, current }), 403, 'auth.bad_credentials');
  const taken = { email: other.me.email, current: session.password };
  await refused(session.patch('/auth/me', taken), 409, 'auth.email_taken');
  const changed = await session.patch('/auth/me', { email, current: session.password });
  assert.equal(changed.email, email);
  await refused(enter(session), 401, 'auth.bad_credentials');
  session.me.email = email;
  await enter(session);
});

/** Width and height of a JPEG: its first frame says them (ITU T.81). */
function jpegSize(bytes) {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1];
    if (marker >= 0xc0 && marker <= 0xc2)
      return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return assert.fail('no frame in the JPEG');
}

function photoForm(bytes, name = 'me.png') {
  const form = new FormData();
  form.set('file', new Blob([bytes], { type: 'image/png' }), name);
  return form;
}

test('ACC-6: a photo becomes a square JPEG of at most 480 pixels that colleagues see', async () => {
  const session = await person();
  const project = await session.post('/projects', { name: 'Shop' });
  for (const [width, height, side] of [
    [1200, 700, 480],
    [90, 200, 90],
  ]) {
    const changed = await session.postForm('/auth/photo', photoForm(pngOf(width, height)));
    const got = await fetch(server.url + changed.photo_url.replace(server.url, ''));
    assert.equal(got.headers.get('content-type'), 'image/jpeg');
    assert.deepEqual(jpegSize(Buffer.from(await got.arrayBuffer())), [side, side]);
    const [member] = await session.all(`/projects/${project.id}/members`);
    assert.equal(member.photo_url, changed.photo_url);
  }
  const dropped = await session.do('DELETE', '/auth/photo');
  assert.equal(dropped.photo_url, null);
});

test('ACC-6: what is no picture is no photo, whatever it is called', async () => {
  const session = await person();
  const post = (bytes) => session.postForm('/auth/photo', photoForm(bytes, 'photo.jpg'));
  await refused(post(Buffer.from('not a picture')), 422, 'file.image_expected');
  await refused(post(pngOf(50, 50).subarray(0, 60)), 422, 'file.image_broken');
  await refused(post(Buffer.alloc(11 * 1024 * 1024)), 413, 'file.too_large');
  assert.equal((await session.get('/auth/me')).person.photo_url, null);
});

test('TEAM-4: who was removed from the staff is signed out and cannot sign in', async () => {
  const owner = await person();
  const project = await owner.post('/projects', { name: 'Shop' });
  const member = await addMember(owner, project);
  const panel = await Panel.open(member);
  await owner.do('DELETE', `/staff/${member.me.id}`);
  await within('the socket to be closed', panel.closed, 5000);
  await refused(member.get('/auth/me'), 401, 'auth.required');
  await refused(enter(member), 401, 'auth.bad_credentials');
});

test('ACC-4: passwords, codes and secrets are never in the log', async () => {
  const session = await person();
  const { secret, step, codes } = await turnOnTotp(session);
  const code = codeOf(secret, step + 1);
  const other = await enter(session, code);
  await enter(session, codes[0]);
  await refused(enter(session, codes[0]), 401, 'auth.bad_code');
  const csrf = [session.csrf, other.csrf];
  const cookies = [session.cookie, other.cookie].map((cookie) => cookie.split('=')[1]);
  for (const hidden of [session.password, secret, ...codes, ...csrf, ...cookies]) {
    assert.ok(hidden.length > 8);
    assert.ok(!server.log.includes(hidden), `${hidden} is in the log`);
  }
  assert.doesNotMatch(server.log, new RegExp(`\\b${code}\\b`));
});
