import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../support/until.mjs';
import { retrySeconds } from './model/sender.mjs';
import { appSecretProof, metaJson, signatures } from './rules/signature.mjs';
import { Stage } from './stage.mjs';

/** @type {Stage} */
let stage;
before(async () => (stage = await Stage.open()));
after(() => stage.close());
afterEach(() => {
  stage.got = [];
  stage.answer = (_request, response) => response.end('EVENT_RECEIVED');
});
const texts = () => stage.events.map((event) => event.message?.text);

test('CHN-3: signatures and the proof are those of the known answers', () => {
  const body =
    '{"object":"page","entry":[{"id":"111","time":1700000000000,"messaging":[{"sender":{"id":"222"},"recipient":{"id":"111"},"timestamp":1700000000000,"message":{"mid":"m_T1","text":"\\u0439 \\/ ok"}}]}]}';
  assert.equal(Buffer.byteLength(body), 197);
  assert.equal(metaJson(JSON.parse(body)), body);
  const signed = signatures('meta-test-app-secret', body);
  assert.deepEqual(signed, {
    'x-hub-signature': 'sha1=763319ae8947769a0827438a437b571ffb273448',
    'x-hub-signature-256':
      'sha256=85493e7f069f1d97de92a40fd90a82384076eba892b93951852b6cca40136874',
  });
  assert.equal(
    appSecretProof('meta-test-app-secret', 'EAAtesttoken0001'),
    '532e0e848ed8cc6c406a21950d3166f0e4620dc0db288ba063a703a1466779fe',
  );
});

test('CHN-3: an event is posted with both signatures over the bytes as they are', async () => {
  const { app, page, client } = await stage.pair();
  const { mid, psid } = await stage.act({ page, client }, 'text', { text: 'й/😀' });
  await stage.settled(page);
  const [{ body, headers, method }] = stage.got;
  assert.equal(method, 'POST');
  assert.ok(body.includes('"text":"\\u0439\\/\\ud83d\\ude00"'), body);
  const sha = (name) => createHmac(name, app.app_secret).update(body).digest('hex');
  assert.equal(headers['x-hub-signature-256'], `sha256=${sha('sha256')}`);
  assert.equal(headers['x-hub-signature'], `sha1=${sha('sha1')}`);
  const { object, entry } = JSON.parse(body);
  assert.deepEqual([object, entry.length, entry[0].id], ['page', 1, page.id]);
  const [{ timestamp, ...event }] = entry[0].messaging;
  assert.ok(Math.abs(timestamp - Date.now()) < 60_000);
  assert.deepEqual(event, {
    sender: { id: psid },
    recipient: { id: page.id },
    message: { mid, text: 'й/😀' },
  });
  const [message] = await stage.messages({ page, client });
  assert.deepEqual([message.state, message.text, message.id], ['delivered', 'й/😀', mid]);
});

test('CHN-3: one person has another number with each page', async () => {
  const one = await stage.pair();
  const two = await stage.control('POST', 'accounts', { app_id: one.app.app_id });
  const first = await stage.act(one, 'text', { text: 'a' });
  const second = await stage.act({ page: two, client: one.client }, 'text', { text: 'b' });
  assert.match(first.psid, /^\d{17}$/);
  assert.notEqual(first.psid, second.psid);
  const byNumber = await stage.messages({ page: one.page, client: { id: first.psid } });
  assert.equal(byNumber[0].text, 'a');
});

test('CHN-3: the webhook is set only when the address echoes the challenge', async () => {
  const app = await stage.control('POST', 'apps', {});
  const set = (more) =>
    stage.graph('POST', `${app.app_id}/subscriptions`, {
      ...{ object: 'page', callback_url: stage.hook, fields: 'messages,message_reads' },
      ...{ verify_token: 'our-token', access_token: app.token, ...more },
    });
  const wrong = await set({ verify_token: 'another' });
  assert.equal(wrong.body.error.code, 2200);
  assert.equal((await set({ fields: 'messages,gossip' })).body.error.code, 100);
  assert.equal((await set({ access_token: `${app.app_id}|x` })).body.error.code, 190);
  assert.deepEqual((await set({})).body, { success: true });
  const read = () => stage.graph('GET', `${app.app_id}/subscriptions`, { access_token: app.token });
  const [row] = (await read()).body.data;
  assert.deepEqual([row.object, row.callback_url, row.active], ['page', stage.hook, true]);
  assert.deepEqual(
    row.fields.map(({ name }) => name),
    ['messages', 'message_reads'],
  );
  await stage.graph('DELETE', `${app.app_id}/subscriptions`, { access_token: app.token });
  assert.deepEqual((await read()).body, { data: [] });
});

test('CHN-3: a page that is not subscribed tells nothing, and then only what was asked for', async () => {
  const made = await stage.pair({ page: { subscribed_fields: undefined } });
  const { page } = made;
  const access_token = page.token;
  await stage.act(made, 'text', { text: 'unheard' });
  const subscribe = (subscribed_fields) =>
    stage.graph('POST', `${page.id}/subscribed_apps`, { access_token, subscribed_fields });
  assert.equal((await subscribe('messages,gossip')).body.error.code, 100);
  assert.equal((await subscribe('')).body.error.code, 100);
  assert.deepEqual((await subscribe('messages')).body, { success: true });
  const list = () => stage.graph('GET', `${page.id}/subscribed_apps`, { access_token });
  const [row] = (await list()).body.data;
  assert.deepEqual([row.id, row.subscribed_fields], [made.app.app_id, ['messages']]);
  await stage.act(made, 'referral', { ref: 'not-asked-for' });
  await stage.act(made, 'text', { text: 'heard' });
  await stage.settled(page);
  assert.deepEqual(texts(), ['heard']);
  await stage.graph('DELETE', `${page.id}/subscribed_apps`, { access_token });
  assert.deepEqual((await list()).body, { data: [] });
});

test('CHN-3: several pages and events can come in one request', async () => {
  const made = await stage.pair({ app: { batch: 4 } });
  const other = await stage.control('POST', 'accounts', {
    ...{ app_id: made.app.app_id, subscribed_fields: ['messages'] },
  });
  await stage.act(made, 'text', { text: '1' });
  await stage.act(made, 'text', { text: '2' });
  await stage.act({ page: other, client: made.client }, 'text', { text: '3' });
  await stage.act(made, 'text', { text: '4' });
  await stage.settled(made.page);
  assert.equal(stage.got.length, 1);
  const { entry } = JSON.parse(stage.got[0].body);
  assert.deepEqual(
    entry.map(({ id, messaging }) => [id, messaging.length]),
    [
      [made.page.id, 2],
      [other.id, 1],
      [made.page.id, 1],
    ],
  );
  await stage.act(made, 'text', { text: '5' });
  await stage.control('POST', `apps/${made.app.app_id}/flush`);
  await stage.settled(made.page);
  assert.deepEqual(texts(), ['1', '2', '3', '4', '5']);
});

test('CHN-3: anything but 200 is repeated until it is 200, and holds back nothing', async () => {
  const made = await stage.pair();
  let refusals = 0;
  stage.answer = ({ body }, response) => {
    const refuse = body.includes('first') && refusals < 3;
    if (refuse) refusals += 1;
    response.writeHead(refuse ? [503, 204, 301][refusals - 1] : 200, { location: '/x' }).end();
  };
  await stage.act(made, 'text', { text: 'first' });
  await stage.act(made, 'text', { text: 'second' });
  await stage.settled(made.page);
  assert.equal(refusals, 3);
  const order = texts();
  assert.deepEqual([order.indexOf('second') < 3, order.at(-1)], [true, 'first']);
  assert.equal(new Set(stage.got.map(({ body }) => body)).size, 2);
  const list = await stage.control('GET', `accounts/${made.page.id}/deliveries`);
  const statuses = list.filter(({ mids }) => mids[0] === list[0].mids[0]).map((one) => one.status);
  assert.deepEqual(statuses, [503, 204, 301, 200]);
});

test('CHN-3: attempts become more and more seldom', () => {
  const seconds = Array.from({ length: 14 }, (_, n) => retrySeconds(n + 1));
  assert.equal(seconds[0], 0);
  assert.deepEqual(
    seconds,
    [...seconds].sort((a, b) => a - b),
  );
  assert.equal(seconds.at(-1), 3600);
});

test('CHN-10: after hours of failures the page is unsubscribed', async () => {
  const made = await stage.pair({ app: { unsubscribe_after_hours: 0.2 / 3600 } });
  stage.answer = (_request, response) => response.writeHead(500).end();
  await stage.act(made, 'text', { text: 'lost' });
  await until('the end of the subscription', async () => {
    const { webhooks } = await stage.control('GET', `accounts/${made.page.id}`);
    return webhooks.length === 0;
  });
  const { body } = await stage.graph('GET', 'me/subscribed_apps', {
    access_token: made.page.token,
  });
  assert.deepEqual(body, { data: [] });
});

test('CHN-3: duplicates and a changed order come on request', async () => {
  const made = await stage.pair();
  await stage.fault(made, { kind: 'duplicate' });
  await stage.act(made, 'text', { text: 'twice' });
  await stage.settled(made.page);
  assert.deepEqual(texts(), ['twice', 'twice']);
  assert.equal(stage.got[0].body, stage.got[1].body);
  await stage.fault(made, { kind: 'reorder', count: 3 });
  for (const text of ['a', 'b', 'c']) await stage.act(made, 'text', { text });
  await stage.settled(made.page);
  assert.deepEqual(texts().slice(2), ['c', 'b', 'a']);
});

test('CHN-3: a wrong or missing signature and any body come on request', async () => {
  const made = await stage.pair();
  const { app_secret: secret, app_id } = made.app;
  const right = ({ body }) => signatures(secret, body)['x-hub-signature-256'];
  for (const mode of ['wrong', 'missing', 'sha1_only']) {
    await stage.fault(made, { kind: 'bad_signature', mode });
    await stage.act(made, 'text', { text: mode });
    await stage.settled(made.page);
    const last = stage.got.at(-1);
    assert.notEqual(last.headers['x-hub-signature-256'], right(last));
    assert.equal('x-hub-signature' in last.headers, mode !== 'missing');
  }
  const answer = await stage.control('POST', `apps/${app_id}/deliver`, { text: '{"garbage' });
  assert.deepEqual([answer.status, answer.body], [200, 'EVENT_RECEIVED']);
  const last = stage.got.pop();
  assert.deepEqual([last.body, last.headers['x-hub-signature-256']], ['{"garbage', right(last)]);
});
