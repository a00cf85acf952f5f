import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until, within } from '../support/until.mjs';

const script = fileURLToPath(new URL('../simulator/demo.mjs', import.meta.url));
const platforms = ['messenger', 'telegram', 'viber', 'vk', 'webchat'];
/** Takes five seconds on two idle cores; suites beside it take their share. */
const mostMs = 120_000;
let stage;
let first;
let demo;
before(async () => {
  stage = await openStage();
  first = await runDemo();
  demo = await openDemo(first);
});
after(() => stage.close());

/** Runs the demo's script to its end; gives the JSON line it printed. */
async function runDemo() {
  const { server, platform } = stage;
  const file = `${server.folder}/demo.json`;
  const args = ['--panel', server.url, '--simulator', platform.url, '--file', file];
  const child = spawn(process.execPath, [script, ...args]);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const code = await within('the demo to be made', ended, mostMs);
  assert.equal(code, 0, errors);
  return JSON.parse(output.trim().split('\n').at(-1));
}

/** The demo's project as the owner sees it now. */
async function openDemo({ sign_ins: [{ email, password }] }) {
  const anna = await new Session(stage.server.url).signIn(email, password);
  const { projects } = await anna.get('/auth/me');
  const path = `/projects/${projects[0].id}`;
  const counters = await anna.get(`${path}/chats/counters`);
  const tabs = Object.keys(counters).map((tab) => anna.all(`${path}/chats?tab=${tab}`));
  return { anna, path, counters, chats: (await Promise.all(tabs)).flat() };
}

/** Every message of the demo. */
async function allMessages() {
  const { anna, path, chats } = demo;
  const pages = chats.map(({ id }) => anna.all(`${path}/chats/${id}/messages`));
  return (await Promise.all(pages)).flat();
}

test('OPS-3: the demo fills a project with chats in every state', () => {
  assert.deepEqual([first.seeded, first.sign_ins.length], [true, 3]);
  const { counters, chats } = demo;
  for (const [tab, count] of Object.entries(counters)) assert.ok(count >= 2, `${tab}: ${count}`);
  assert.ok(
    chats.some(({ state, dialogs }) => state === 'new' && dialogs > 1),
    'a repeat appeal',
  );
  assert.ok(
    chats.some(({ client }) => !client.subscribed),
    'a client who does not want to hear any more',
  );
});

test('OPS-3: every messenger of the demo is connected, hears and has chats', async () => {
  const { anna, path, chats } = demo;
  const channels = await anna.all(`${path}/channels`);
  assert.deepEqual(channels.map(({ platform }) => platform).sort(), platforms);
  for (const { id, platform, health } of channels) {
    assert.equal(health.problem, null, `${platform}: ${health.problem}`);
    const own = chats.filter(({ channel }) => channel.id === id);
    assert.ok(own.length >= 3, `${platform}: ${own.length}`);
  }
});

test('OPS-3: the demo has messages of every kind and fate', async () => {
  const fetched = await until('every file of the demo to be here', async () => {
    const messages = await allMessages();
    const states = messages.flatMap(({ attachments }) => attachments.map(({ state }) => state));
    return states.every((state) => ['none', 'ready'].includes(state)) ? messages : null;
  });
  const kinds = new Set(fetched.flatMap(({ attachments }) => attachments.map(({ kind }) => kind)));
  for (const kind of ['photo', 'voice', 'document', 'sticker', 'location'])
    assert.ok(kinds.has(kind), `${kind} among ${[...kinds]}`);
  const ours = fetched.filter(({ kind }) => kind === 'outgoing');
  for (const status of ['sent', 'delivered', 'read', 'failed'])
    assert.ok(
      ours.some((one) => one.status === status),
      status,
    );
  assert.ok(
    ours.some(({ author }) => author === null),
    'an answer on the page itself',
  );
  for (const kind of ['incoming', 'outgoing']) {
    const those = fetched.filter((one) => one.kind === kind);
    assert.ok(
      those.some((one) => one.edited_at),
      `an edited ${kind} message`,
    );
    assert.ok(
      those.some((one) => one.reply_to),
      `a reply among the ${kind}`,
    );
  }
});

test('OPS-3: some clients of the demo may be written to for a while only, or not at all', () => {
  const { chats } = demo;
  const codes = new Set(chats.map((chat) => chat.may_send.code));
  for (const code of ['human_agent', 'window_closed', 'unsubscribed', null])
    assert.ok(codes.has(code), `${code} among ${[...codes]}`);
  assert.ok(
    chats.some(({ client }) => client.photo_url),
    'a photo',
  );
  assert.ok(
    chats.some(({ client }) => client.came_by),
    'somebody who came by a link',
  );
});

test('OPS-3: a second run of the demo notices and only prints', async () => {
  const again = await runDemo();
  assert.equal(again.seeded, false);
  assert.deepEqual(again.sign_ins, first.sign_ins);
  const now = await openDemo(again);
  assert.deepEqual(now.counters, demo.counters);
  assert.equal((await now.anna.all(`${now.path}/channels`)).length, platforms.length);
  for (const { email, password } of again.sign_ins) {
    const session = await new Session(stage.server.url).signIn(email, password);
    const { projects } = await session.get('/auth/me');
    assert.equal(projects.length, 1);
  }
});
