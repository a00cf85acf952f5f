import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Session, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const connect = (bot, more = {}, session = stage.owner, path = stage.path) =>
  session.post(`${path}/channels`, { platform: 'telegram', token: bot.token, ...more });

test('CHN-6: a token of the wrong form is refused before the platform is asked', async () => {
  for (const token of [
    'x',
    '123:abc',
    `abc:${'a'.repeat(35)}`,
    `123456789:${'a'.repeat(34)} `,
    `123456789:${'я'.repeat(35)}`,
  ]) {
    const refusal = await refused(connect({ token }), 400, 'channel.bad_token');
    assert.deepEqual(
      refusal.body.errors.map(({ pointer }) => pointer),
      ['/token'],
      token,
    );
  }
});

test('CHN-6: a token the platform does not know is refused', async () => {
  await refused(connect({ token: `987654321:${'b'.repeat(35)}` }), 422, 'channel.token_refused');
  const bot = await stage.simulator.addBot();
  await stage.simulator.revoke(bot);
  await refused(connect(bot), 422, 'channel.token_refused');
});

test('CHN-6: connecting verifies the bot and takes the webhook with a secret of its own', async () => {
  const bot = await stage.simulator.addBot({ first_name: 'Лавка', username: 'lavka_bot' });
  const channel = await connect(bot, { mode: 'webhook' });
  assert.deepEqual(
    [channel.platform, channel.name, channel.username, channel.link, channel.mode, channel.state],
    ['telegram', 'Лавка', 'lavka_bot', 'https://t.me/lavka_bot', 'webhook', 'connected'],
  );
  const hook = stage.platform.world.bot(bot.id).webhook;
  assert.equal(hook.url, channel.webhook_url);
  assert.match(hook.url, /\/hooks\/telegram\/[A-Za-z0-9_-]{16,}$/);
  assert.ok(!hook.url.includes(channel.id), 'the address does not tell the id');
  assert.match(hook.secret_token, /^[A-Za-z0-9_-]{16,256}$/);
  assert.ok(!JSON.stringify(channel).includes(hook.secret_token));
  assert.ok(!JSON.stringify(channel).includes(bot.token));
  assert.ok(!stage.server.log.includes(bot.token), 'the token is in no log');
});

test('CHN-6: a webhook of another service is taken over only when that is wished', async () => {
  const bot = await stage.simulator.addBot();
  await stage.simulator.takeWebhook(bot, 'https://other.example.com/hook/42');
  for (const mode of ['webhook', 'polling']) {
    const refusal = await refused(connect(bot, { mode }), 409, 'channel.webhook_in_use');
    assert.equal(refusal.body.host, 'other.example.com');
  }
  assert.equal(stage.platform.world.bot(bot.id).webhook.url, 'https://other.example.com/hook/42');
  const channel = await connect(bot, { mode: 'webhook', take_over: true });
  assert.equal(stage.platform.world.bot(bot.id).webhook.url, channel.webhook_url);
});

test('CHN-2: a bot is in one project only, across the installation', async () => {
  const { bot, channel } = await stage.connectBot();
  assert.equal(
    (await connect(bot, { mode: 'webhook' })).id,
    channel.id,
    'once more is the same one',
  );
  const stranger = await new Session(stage.server.url).signUp();
  const theirs = await stranger.post('/projects', { name: 'Theirs' });
  const path = `/projects/${theirs.id}`;
  await refused(connect(bot, {}, stranger, path), 409, 'channel.connected_elsewhere');
  await stage.owner.do('DELETE', `${stage.path}/channels/${channel.id}`);
  assert.equal(stage.platform.world.bot(bot.id).webhook, null);
  const moved = await connect(bot, { mode: 'webhook' }, stranger, path);
  assert.equal(moved.state, 'connected');
});

test('CHN-2: of twenty projects that connect one bot at once exactly one gets it', async () => {
  const bot = await stage.simulator.addBot();
  const projects = await Promise.all(
    Array.from({ length: 20 }, (_, n) => stage.owner.post('/projects', { name: `P${n}` })),
  );
  const tries = projects.map(({ id }) =>
    stage.owner.ask('POST', `/projects/${id}/channels`, {
      platform: 'telegram',
      token: bot.token,
      mode: 'webhook',
    }),
  );
  const answers = await Promise.all(tries);
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, ...Array.from({ length: 19 }, () => 409)]);
});

test('CHN-1: two bots of one project keep their clients apart', async () => {
  const [one, two] = [await stage.connectBot(), await stage.connectBot()];
  const client = await stage.newClient();
  await stage.simulator.text(one.bot, client, 'to the first');
  await stage.simulator.text(two.bot, client, 'to the second');
  const chats = await until('two chats', async () => {
    const found = (await stage.chats('new')).filter(
      (chat) => chat.client.first_name === client.first_name,
    );
    return found.length === 2 && found;
  });
  assert.notEqual(chats[0].client.id, chats[1].client.id);
  assert.deepEqual(
    chats.map(({ channel }) => channel.id).sort(),
    [one.channel.id, two.channel.id].sort(),
  );
});

test('CHN-10: a disconnected bot is no longer heard and answers are refused', async () => {
  const { bot, channel } = await stage.connectBot();
  const { chat, path } = await stage.takenChat(bot);
  const { url } = stage.platform.world.bot(bot.id).webhook;
  await stage.owner.do('DELETE', `${stage.path}/channels/${channel.id}`);
  const response = await fetch(url, { method: 'POST', body: '{}' });
  assert.equal(response.status, 404);
  const shown = await stage.owner.get(`${stage.path}/chats/${chat.id}`);
  assert.equal(shown.id, chat.id);
  const answer = await stage.owner.ask('POST', `${path}/messages`, { text: 'x' });
  assert.ok(answer.status === 409 || answer.body.status !== 'sent', JSON.stringify(answer.body));
});

test('CHN-10: a webhook that another service took shows, and one click arms it again', async () => {
  const { bot, channel } = await stage.connectBot();
  await stage.simulator.takeWebhook(bot, 'https://other.example.com/hook');
  const armed = await stage.owner.post(`${stage.path}/channels/${channel.id}/rearm`);
  assert.deepEqual([armed.state, armed.health.problem], ['connected', null]);
  assert.equal(stage.platform.world.bot(bot.id).webhook.url, armed.webhook_url);
  const { client } = await stage.writingClient(bot, 'heard again');
  assert.ok(client);
  const [now] = (await stage.owner.all(`${stage.path}/channels`)).filter(
    ({ id }) => id === channel.id,
  );
  assert.ok(Date.parse(now.health.last_inbound_at) > Date.now() - 60_000);
});

test('CHN-6: a platform that can’t be reached is told as such', async () => {
  const bot = await stage.simulator.addBot();
  await stage.simulator.fault(bot, { kind: 'reset', when: 'before', methods: ['*'], times: null });
  await refused(connect(bot), 502, 'channel.platform_unreachable');
  await stage.simulator.clearFaults(bot);
  assert.equal((await connect(bot, { mode: 'webhook' })).state, 'connected');
});

test('CHN-14: the check of a sound channel finds nothing bad, by webhook or polling', async () => {
  for (const mode of ['webhook', 'polling']) {
    const channel = await connect(await stage.simulator.addBot(), { mode });
    const { findings } = await stage.owner.post(`${stage.path}/channels/${channel.id}/check`);
    assert.ok(findings.some(({ check, grade }) => check === 'token' && grade === 'good'));
    assert.deepEqual(
      findings.filter(({ grade }) => grade === 'bad'),
      [],
      mode,
    );
  }
});
