import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Hook, textEvent } from '../support/hooks.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

const platforms = ['viber', 'vk', 'messenger'];
const corpus = fileURLToPath(new URL('../fuzz/corpus/', import.meta.url));
const mutations = 200;
const seed = 20_261_120;

let stage;
const hooks = {};
const links = {};
before(async () => {
  stage = await openStage();
  for (const name of platforms) {
    links[name] = await stage.connectAccount(name, { account: { limits: false } });
    hooks[name] = await Hook.of(links[name]);
  }
});
after(() => stage.close());

/** Someone of the simulator who has a chat, as the platform calls them, and the chat. */
async function known(name) {
  const talk = await stage.talk(links[name]);
  const chats = await talk.platform.chats(talk.account);
  const { user_id, psid, client } = chats.find((chat) => chat.client.id === talk.client.id);
  return { ...talk, who: user_id ?? psid ?? client.id };
}

let lastId = 5_000_000;
const bodyOf = (name, who, text) =>
  JSON.stringify(hooks[name].addressed(textEvent(name, who, text, (lastId += 1))));
const countOf = async (chat, text) =>
  (await stage.messages(chat)).filter((one) => one.text === text).length;

/** Proofs that prove nothing. */
function forged(name, body) {
  const right = hooks[name].proof(body);
  const [[header, value]] = Object.entries(right);
  const flipped = value.slice(0, -1) + (value.endsWith('0') ? '1' : '0');
  const ofOther = hooks[name].proof(`${body} `)[header];
  return {
    missing: {},
    empty: { [header]: '' },
    flipped: { [header]: flipped },
    'of other bytes': { [header]: ofOther },
    'too short': { [header]: value.slice(0, -2) },
    'too long': { [header]: `${value}00` },
    'no hexadecimal': { [header]: value.replace(/[0-9a-f]{8}$/, 'zzzzzzzz') },
    ...(name === 'messenger'
      ? {
          'without its prefix': { [header]: value.slice(7) },
          'only a prefix': { [header]: 'sha256=' },
        }
      : {}),
  };
}

for (const name of ['viber', 'messenger']) {
  test(`CHN-14: a ${name} webhook without a right signature is refused and leaves no trace`, async () => {
    const { chat, who } = await known(name);
    const body = bodyOf(name, who, 'forged');
    for (const [what, headers] of Object.entries(forged(name, body))) {
      const { status } = await hooks[name].post(body, headers);
      assert.equal(status, 401, what);
    }
    assert.equal((await hooks[name].post(body)).status, 200);
    assert.equal(await countOf(chat, 'forged'), 1);
  });
}

test('CHN-14: a VK event with a wrong, an empty or no secret, or of another group, is refused', async () => {
  const { chat, who } = await known('vk');
  const right = hooks.vk.addressed(textEvent('vk', who, 'forged', (lastId += 1)));
  const { secret, ...without } = right;
  const wrong = [
    without,
    { ...right, secret: '' },
    { ...right, secret: null },
    { ...right, secret: [secret] },
    { ...right, secret: `${secret.slice(0, -1)}~` },
    { ...right, secret: `${secret}x` },
    { ...right, group_id: right.group_id + 1 },
    { ...right, group_id: undefined },
  ];
  for (const body of wrong) {
    const { status, text } = await hooks.vk.post(JSON.stringify(body));
    assert.ok(status === 401 || status === 403, `${status} for ${JSON.stringify(body)}`);
    assert.doesNotMatch(text, /^(ok|remove)$/);
  }
  const forgedHello = { type: 'confirmation', group_id: right.group_id, secret: 'guess' };
  const { status, text } = await hooks.vk.post(JSON.stringify(forgedHello));
  assert.notEqual(status, 200, `the code is told to nobody: ${text}`);
  const accepted = await hooks.vk.post(JSON.stringify(right));
  assert.deepEqual([accepted.status, accepted.text], [200, 'ok']);
  assert.equal(await countOf(chat, 'forged'), 1);
});

test('CHN-14: Messenger’s handshake echoes the challenge only for our verify token', async () => {
  const ask = async (query) => {
    const response = await fetch(`${hooks.messenger.url}?${new URLSearchParams(query)}`);
    return [response.status, await response.text(), response.headers.get('content-type')];
  };
  const right = {
    ...{ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' },
    'hub.verify_token': 'our-verify-token',
  };
  const [status, text, type] = await ask(right);
  assert.deepEqual([status, text], [200, '1158201444']);
  assert.match(type, /^text\/plain/);
  for (const wrong of [
    { ...right, 'hub.verify_token': 'guess' },
    { ...right, 'hub.verify_token': '' },
    { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' },
    { ...right, 'hub.mode': 'unsubscribe' },
  ]) {
    const [refusedWith, said] = await ask(wrong);
    assert.equal(refusedWith, 403, JSON.stringify(wrong));
    assert.ok(!said.includes('1158201444'));
  }
});

for (const name of platforms) {
  test(`CHN-14: a ${name} webhook at an address nobody has is 404, another method 405`, async () => {
    const { url } = hooks[name];
    const elsewhere = await fetch(`${url}x`, { method: 'POST', body: '{}' });
    assert.equal(elsewhere.status, 404);
    assert.equal((await fetch(url, { method: 'DELETE' })).status, 405);
  });

  test(`INB-2: one ${name} event sent twice, then thirty times at once, is one message`, async () => {
    const { chat, who } = await known(name);
    const twice = bodyOf(name, who, 'sent twice');
    for (let n = 0; n < 2; n += 1) assert.equal((await hooks[name].post(twice)).status, 200);
    assert.equal(await countOf(chat, 'sent twice'), 1);
    const crowd = bodyOf(name, who, 'thirty at once');
    const answers = await Promise.all(Array.from({ length: 30 }, () => hooks[name].post(crowd)));
    for (const { status } of answers) assert.equal(status, 200);
    assert.equal(await countOf(chat, 'thirty at once'), 1);
  });

  test(`INB-2: the platform’s own repeats and changed order on ${name} lose and double nothing`, async () => {
    const { platform, account, client, chat } = await known(name);
    await platform.fault(account, { kind: 'duplicate', times: 4 });
    await platform.fault(account, { kind: 'reorder', times: 2, count: 2 });
    const texts = Array.from({ length: 8 }, (_, n) => `unruly ${n}`);
    for (const text of texts) await platform.text(account, client, text);
    await platform.settled(account);
    await platform.clearFaults(account);
    const stored = (await stage.messages(chat)).map(({ text }) => text).slice(-8);
    assert.deepEqual([...stored].sort(), texts);
  });

  test(`CHN-14: a ${name} body of 10 MB is refused with 413, whatever its signature`, async () => {
    const huge = Buffer.alloc(10 * 1024 * 1024, '{"a":');
    const answer = await hooks[name].post(huge).catch((error) => ({ gone: error }));
    // The server may close before it has read what it refuses.
    assert.ok(answer.status === 413 || answer.gone, String(answer.status));
    assert.equal((await fetch(`${stage.server.url}/readyz`)).status, 200);
  });
}

/** Numbers that are the same in each run. */
function seeded(state) {
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const strange = [
  '',
  '\0',
  '💣'.repeat(50),
  -1,
  1e308,
  0.5,
  null,
  true,
  [],
  {},
  [[[]]],
  'a'.repeat(9000),
];

/** The value with something strange in one place of it. */
function spoiled(value, random) {
  if (value === null || typeof value !== 'object' || random(6) === 0) {
    return strange[random(strange.length)];
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const keys = Object.keys(copy);
  if (keys.length === 0) return strange[random(strange.length)];
  const key = keys[random(keys.length)];
  if (random(8) === 0) delete copy[key];
  else copy[key] = spoiled(copy[key], random);
  return copy;
}

/** Bytes with some of them changed, cut or doubled. */
function shaken(bytes, random) {
  const copy = Buffer.from(bytes);
  const at = random(copy.length || 1);
  if (random(3) === 0) return copy.subarray(0, at);
  if (random(3) === 0) return Buffer.concat([copy.subarray(0, at), copy]);
  for (let n = random(8); n >= 0; n -= 1) copy[random(copy.length || 1)] = random(256);
  return copy;
}

const parsed = (bytes) => {
  try {
    return JSON.parse(String(bytes));
  } catch {
    return undefined;
  }
};
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Levels of a value. VK's secret can't be found where there are more than a reader follows. */
const levels = (value) =>
  value !== null && typeof value === 'object'
    ? 1 + Object.values(value).reduce((most, one) => Math.max(most, levels(one)), 0)
    : 0;
const followedLevels = 128;

/** Every file of the corpus, as it is and spoiled, as bodies. */
function* bodies(name) {
  const random = seeded(seed);
  const files = readdirSync(corpus + name).map((file) => readFileSync(`${corpus}${name}/${file}`));
  yield* files;
  for (let n = 0; n < mutations; n += 1) {
    const bytes = files[random(files.length)];
    const event = parsed(bytes);
    const asValue = isObject(event) && random(3) > 0;
    yield asValue ? Buffer.from(JSON.stringify(spoiled(event, random))) : shaken(bytes, random);
  }
}

/** The body with this account's own ids and secret, where it has a place for them. */
function ownBody(hook, bytes) {
  const event = parsed(bytes);
  return isObject(event) ? Buffer.from(JSON.stringify(hook.addressed(event))) : bytes;
}

for (const name of platforms) {
  test(`OPS-1: whatever ${name} sends with a right proof is answered 200 and the server goes on`, async (t) => {
    const hook = hooks[name];
    const { pid } = stage.server.child;
    let sent = 0;
    for (const bytes of bodies(name)) {
      const body = ownBody(hook, bytes);
      // VK's proof is a field: what is no object has none.
      const event = parsed(body);
      const provable = name !== 'vk' || (isObject(event) && levels(event) <= followedLevels);
      const { status } = await hook.post(body);
      const wanted = provable ? [200] : [401, 403];
      assert.ok(wanted.includes(status), `${status} for ${body.subarray(0, 300)}`);
      sent += 1;
    }
    t.diagnostic(`${sent} bodies of seed ${seed}`);
    assert.equal(stage.server.child.ended, undefined);
    assert.equal(stage.server.child.pid, pid);
    const { chat } = await stage.talk(links[name], { text: 'and life goes on' });
    assert.equal(chat.last_message.text, 'and life goes on');
  });

  test(`OPS-1: JSON of a hundred thousand levels from ${name} is answered, not followed`, async () => {
    const many = 100_000;
    const hook = hooks[name];
    const deep = `${'['.repeat(many)}${']'.repeat(many)}`;
    const own = JSON.stringify(hook.addressed({ type: 'x', event: 'x', object: 'OBJ' }));
    const bodyWithDeep = own.replace('"OBJ"', deep);
    const { status } = await hook.post(bodyWithDeep);
    assert.ok([200, 401].includes(status), String(status));
    await until('a ready server', async () => (await fetch(`${stage.server.url}/readyz`)).ok);
  });
}
