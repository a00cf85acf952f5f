import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runProgram, startServer } from '../support/server.mjs';
import { Session, refused } from '../support/session.mjs';
import { turnOnTotp } from '../support/totp.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(() => server.dispose());

test('ACC-4: who lost phone and codes signs in again after a word on the server’s command line', async () => {
  const person = await new Session(server.url).signUp();
  await turnOnTotp(person);
  const { email } = person.me;
  const enter = () =>
    new Session(server.url).post('/auth/sign_in', { email, password: person.password });
  await refused(enter(), 401, 'auth.code_required');
  await server.stop();
  const command = (address) =>
    runProgram(['user', 'one-factor', address, '--config', server.configFile]);
  const unknown = await command('nobody@example.com');
  assert.notEqual(unknown.code, 0);
  assert.match(unknown.output, /nobody@example\.com/);
  const done = await command(email);
  assert.equal(done.code, 0, done.output);
  await server.start();
  assert.equal((await enter()).id, person.me.id);
  const { person: me } = await person.get('/auth/me');
  assert.deepEqual([me.totp, me.recovery_codes_left], [false, 0]);
});
