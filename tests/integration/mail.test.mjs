import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { makeCertificate } from '../support/certificate.mjs';
import { MailServer } from '../support/mail_server.mjs';
import { Panel } from '../support/panel.mjs';
import { makeServer, startServer } from '../support/server.mjs';
import { Session, refused } from '../support/session.mjs';
import { codeOf, turnOnTotp } from '../support/totp.mjs';
import { until, within } from '../support/until.mjs';

const from = 'switchboard@shop.example';
const credentials = { user: 'switchboard', password: 'the mail password 5' };

let mail;
let server;
let certificate;
before(async () => {
  server = await makeServer();
  certificate = makeCertificate(server.folder);
  mail = await MailServer.open({ tls: 'starttls', certificate, ...credentials });
  server.configure({ mail: { url: mail.url, from, ca_file: certificate.cert, ...credentials } });
  await server.start();
});
after(async () => {
  await server.dispose();
  await mail.close();
});

const fresh = () => new Session(server.url);
const askReset = (email, at = server) => new Session(at.url).post('/auth/reset', { email });
const finish = (token, password) => fresh().post('/auth/reset/finish', { token, password });
const linkIn = ({ text }) => text.match(/https?:\S+\/reset\/\S+/)[0];
const tokenIn = (letter) => linkIn(letter).split('/reset/')[1];

/** The link's token that a person was mailed. */
async function resetToken(session) {
  const after = mail.mails.length;
  await askReset(session.me.email);
  return tokenIn(await mail.mailTo(session.me.email, { after }));
}

test('ACC-4: a link is mailed by STARTTLS with a password, in the person’s language', async () => {
  const english = await fresh().signUp({ locale: 'en' });
  const russian = await fresh().signUp({ locale: 'ru' });
  assert.deepEqual(await askReset(english.me.email), {});
  assert.deepEqual(await askReset(russian.me.email.toUpperCase()), {});
  const [one, two] = [await mail.mailTo(english.me.email), await mail.mailTo(russian.me.email)];
  for (const letter of [one, two]) {
    assert.ok(letter.secure, 'encrypted');
    assert.deepEqual([letter.from, letter.user], [from, credentials.user]);
    assert.equal(letter.to.length, 1);
    assert.ok(linkIn(letter).startsWith(`${server.url}/reset/`));
    assert.match(
      letter.headers.get('date'),
      /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} \+0000$/,
    );
    assert.match(letter.headers.get('message-id'), /^<\d+@shop\.example>$/);
    assert.equal(letter.headers.get('auto-submitted'), 'auto-generated');
  }
  assert.equal(one.subject, 'A new password for Switchboard');
  assert.match(one.text, /Set it within an hour/);
  assert.equal(two.subject, 'Новый пароль для Switchboard');
  assert.match(two.text, /в течение часа/);
});

test('ACC-4: the link sets the password once and ends every session', async () => {
  const session = await fresh().signUp();
  const panel = await Panel.open(session);
  const [first, second] = [await resetToken(session), await resetToken(session)];
  await refused(finish(first, 'short'), 400, 'request.invalid');
  await finish(first, 'brand new password');
  await within('the socket to be closed', panel.closed, 5000);
  await refused(session.get('/auth/me'), 401, 'auth.required');
  await refused(finish(first, 'another password'), 410, 'auth.link_expired');
  await refused(finish(second, 'another password'), 410, 'auth.link_expired');
  await refused(finish('never given out', 'another password'), 410, 'auth.link_expired');
  const { email } = session.me;
  await refused(fresh().signIn(email, session.password), 401, 'auth.bad_credentials');
  await fresh().signIn(email, 'brand new password');
});

test('ACC-4: the second factor stays on when the password is set by a link', async () => {
  const session = await fresh().signUp();
  const { secret, step } = await turnOnTotp(session);
  await finish(await resetToken(session), 'brand new password');
  const { email } = session.me;
  const enter = (code) =>
    fresh().post('/auth/sign_in', { email, password: 'brand new password', code });
  await refused(fresh().signIn(email, 'brand new password'), 401, 'auth.code_required');
  await enter(codeOf(secret, step + 1));
});

test('ACC-4: the answer does not tell whether somebody has the address, its time neither', async () => {
  const session = await fresh().signUp();
  const took = async (email) => {
    const begun = performance.now();
    const answer = await fresh().ask('POST', '/auth/reset', { email });
    return { ms: performance.now() - begun, seen: [answer.status, answer.body] };
  };
  const known = [];
  const unknown = [];
  for (let i = 0; i < 4; i += 1) {
    known.push(await took(session.me.email));
    unknown.push(await took(`nobody${i}@shop.example`));
  }
  for (const one of [...known, ...unknown]) {
    assert.deepEqual(one.seen, [200, {}]);
    assert.ok(one.ms >= 295, `answered after ${one.ms} ms`);
  }
  await mail.mailTo(session.me.email);
  assert.ok(!mail.mails.some(({ to }) => to[0].startsWith('nobody')));
  // However often somebody asks, three links at once and no more.
  const mine = () => mail.mails.filter(({ to }) => to.includes(session.me.email)).length;
  await until('three mails', () => mine() === 3);
  const other = await fresh().signUp();
  await resetToken(other);
  assert.equal(mine(), 3);
});

test('ACC-4: a mail waits for a server that is away and is sent again after a refusal for now', async () => {
  const session = await fresh().signUp();
  await mail.close();
  await askReset(session.me.email);
  await until('a failed attempt', () => server.log.includes('mail not handed over'));
  await mail.reopen();
  mail.refusals.push({ code: 451, message: 'come again later' });
  const letter = await mail.mailTo(session.me.email, { timeoutMs: 60_000 });
  assert.ok(tokenIn(letter).length >= 43);
  assert.equal(mail.refusals.length, 0);
});

test('ACC-4: a mail outlives a server that is killed before it could send it', async () => {
  const session = await fresh().signUp();
  await mail.close();
  await askReset(session.me.email);
  await server.killServer();
  await mail.reopen();
  await server.start();
  await mail.mailTo(session.me.email, { timeoutMs: 60_000 });
});

test('ACC-4: a mail server that says nothing does not hold the end of ours up', async (t) => {
  const silent = net.createServer((socket) => socket.on('error', () => {}));
  const heard = new Promise((resolve) => silent.once('connection', resolve));
  await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => silent.close());
  const { port } = silent.address();
  const { other, session } = await withMail(t, { url: `smtp://127.0.0.1:${port}` });
  await askReset(session.me.email, other);
  await within('our server to call', heard, 10_000);
  const { code, ms } = await other.stop();
  assert.equal(code, 0);
  assert.ok(ms < 8000, `stopped after ${ms} ms`);
  // What was not handed over waits for the next start.
  const box = await MailServer.open({});
  t.after(() => box.close());
  other.configure({ mail: { from, url: box.url } });
  await other.start();
  await box.mailTo(session.me.email);
});

test('ACC-4: a recipient that the mail server will never take is given up at once', async () => {
  const session = await fresh().signUp();
  const given = () => server.log.split('mail given up').length - 1;
  const before = given();
  mail.refusals.push({ code: 550, message: 'no such user' });
  await askReset(session.me.email);
  await until('the mail to be given up', () => given() === before + 1);
  assert.ok(!mail.mails.some(({ to }) => to.includes(session.me.email)));
});

test('ACC-4: links, passwords and addresses of mail are never in the log', async () => {
  const session = await fresh().signUp();
  const token = await resetToken(session);
  await until('the line about the mail', () => server.log.includes('mail handed over'));
  for (const hidden of [
    token,
    credentials.password,
    session.me.email,
    ...mail.mails.map(tokenIn),
  ]) {
    assert.ok(!server.log.includes(hidden), `${hidden} is in the log`);
  }
});

/** A server of its own with these settings of mail, and somebody to write to. */
async function withMail(t, settings) {
  const other = await startServer({ mail: { from, ...settings } });
  t.after(() => other.dispose());
  return { other, session: await new Session(other.url).signUp() };
}

test('ACC-4: mail goes by TLS from the first byte on to smtps://', async (t) => {
  const box = await MailServer.open({ tls: 'implicit', certificate, ...credentials });
  t.after(() => box.close());
  const settings = { url: box.url, ca_file: certificate.cert, ...credentials };
  const { other, session } = await withMail(t, settings);
  await askReset(session.me.email, other);
  const letter = await box.mailTo(session.me.email);
  assert.deepEqual([letter.secure, letter.user], [true, credentials.user]);
});

test('ACC-4: a certificate that nobody signed is not trusted', async (t) => {
  const box = await MailServer.open({ tls: 'starttls', certificate });
  t.after(() => box.close());
  const { other, session } = await withMail(t, { url: box.url });
  await askReset(session.me.email, other);
  await until('a failed attempt', () => other.log.includes('mail not handed over'));
  assert.match(other.log, /certificate/);
  assert.equal(box.mails.length, 0);
});

test('ACC-4: without encryption mail goes to this machine’s own server alone', async (t) => {
  const near = await MailServer.open({});
  const far = await MailServer.open({ host: '127.0.0.2' });
  t.after(() => Promise.all([near.close(), far.close()]));
  const { other, session } = await withMail(t, { url: near.url });
  await askReset(session.me.email, other);
  assert.equal((await near.mailTo(session.me.email)).secure, false);
  const away = await withMail(t, { url: far.url });
  await askReset(away.session.me.email, away.other);
  await until('a failed attempt', () => away.other.log.includes('mail not handed over'));
  assert.ok(far.connections > 0, 'it was tried');
  assert.equal(far.mails.length, 0);
});

test('ACC-4: a server without mail says so', async (t) => {
  const plain = await startServer();
  t.after(() => plain.dispose());
  const session = await new Session(plain.url).signUp();
  await refused(askReset(session.me.email, plain), 409, 'mail.off');
});
