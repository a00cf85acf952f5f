import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPostgres } from '../support/postgres.mjs';
import { startServer } from '../support/server.mjs';
import { Session } from '../support/session.mjs';
import { fromBase32, turnOnTotp } from '../support/totp.mjs';
import { until } from '../support/until.mjs';

let postgres;
let server;
before(async () => {
  postgres = await startPostgres();
  server = await startServer({ database: { url: postgres.url } });
});
after(async () => {
  await server.dispose();
  await postgres.dispose();
});

test('ACC-4: that a session is in use is written down once an hour', async () => {
  const session = await new Session(server.url).signUp();
  const seen = () => postgres.query('SELECT last_seen_at FROM sessions');
  const first = seen();
  await session.get('/auth/me');
  assert.equal(seen(), first);
  await server.stop();
  postgres.query("UPDATE sessions SET last_seen_at = now() - interval '61 minutes'");
  const old = seen();
  await server.start();
  await session.get('/auth/me');
  const renewed = await until('a newer time', () => seen() !== old && seen());
  await session.get('/auth/me');
  assert.equal(seen(), renewed);
  const [one] = await session.all('/auth/sessions');
  assert.ok(Date.now() - Date.parse(one.last_seen_at) < 60_000);
});

test('ACC-4, ACC-7: no secret is readable in the database', async () => {
  const session = await new Session(server.url).signUp();
  const project = await session.post('/projects', { name: 'Shop' });
  const { secret, codes } = await turnOnTotp(session);
  const wish = { name: 'CRM', scopes: ['chats.read'] };
  const { token } = await session.post(`/projects/${project.id}/tokens`, wish);
  const tables = ['persons', 'recovery_codes', 'sessions', 'api_tokens', 'audit_log'];
  const rows = tables.map((table) => postgres.query(`SELECT * FROM ${table}`)).join('\n');
  assert.ok(rows.includes(session.me.email), 'what is no secret is there to be read');
  const cookie = session.cookie.split('=')[1];
  const bytes = [secret, ...codes].map((text) => fromBase32(text.replaceAll('-', '')));
  for (const hidden of [secret, ...codes, token, cookie, session.password, ...bytes]) {
    // As text, or as the digits that psql shows of bytes.
    assert.ok(!rows.includes(String(hidden)));
    assert.ok(!rows.includes(Buffer.from(hidden).toString('hex')));
  }
});
