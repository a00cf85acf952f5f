import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { until } from '../../support/until.mjs';
import { openStage } from './test_stage.mjs';
import { retrySeconds, signatureOf } from './webhook.mjs';

let stage;
let viber;
let receiver;
before(async () => {
  stage = await openStage();
  ({ viber, receiver } = stage);
});
beforeEach(() => receiver.clear());
after(() => stage.close());

test('OPS-3: Viber signs a body with the token, by the known answer', () => {
  const body = '{"event":"webhook","timestamp":1700000000000,"message_token":5741311803571721087}';
  assert.equal(
    signatureOf('viber-test-token-0001', body),
    '933ee8a4c6d423129a963dab5435629177f33dc77e37f0e7c150e086b7e664aa',
  );
});

test('OPS-3: set_webhook asks the address while the call is open', async () => {
  const account = await viber.addAccount();
  const url = `${receiver.url}/hook?key=1`;
  let answered = false;
  const asked = withResolvers();
  receiver.answer = (request, response) => asked.resolve({ request, response });
  const call = stage.call(account, 'set_webhook', { url }).finally(() => (answered = true));
  const { request, response } = await asked.promise;
  assert.equal(answered, false);
  assert.equal(request.body.event, 'webhook');
  assert.equal(request.url.searchParams.get('key'), '1');
  const signature = createHmac('sha256', account.token).update(request.raw).digest('hex');
  assert.equal(request.headers['x-viber-content-signature'], signature);
  assert.equal(request.url.searchParams.get('sig'), signature);
  response.end();
  const optional = ['delivered', 'seen', 'failed'];
  const all = [...optional, 'subscribed', 'unsubscribed', 'conversation_started'];
  assert.deepEqual((await call).event_types, all);
});

/** Promise.withResolvers, which Node 18 and 20 lack. */
function withResolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

test('OPS-3: an address that does not answer 200 is no webhook: status 1', async () => {
  const { account, url } = await stage.hooked();
  receiver.answer = (_, response) => response.writeHead(204).end();
  const refused = await stage.call(account, 'set_webhook', { url: `${receiver.url}/other` });
  assert.deepEqual([refused.http, refused.status], [200, 1]);
  const gone = await stage.call(account, 'set_webhook', { url: 'http://127.0.0.1:1/x' });
  assert.equal(gone.status, 1);
  assert.equal((await stage.call(account, 'set_webhook', { url: 'nowhere' })).status, 1);
  assert.equal((await stage.call(account, 'get_account_info')).webhook, url);
});

test('OPS-3: a token of a message is a whole number above 2^53', async () => {
  const { account, send } = await stage.subscribed();
  const [{ raw }] = await receiver.got(1, ({ body }) => body.event === 'message');
  const digits = /"message_token":(\d+),/.exec(raw)[1];
  assert.ok(BigInt(digits) > 2n ** 53n);
  assert.ok(BigInt(digits) < 2n ** 64n);
  const sent = /"message_token":(\d+),/.exec((await send({ text: 'x' })).raw)[1];
  assert.ok(BigInt(sent) > BigInt(digits));
  await viber.setOptions(account, { string_tokens: true });
  await send({ text: 'y' });
  const last = (one) =>
    one.body.event === 'delivered' && typeof one.body.message_token === 'string';
  assert.equal((await receiver.got(1, last)).length, 1);
});

test('OPS-3: without send_name and send_photo a person has neither', async () => {
  const plain = await stage.hooked({ send_name: undefined }, { photo: true });
  await viber.text(plain.account, plain.client, 'hi');
  const [{ sender }] = await plain.events('message');
  assert.deepEqual(Object.keys(sender).sort(), ['api_version', 'country', 'id', 'language']);
  const full = await stage.hooked({ send_name: true, send_photo: true }, { photo: true });
  await viber.text(full.account, full.client, 'hi');
  const [known] = await full.events('message');
  assert.equal(known.sender.name, 'Ira K');
  const avatar = await fetch(known.sender.avatar);
  assert.equal(avatar.headers.get('content-type'), 'image/jpeg');
  const shy = await stage.hooked({ send_photo: true }, { photo: true, personalised: false });
  await viber.text(shy.account, shy.client, 'hi');
  const [hidden] = await shy.events('message');
  assert.deepEqual([hidden.sender.name, hidden.sender.avatar], ['Subscriber', undefined]);
});

test('OPS-3: a person has another id for each bot', async () => {
  const one = await stage.subscribed();
  const other = await stage.hooked();
  const said = await viber.text(other.account, one.client, 'hi');
  assert.match(one.user, /^[A-Za-z0-9+/]+==$/);
  assert.notEqual(said.user_id, one.user);
});

test('OPS-3: event_types choose the events; message, subscribed, unsubscribed always come', async () => {
  const { account, client, events, send } = await stage.subscribed({ event_types: [] });
  assert.deepEqual((await stage.call(account, 'get_account_info')).event_types, [
    'subscribed',
    'unsubscribed',
  ]);
  await send({ text: 'x' });
  await viber.act(account, client, 'read');
  await viber.act(account, client, 'start');
  await viber.act(account, client, 'block');
  await events('unsubscribed');
  await viber.settled(account);
  const own = receiver.posted.filter((one) => one.url.pathname.endsWith(account.id));
  const kinds = own.map(({ body }) => body.event);
  assert.deepEqual(kinds, ['webhook', 'message', 'unsubscribed']);
  const unknown = { url: `${receiver.url}/x`, event_types: ['edited'] };
  assert.equal((await stage.call(account, 'set_webhook', unknown)).status, 3);
});

test('OPS-3: an event that is not answered 200 comes again, three times soon, then each minute', async () => {
  const { account, client } = await stage.hooked();
  let refusals = 0;
  receiver.answer = (_, response) => {
    refusals += 1;
    response.writeHead(refusals > 4 ? 200 : 500).end();
  };
  await viber.text(account, client, 'again');
  await viber.settled(account);
  const bodies = new Set(
    (await receiver.got(5, ({ body }) => body.event === 'message')).map((one) => one.raw),
  );
  assert.equal(bodies.size, 1);
  const deliveries = await viber.deliveries(account, { event: 'message' });
  assert.deepEqual(
    deliveries.map(({ status }) => status),
    [500, 500, 500, 500, 200],
  );
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((attempts) => retrySeconds({ attempts })),
    [1, 1, 1, 60, 60],
  );
});

test('OPS-3: duplicates and a changed order come on request', async () => {
  const { account, client, events } = await stage.hooked();
  await viber.fault(account, { kind: 'duplicate' });
  await viber.text(account, client, 'twice');
  const [first, second] = await events('message', 2);
  assert.equal(first.message_token, second.message_token);
  await viber.settled(account);
  receiver.clear();
  await viber.fault(account, { kind: 'reorder', count: 3 });
  for (const text of ['a', 'b', 'c']) await viber.text(account, client, text);
  const texts = (await events('message', 3)).map(({ message }) => message.text);
  assert.deepEqual(texts, ['c', 'b', 'a']);
});

test('OPS-3: without a webhook nobody can write and nothing can be sent: status 10', async () => {
  const { account, client, user } = await stage.subscribed();
  await stage.call(account, 'set_webhook', { url: '' });
  await assert.rejects(viber.text(account, client, 'x'), /no webhook/);
  const message = { receiver: user, type: 'text', text: 'x', sender: { name: 'S' } };
  assert.equal((await stage.call(account, 'send_message', message)).status, 10);
});

test('OPS-3: any event can be sent, garbage as well, signed like the others', async () => {
  const { account, client, url } = await stage.hooked();
  await viber.act(account, client, 'raw', { event: { event: 'client_status', x: 1 } });
  await viber.act(account, client, 'raw', { event: '{"event":' });
  await until(
    'both',
    () => receiver.posted.filter((one) => url.endsWith(one.url.pathname)).length >= 3,
  );
  for (const { raw, headers } of receiver.posted) {
    assert.equal(headers['x-viber-content-signature'], signatureOf(account.token, raw));
  }
});
