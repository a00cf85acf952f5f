import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import tls from 'node:tls';
import { test } from 'node:test';
import WebSocket from 'ws';
import { makeCertificate } from '../support/certificate.mjs';
import { makeServer, runProgram } from '../support/server.mjs';
import { until, within } from '../support/until.mjs';

/** One request that trusts this certificate only. */
function ask(server, ca, method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server.port, path, method, ca };
    const request = https.request(
      { ...options, headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        let text = '';
        answer.on('data', (piece) => (text += piece));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: answer.headers, text }),
        );
      },
    );
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

test('OPS-1: with a certificate the panel, the API and the sockets are served by TLS', async (t) => {
  const server = await makeServer();
  t.after(() => server.dispose());
  const { cert, key } = makeCertificate(server.folder);
  const url = `https://127.0.0.1:${server.port}`;
  server.configure({ http: { tls_cert: cert, tls_key: key, public_url: url } });
  const ca = readFileSync(cert);
  server.launch();
  await until('a ready server', async () => {
    assert.equal(server.child.ended, undefined, server.log);
    const answer = await ask(server, ca, 'GET', '/readyz').catch(() => null);
    return answer?.status === 200;
  });

  const person = { name: 'Anna', email: 'anna@shop.example', password: 'long enough' };
  const signedUp = await ask(server, ca, 'POST', '/api/v1/auth/sign_up', person);
  assert.equal(signedUp.status, 201, signedUp.text);
  const cookie = signedUp.headers['set-cookie'][0];
  assert.match(cookie, /; Secure/);
  assert.match(cookie, /; HttpOnly/);

  const headers = { cookie: cookie.split(';')[0] };
  const socket = new WebSocket(`wss://127.0.0.1:${server.port}/ws`, { ca, headers, origin: url });
  const answered = new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (frame) => resolve(JSON.parse(String(frame))));
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, op: 'auth.me', params: {} })));
  });
  const me = await within('an answer over the socket', answered, 10_000);
  assert.equal(me.result.person.email, person.email);
  socket.terminate();

  // A client that would settle for the old version, so that it is the server who refuses.
  const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
  const old = tls.connect({ host: '127.0.0.1', port: server.port, ca, ...versions });
  const refused = new Promise((resolve) => {
    old.on('error', (error) => resolve(/alert|EPROTO|version/i.test(error.message)));
    old.on('secureConnect', () => resolve(false));
  });
  assert.ok(await within('an end of the handshake', refused, 10_000), 'TLS 1.1 is refused');
  const alive = await ask(server, ca, 'GET', '/healthz');
  assert.equal(alive.status, 200);
});

test('OPS-1: a certificate that cannot be read is refused by name', async (t) => {
  const server = await makeServer();
  t.after(() => server.dispose());
  const { cert } = makeCertificate(server.folder);
  const broken = `${server.folder}/broken.pem`;
  writeFileSync(broken, 'not a key');
  server.configure({ http: { tls_cert: cert, tls_key: broken } });
  const { code, output } = await runProgram(['serve', '--config', server.configFile]);
  assert.notEqual(code, 0);
  assert.match(output, /broken\.pem/);
});
