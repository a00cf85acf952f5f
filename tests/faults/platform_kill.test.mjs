import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { pngOf } from '../support/pictures.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

const kills = 5;
const talksEach = 4;
const went = ['sent', 'delivered', 'read'];
const ended = [...went, 'uncertain', 'failed'];

let stage;
const links = {};
before(async () => {
  stage = await openStage();
  // VK switches a server off that fails often; here it fails by design.
  const options = { vk: { give_up_after: null }, messenger: {} };
  for (const [name, more] of Object.entries(options))
    links[name] = await stage.connectAccount(name, { account: { limits: false, ...more } });
});
after(() => stage.close());

/** Asks until the server answers, as a panel does that lost its connection. */
const insist = (ask) =>
  until(
    'the server to answer',
    async () => {
      try {
        return await ask();
      } catch (error) {
        if (error.status && error.status < 500) throw error;
        return null;
      }
    },
    { timeoutMs: 60_000, everyMs: 40 },
  );

/** An operator and a client at work on one chat until they are told to stop. */
class Pair {
  /** What the operator was told was taken, and the client sent. */
  answers = [];
  pictures = [];
  going = true;

  constructor(talk) {
    this.talk = talk;
    this.work = Promise.all([this.#answer(), this.#show()]);
  }

  async stop() {
    this.going = false;
    await this.work;
  }

  async #answer() {
    const { chat, chatPath } = this.talk;
    for (let n = 0; this.going; n += 1) {
      const text = `answer ${n}`;
      const body = { text, key: `k ${chat.id} ${n}` };
      const { id } = await insist(() => stage.owner.post(`${chatPath}/messages`, body));
      this.answers.push({ id, text });
    }
  }

  async #show() {
    const { platform, account, client } = this.talk;
    while (this.going) {
      const { message } = await platform.act(account, client, 'photo', {});
      this.pictures.push(message.id);
      await platform.settled(account, { pending: talksEach * 3, waitMs: 30_000 });
    }
  }
}

/** Every answer has an end; gives what became of each. */
async function ends({ talk, answers }) {
  const look = async () => {
    const byId = new Map((await stage.messages(talk.chat)).map((one) => [one.id, one]));
    const found = answers.map(({ id }) => byId.get(id));
    return found.every((one) => one && ended.includes(one.status)) && found;
  };
  return until('an end of every answer', look, { timeoutMs: 90_000, everyMs: 300 });
}

async function checkAnswers(name, pair) {
  const { platform, account, client } = pair.talk;
  const messages = await ends(pair);
  const received = (await platform.messages(account, client, { from: 'account' })).map(
    ({ text }) => text,
  );
  for (const { text, status, error } of messages) {
    const times = received.filter((one) => one === text).length;
    assert.ok(times <= 1, `${name}: ${text} arrived ${times} times`);
    if (went.includes(status)) assert.equal(times, 1, `${name}: ${text} is shown as ${status}`);
    assert.notEqual(status, 'failed', `${name}: ${text}: ${JSON.stringify(error)}`);
    // VK knows our number of a message, so there it can go again without a doubt.
    if (name === 'vk') assert.notEqual(status, 'uncertain', `${name}: ${text}`);
  }
  return messages.length;
}

async function checkPictures(name, pair) {
  const look = async () => {
    const shown = (await stage.messages(pair.talk.chat)).filter(
      ({ content }) => content === 'photo',
    );
    const ready = shown.filter(({ attachments }) => attachments[0].state === 'ready');
    return ready.length >= pair.pictures.length && shown;
  };
  const what = `${pair.pictures.length} pictures of ${name}`;
  const shown = await until(what, look, { timeoutMs: 60_000, everyMs: 300 });
  assert.equal(shown.length, pair.pictures.length, 'each once');
  return shown.length;
}

test('OPS-1: kill -9 during sends and fetches: VK never twice, Messenger settled or told as uncertain, no picture lost', async (t) => {
  const pairs = [];
  for (const [name, link] of Object.entries(links)) {
    for (let n = 0; n < talksEach; n += 1)
      pairs.push([name, new Pair(await stage.takenTalk(link))]);
  }
  const progress = () =>
    pairs.reduce((sum, [, { answers, pictures }]) => sum + answers.length + pictures.length, 0);
  for (let kill = 0; kill < kills; kill += 1) {
    const goal = progress() + 15 + Math.floor(Math.random() * 40);
    await until(`progress to ${goal}`, () => progress() >= goal, { timeoutMs: 60_000, everyMs: 3 });
    await (kill % 2 === 0 ? stage.server.killServer() : stage.server.killEverything());
    await stage.server.start();
  }
  await Promise.all(pairs.map(([, pair]) => pair.stop()));
  for (const link of Object.values(links))
    await link.platform.settled(link.account, { waitMs: 60_000 });
  let answers = 0;
  let pictures = 0;
  for (const [name, pair] of pairs) {
    answers += await checkAnswers(name, pair);
    pictures += await checkPictures(name, pair);
  }
  t.diagnostic(`${answers} answers, ${pictures} pictures, ${kills} kills`);
});

/** Every file below a folder. */
const filesBelow = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
      )
    : [];

/** Begins an upload that never ends. */
function endlessUpload() {
  const url = new URL(`${stage.server.url}/api/v1${stage.path}/files`);
  const call = request(url, {
    method: 'POST',
    headers: {
      'content-type': 'multipart/form-data; boundary=XX',
      'content-length': 50_000_000,
      cookie: stage.owner.cookie,
      'x-csrf-token': stage.owner.csrf,
    },
  });
  call.on('error', () => {});
  call.write('--XX\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n');
  call.write(Buffer.alloc(5_000_000, 'u'));
}

test('OPS-1: kill -9 during uploads leaves no half of a file after the restart', async () => {
  const folder = `${stage.server.dataDir}/files`;
  await stage.upload(pngOf(10, 10, 1), { name: 'whole.png', type: 'image/png' });
  const before = filesBelow(folder);
  assert.ok(before.length > 0, `the files stand in ${folder}`);
  for (let n = 0; n < 3; n += 1) endlessUpload();
  await until('halves of files', () => filesBelow(folder).length >= before.length + 3);
  await stage.server.killServer();
  assert.ok(filesBelow(folder).length >= before.length + 3, 'they were there');
  await stage.server.start();
  await until('them to go', () => filesBelow(folder).length === before.length);
  assert.deepEqual(filesBelow(folder).sort(), before.sort());
});
