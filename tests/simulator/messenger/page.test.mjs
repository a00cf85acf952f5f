import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startSimulator } from '../server.mjs';
import { Stage, pairOf } from './stage.mjs';

/** @type {Stage} */
let stage;
let made;
let access_token;
before(async () => {
  stage = await Stage.open();
  const client = { first_name: 'Ira', last_name: 'K', photo: true };
  made = await stage.talking({ client, page: { limits: false } });
  access_token = made.page.token;
});
after(() => stage.close());

const call = async (method, path, params = {}) =>
  (await stage.graph(method, path, { access_token, ...params })).body;
const inner = (text, more = {}) => {
  const wire = { recipient: { id: made.psid }, messaging_type: 'UPDATE', message: { text } };
  const fields = Object.entries({ ...wire, ...more }).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { method: 'POST', relative_url: 'me/messages', body: String(new URLSearchParams(fields)) };
};

test('BOT-1: greeting, Get Started, menu and ice breakers are set, read and taken away', async () => {
  const set = (params) => call('POST', 'me/messenger_profile', params);
  const menu = [{ locale: 'default', call_to_actions: [] }];
  assert.match((await set({ persistent_menu: menu })).error.message, /Get Started/);
  assert.equal((await set({})).error.code, 100);
  assert.equal((await set({ get_started: {} })).error.code, 100);
  const greeting = (text) => [{ locale: 'default', text }];
  assert.equal((await set({ greeting: greeting('я'.repeat(161)) })).error.code, 100);
  assert.equal((await set({ greeting: [{ locale: 'uk_UA', text: 'x' }] })).error.code, 100);
  const whole = {
    get_started: { payload: 'START' },
    greeting: greeting('я'.repeat(160)),
    persistent_menu: menu,
    ice_breakers: [{ question: 'Price?', payload: 'p' }],
  };
  assert.deepEqual(await set(whole), { result: 'success' });
  const read = (fields) => call('GET', 'me/messenger_profile', { fields });
  assert.deepEqual(await read('get_started,greeting,persistent_menu,ice_breakers'), {
    data: [whole],
  });
  const fields = ['greeting', 'ice_breakers'];
  const removal = { fields: JSON.stringify(fields) };
  assert.deepEqual(await call('DELETE', 'me/messenger_profile', removal), { result: 'success' });
  assert.deepEqual(await read('greeting,get_started'), {
    data: [{ get_started: { payload: 'START' } }],
  });
});

test('CHT-2: a persona shows who of the page answers', async () => {
  const wish = { name: 'Olga', profile_picture_url: 'https://example.com/o.jpg' };
  assert.equal((await call('POST', 'me/personas', { name: 'x' })).error.code, 100);
  const { id } = await call('POST', 'me/personas', wish);
  assert.deepEqual(await call('GET', id), { id, ...wish });
  assert.deepEqual((await call('GET', 'me/personas')).data, [{ id, ...wish }]);
  await stage.send(made, 'hello', { persona_id: id });
  assert.equal((await stage.messages(made, { from: 'account' })).at(-1).persona, 'Olga');
  assert.deepEqual(await call('DELETE', id), { success: true });
  assert.deepEqual(pairOf(await call('GET', id)), [100, 33]);
});

test('CRD-1: name and photo of a person, with an error for some', async () => {
  const fields = 'id,name,first_name,last_name,profile_pic,locale';
  const { profile_pic, ...rest } = await call('GET', made.psid, { fields });
  assert.deepEqual(rest, { id: made.psid, name: 'Ira K', first_name: 'Ira', last_name: 'K' });
  assert.match(profile_pic, /oe=[0-9a-f]+$/);
  assert.equal((await fetch(profile_pic)).headers.get('content-type'), 'image/jpeg');
  const { app_id } = made.app;
  await stage.control('PATCH', `apps/${app_id}`, {
    permissions: ['pages_user_locale', 'pages_messaging'],
  });
  assert.equal((await call('GET', made.psid, { fields })).locale, 'en_US');
  for (const [profile, pair] of [
    ['missing', [100, 33]],
    ['denied', [200, null]],
  ]) {
    const client = await stage.control('POST', 'clients', { profile });
    const { psid } = await stage.act({ ...made, client }, 'text', { text: 'x' });
    assert.deepEqual(pairOf(await call('GET', psid, { fields })), pair);
  }
});

test('CRD-1: the thread has a link for the operator', async () => {
  const { data } = await call('GET', `${made.page.id}/conversations`, {
    ...{ user_id: made.psid, fields: 'link' },
  });
  assert.equal(data.length, 1);
  assert.ok(URL.canParse(data[0].link) && data[0].link.includes(made.psid));
  const nobody = { user_id: '10000000000000009', fields: 'link' };
  assert.deepEqual(await call('GET', 'me/conversations', nobody), { data: [] });
});

test('CHN-3: the page by its own token', async () => {
  const page = await call('GET', 'me', { fields: 'id,name,picture' });
  assert.deepEqual([page.id, page.name], [made.page.id, 'Demo shop']);
  assert.equal((await fetch(page.picture.data.url)).status, 200);
  assert.deepEqual(await call('GET', made.page.id), { name: 'Demo shop', id: made.page.id });
});

test('OPS-3: a batch answers in order, each call by itself', async () => {
  const batch = [
    inner('first'),
    inner('bad', { messaging_type: 'NEWS' }),
    { method: 'GET', relative_url: `v25.0/me?fields=name` },
    inner('second'),
  ];
  const answers = await call('POST', '', { batch });
  assert.deepEqual(
    answers.map(({ code }) => code),
    [200, 400, 200, 200],
  );
  const bodies = answers.map(({ body }) => JSON.parse(body));
  assert.equal(bodies[0].recipient_id, made.psid);
  assert.equal(bodies[1].error.code, 100);
  assert.equal(bodies[2].name, 'Demo shop');
  assert.ok(answers[0].headers.some(({ name }) => name === 'x-app-usage'));
  const got = await stage.messages(made, { from: 'account' });
  assert.deepEqual(
    got.slice(-2).map(({ text }) => text),
    ['first', 'second'],
  );
});

test('OPS-3: a batch by a form, without headers, and what was not done in time', async () => {
  await stage.fault(made, { kind: 'null', when: 'before' });
  await stage.fault(made, { kind: 'null', when: 'after' });
  await stage.fault(made, { kind: 'server_error', status: 503 });
  const batch = ['lost', 'done unseen', 'broken', 'fine'].map((text) => inner(text));
  const form = { access_token, include_headers: 'false', batch: JSON.stringify(batch) };
  const url = `${stage.server.url}/messenger/v25.0/`;
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  const answers = await answer.json();
  assert.deepEqual(answers.slice(0, 2), [null, null]);
  assert.deepEqual(answers[2], { code: 503, body: '' });
  assert.deepEqual(Object.keys(answers[3]), ['code', 'body']);
  const texts = (await stage.messages(made, { from: 'account' })).map(({ text }) => text);
  assert.ok(!texts.includes('lost') && texts.includes('done unseen') && texts.includes('fine'));
});

test('OPS-3: a batch has at most 50 calls', async () => {
  const of = (count) =>
    call('POST', '', { batch: Array.from({ length: count }, () => inner('b')) });
  assert.equal((await of(51)).error.code, 100);
  assert.equal((await of(50)).length, 50);
  assert.equal((await call('POST', '', { batch: [] })).error.code, 100);
  const { body } = await stage.graph('POST', '', { batch: [inner('x')] });
  assert.equal(body.error.code, 104);
});

test('OPS-3: the rates of the platform hold until they are lifted', async () => {
  const own = await stage.talking();
  const ask = (path) => stage.graph('GET', path, { access_token: own.page.token });
  const list = await Promise.all([1, 2, 3].map(() => ask('me/conversations')));
  assert.deepEqual(
    list.map(({ body }) => body.error?.code),
    [undefined, undefined, 32],
  );
  const payload = { url: 'http://127.0.0.1:9/a.mp3' };
  const audio = () => stage.send(own, { attachment: { type: 'audio', payload } });
  const heavy = await Promise.all(Array.from({ length: 11 }, audio));
  const refused = heavy.filter((body) => body.error.code === 4);
  assert.deepEqual(refused.map(pairOf), [[4, 2018022]]);
  let last;
  for (let n = 0; n < 200; n += 1) last = await ask('me');
  assert.deepEqual(pairOf(last.body), [80006, null]);
  assert.equal(JSON.parse(last.headers.get('x-app-usage')).call_count, 100);
  await stage.options(own, { limits: false });
  assert.equal((await ask('me')).status, 200);
});

test('OPS-3: three hundred messages in a second pass, one more does not', async () => {
  const own = await stage.talking();
  for (let n = 0; n < 4; n += 1) {
    const client = await stage.control('POST', 'clients', {});
    await stage.act({ ...own, client }, 'text', { text: 'x' });
  }
  const page = stage.server.platforms
    .find(({ name }) => name === 'messenger')
    .world.account(own.page.id);
  for (let n = 0; n < 300; n += 1) page.usage.send(false);
  assert.deepEqual(pairOf(await stage.send(own, 'x')), [4, 2018022]);
});

test('OPS-3: a restart loses nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-'));
  const state = join(folder, 'state.json');
  const first = await startSimulator({ state });
  const at = new Stage();
  at.server = first;
  at.receiver = stage.receiver;
  const own = await at.pair({ client: { photo: true } });
  stage.answer = (_request, response) => response.writeHead(500).end();
  const { psid, mid } = await at.act(own, 'photo');
  await at.act(own, 'optin', { token: '5' });
  const sent = await at.send({ ...own, psid }, 'kept');
  await first.close();
  stage.answer = (_request, response) => response.end();
  stage.got = [];
  at.server = await startSimulator({ state });
  try {
    const event = await stage.event('message', ({ message }) => message.mid === mid);
    assert.equal(event.sender.id, psid);
    await at.settled(own.page);
    const messages = await at.messages(own);
    assert.deepEqual(
      messages.map(({ id }) => id),
      [mid, sent.message_id],
    );
    assert.ok((await at.send({ ...own, psid }, 'again')).message_id);
    const recipient = { notification_messages_token: '5' };
    assert.ok((await at.send({ ...own, psid }, 'news', { recipient })).message_id);
    await at.control('DELETE', `accounts/${own.page.id}`);
    await at.control('DELETE', `apps/${own.app.app_id}`);
    assert.deepEqual(await at.control('GET', 'apps'), []);
  } finally {
    await at.server.close();
    rmSync(folder, { recursive: true });
  }
});
