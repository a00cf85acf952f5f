import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freePort } from '../support/folders.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let bot;
let metricsUrl;
before(async () => {
  const listen = `127.0.0.1:${await freePort()}`;
  metricsUrl = `http://${listen}/metrics`;
  stage = await openStage({ settings: { metrics: { listen } } });
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

const readMetrics = async () => (await fetch(metricsUrl)).text();
const total = (text) =>
  text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]);

test('OPS-1: health and readiness answer, metrics only on their own address', async () => {
  const { url } = stage.server;
  const health = await fetch(`${url}/healthz`);
  assert.deepEqual([health.status, await health.json()], [200, { status: 'ok' }]);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  assert.ok(!(await (await fetch(`${url}/metrics`)).text()).includes('# TYPE'));
  const metrics = await fetch(metricsUrl);
  assert.equal(metrics.status, 200);
  assert.match(metrics.headers.get('content-type'), /^text\/plain/);
});

test('OPS-1: every line of the metrics is what Prometheus reads', async () => {
  const text = await readMetrics();
  const sample = /^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^{}]*\})? [-+0-9.eEInfNa]+$/;
  for (const line of text.split('\n').filter(Boolean)) {
    assert.ok(line.startsWith('# HELP ') || line.startsWith('# TYPE ') || sample.test(line), line);
  }
  assert.ok(text.includes('# TYPE '));
});

test('OPS-1: the metrics move when a client writes', async () => {
  const before = new Map(total(await readMetrics()));
  await stage.writingClient(bot);
  const grew = await until('a counter to grow', async () => {
    const now = total(await readMetrics());
    const names = now
      .filter(([name, value]) => value > (before.get(name) ?? 0))
      .map(([name]) => name);
    return names.some((name) => /webhook|update|message/.test(name)) && names;
  });
  assert.ok(grew.length > 0);
});

test('OPS-1: the log is JSON, one object a line, and tells no secrets', async () => {
  await stage.takenChat(bot);
  const lines = stage.server.log
    .split('\n')
    .filter((line) => line && !line.includes(' is ready at '));
  assert.ok(lines.length > 0);
  for (const line of lines) assert.equal(typeof JSON.parse(line), 'object', line);
  const secrets = [
    bot.token,
    stage.owner.password,
    stage.owner.cookie.split('=')[1],
    stage.owner.csrf,
  ];
  secrets.push(stage.platform.world.bot(bot.id).webhook.secret_token);
  for (const secret of secrets) assert.ok(!stage.server.log.includes(secret));
});

test('OPS-1: an answer’s request id can be found in what the server sends back', async () => {
  const response = await fetch(`${stage.server.url}/api/v1/auth/me`);
  assert.ok(response.headers.get('x-request-id'), 'the answer carries X-Request-Id');
});

test('OPS-1: no answer of the API may be kept by a cache or read as something else', async () => {
  const { headers } = await stage.owner.ask('GET', '/auth/me');
  assert.match(headers.get('cache-control') ?? '', /no-store/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('OPS-1: half-open, slow and broken connections do not keep others out', async () => {
  const net = await import('node:net');
  const { port } = stage.server;
  const sockets = Array.from({ length: 200 }, () => net.connect(port, '127.0.0.1'));
  await Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
  );
  sockets.forEach((socket, n) => {
    socket.on('error', () => {});
    if (n % 4 === 0) socket.write('POST /api/v1/auth/sign_in HTTP/1.1\r\nContent-Le');
    if (n % 4 === 1) socket.write('GARBAGE\r\n\r\n');
    if (n % 4 === 2) socket.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]));
    if (n % 4 === 3)
      socket.write('POST /api/v1/auth/sign_in HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{');
  });
  const begun = Date.now();
  await stage.owner.get('/auth/me');
  assert.ok(Date.now() - begun < 2000);
  for (const socket of sockets) socket.destroy();
});

test('OPS-1: a header past its limit is refused', async () => {
  const headers = { 'x-long': 'x'.repeat(100_000) };
  const response = await fetch(`${stage.server.url}/healthz`, { headers }).catch(() => null);
  assert.ok(
    response === null || [400, 413, 431].includes(response.status),
    String(response?.status),
  );
  assert.equal((await fetch(`${stage.server.url}/healthz`)).status, 200);
});
