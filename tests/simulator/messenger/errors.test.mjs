import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Stage, pairOf } from './stage.mjs';

/** @type {Stage} */
let stage;
let made;
before(async () => {
  stage = await Stage.open();
  made = await stage.talking();
});
after(() => stage.close());
afterEach(() => stage.control('DELETE', `accounts/${made.page.id}/faults`));

const send = (message, more) => stage.send(made, message, more);
const params = (text = 'x') => ({
  ...{ access_token: made.page.token, messaging_type: 'RESPONSE' },
  ...{ recipient: { id: made.psid }, message: { text } },
});
const post = (text) => stage.graph('POST', 'me/messages', params(text));
const arrived = async (text) =>
  (await stage.messages(made, { from: 'account', contains: text })).length;

/** Every pair that the table of errors names. */
const pairs = [
  ...[[1, 99], [2], [1200], [4], [4, 2018022], [17], [32], [613], [4, 2018354], [9, 2018352]],
  ...[[80006], [10], [200], [230], [3], [10, 2018278], [10, 2018065], [10, 2018108]],
  ...[[200, 1545041], [551], [551, 1545041], [10, 1893063], [100, 2018001], [100, 33]],
  ...[
    [100, 2018109],
    [100, 2018008],
    [100, 2018047],
    [100, 2018074],
    [100, 2018294],
  ],
  ...[[100, 2018034], [100], [190], [190, 458], [190, 459], [190, 460], [190, 463], [190, 464]],
  ...[[190, 467], [190, 492], [200, 2018028], [368], [10303], [2018344]],
];

for (const [code, subcode = null] of pairs) {
  test(`CHN-14: the refusal ${code} / ${subcode ?? 'none'} comes on request, once`, async () => {
    await stage.fault(made, { kind: 'error', code, subcode });
    const { status, body } = await post('refused');
    assert.deepEqual(pairOf(body), [code, subcode]);
    assert.ok(status >= 400 && body.error.message.length > 5 && body.error.fbtrace_id);
    assert.notEqual(body.error.message, `(#${code}) Error`, 'the table has words for it');
    assert.ok((await send('x')).message_id);
    assert.equal(await arrived('refused'), 0);
  });
}

test('CHN-14: a refusal can have any code, status and words, for chosen calls and people', async () => {
  const own = { code: 777, subcode: 5, status: 418, message: 'teapot' };
  await stage.fault(made, { kind: 'error', ...own, methods: ['subscribed_apps'], times: 2 });
  const asked = { access_token: made.page.token };
  for (let n = 0; n < 2; n += 1) {
    const { status, body } = await stage.graph('GET', 'me/subscribed_apps', asked);
    assert.deepEqual([status, body.error.message], [418, 'teapot']);
    assert.deepEqual(pairOf(body), [777, 5]);
  }
  assert.equal((await stage.graph('GET', 'me/subscribed_apps', asked)).status, 200);
  const another = await stage.control('POST', 'clients', {});
  await stage.fault(made, { kind: 'error', code: 2, client: another.id });
  assert.ok((await send('not the one')).message_id);
  await stage.control('DELETE', `accounts/${made.page.id}/faults`);
  await stage.control('POST', `apps/${made.app.app_id}/faults`, { kind: 'error', code: 4 });
  assert.deepEqual(pairOf(await send('x')), [4, null]);
});

test('CHN-14: a rate limit tells in the headers how much is used', async () => {
  const { app } = made;
  const usage = { call_count: 80, total_time: 30, estimated_time_to_regain_access: 7 };
  await stage.control('PATCH', `apps/${app.app_id}`, { usage });
  const { headers } = await post('x');
  assert.equal(JSON.parse(headers.get('x-app-usage')).call_count, 80);
  const [business] = JSON.parse(headers.get('x-business-use-case-usage'))[made.page.id];
  assert.deepEqual([business.type, business.estimated_time_to_regain_access], ['messenger', 7]);
  await stage.control('PATCH', `apps/${app.app_id}`, { usage: { call_count: 100 } });
  await stage.fault(made, { kind: 'too_many_requests', code: 4, subcode: 2018022 });
  const refused = await post('x');
  assert.deepEqual(pairOf(refused.body), [4, 2018022]);
  assert.equal(JSON.parse(refused.headers.get('x-app-usage')).call_count, 100);
});

test('OPS-3: a 5xx has no JSON, garbage is HTML', async () => {
  for (const status of [500, 502, 503, 504]) {
    await stage.fault(made, { kind: 'server_error', status });
    const answer = await post('broken');
    assert.deepEqual([answer.status, typeof answer.body], [status, 'string']);
  }
  await stage.fault(made, { kind: 'html' });
  const page = await post('broken');
  assert.equal(page.status, 502);
  assert.match(page.body, /^<html>/);
  assert.equal(await arrived('broken'), 0);
  await stage.fault(made, { kind: 'server_error', when: 'after' });
  assert.equal((await post('uncertain')).status, 500);
  assert.equal(await arrived('uncertain'), 1);
});

test('OPS-3: a connection is reset before or after the message got through', async () => {
  await stage.fault(made, { kind: 'reset', when: 'before' });
  await assert.rejects(post('lost'));
  assert.equal(await arrived('lost'), 0);
  await stage.fault(made, { kind: 'reset', when: 'after' });
  await assert.rejects(post('came through'));
  assert.equal(await arrived('came through'), 1);
  await stage.event('message', ({ message }) => message.text === 'came through');
});

test('OPS-3: calls can be late or never answered', async () => {
  await stage.fault(made, { kind: 'slow', ms: 60 });
  const begun = Date.now();
  assert.equal((await post('late')).status, 200);
  assert.ok(Date.now() - begun >= 60);
  await stage.fault(made, { kind: 'hang', when: 'before' });
  const signal = AbortSignal.timeout(100);
  const options = {
    method: 'POST',
    signal,
    body: new URLSearchParams({ access_token: made.page.token }),
  };
  await assert.rejects(fetch(`${stage.server.url}/messenger/me/messages`, options), /timeout/i);
});

test('CHN-10: a revoked token is refused with the chosen reason until there is another', async () => {
  const { page } = made;
  await stage.options(made, { revoke_subcode: 458 });
  await stage.control('POST', `accounts/${page.id}/revoke`, {});
  const refused = await post('x');
  assert.deepEqual([refused.status, ...pairOf(refused.body)], [401, 190, 458]);
  const renewed = await stage.control('POST', `accounts/${page.id}/token`, {});
  assert.deepEqual(pairOf((await post('old token')).body), [190, 458]);
  made.page = { ...page, token: renewed.token };
  assert.equal((await post('new token')).status, 200);
});

test('CHN-3: no token, a token that never was, an object that is not there', async () => {
  assert.equal((await stage.graph('GET', 'me')).body.error.code, 104);
  const ask = async (path, access_token) =>
    pairOf((await stage.graph('GET', path, { access_token })).body);
  assert.deepEqual(await ask('me', 'EAAnever'), [190, null]);
  assert.deepEqual(await ask('me', `${made.app.app_id}|wrong`), [190, null]);
  assert.deepEqual(await ask('999', made.page.token), [100, 33]);
  assert.deepEqual(await ask('me/gossip', made.page.token), [2500, null]);
  const other = await stage.pair();
  assert.deepEqual(await ask(`${other.page.id}/subscribed_apps`, made.page.token), [100, 33]);
  await stage.control('DELETE', `accounts/${other.page.id}`);
  assert.deepEqual(await ask('me', other.page.token), [100, 33]);
});

test('CHN-3: the proof is checked, and demanded where the app says so', async () => {
  const { page, app } = await stage.talking({
    app: { app_secret: 'meta-test-app-secret' },
    page: { token: 'EAAtesttoken0001' },
  });
  const ask = async (more) =>
    (await stage.graph('GET', 'me', { access_token: page.token, ...more })).body;
  const appsecret_proof = '532e0e848ed8cc6c406a21950d3166f0e4620dc0db288ba063a703a1466779fe';
  assert.equal((await ask({})).id, page.id);
  assert.equal((await ask({ appsecret_proof: 'f00d' })).error.code, 100);
  await stage.control('PATCH', `apps/${app.app_id}`, { require_proof: true });
  assert.match((await ask({})).error.message, /require an appsecret_proof/);
  assert.equal((await ask({ appsecret_proof })).id, page.id);
});

test('CHN-14: a body that cannot be read is a wrong parameter', async () => {
  const url = `${stage.server.url}/messenger/v25.0/me/messages`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: '{"a":' });
  assert.deepEqual([answer.status, (await answer.json()).error.code], [400, 100]);
  const empty = await fetch(`${url}?access_token=${made.page.token}`, { method: 'POST', headers });
  assert.match((await empty.json()).error.message, /messaging_type/);
});
