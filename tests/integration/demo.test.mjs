import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { within } from '../support/until.mjs';

const script = fileURLToPath(new URL('../simulator/demo.mjs', import.meta.url));
const mostSeconds = 10;
let stage;
before(async () => {
  stage = await openStage();
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
  const code = await within('the demo to be made', ended, 60_000);
  assert.equal(code, 0, errors);
  return JSON.parse(output.trim().split('\n').at(-1));
}

test('OPS-3: the demo fills a project with chats in every state, in seconds', async () => {
  const begun = Date.now();
  const { seeded, sign_ins: signIns } = await runDemo();
  const seconds = (Date.now() - begun) / 1000;
  assert.ok(seconds < mostSeconds, `it took ${seconds} s`);
  assert.deepEqual([seeded, signIns.length], [true, 3]);
  const [owner] = signIns;
  const anna = await new Session(stage.server.url).signIn(owner.email, owner.password);
  const { projects } = await anna.get('/auth/me');
  const path = `/projects/${projects[0].id}`;
  const counters = await anna.get(`${path}/chats/counters`);
  for (const [tab, count] of Object.entries(counters)) assert.ok(count >= 2, `${tab}: ${count}`);
  const chats = (
    await Promise.all(Object.keys(counters).map((tab) => anna.all(`${path}/chats?tab=${tab}`)))
  ).flat();
  assert.ok(chats.length >= 12);
  assert.ok(
    chats.some(({ state, dialogs }) => state === 'new' && dialogs > 1),
    'a repeat appeal',
  );
  assert.ok(
    chats.some(({ client }) => !client.subscribed),
    'a client who blocked the bot',
  );
  assert.ok(
    chats.some(({ last_message: last }) => last.status === 'failed'),
    'a failed message',
  );
});

test('OPS-3: a second run of the demo notices and only prints', async () => {
  const before = await runDemo();
  const again = await runDemo();
  assert.equal(again.seeded, false);
  assert.deepEqual(again.sign_ins, before.sign_ins);
  for (const { email, password } of again.sign_ins) {
    const session = await new Session(stage.server.url).signIn(email, password);
    const { projects } = await session.get('/auth/me');
    assert.equal(projects.length, 1);
  }
});
