import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const channelNow = async (id) =>
  (await stage.owner.all(`${stage.path}/channels`)).find((channel) => channel.id === id);

for (const mode of ['webhook', 'polling']) {
  test(`CHN-10: a revoked token (${mode}) breaks the channel, says so, and a new one sends what waited`, async () => {
    const { bot, channel } = await stage.connectBot({ mode });
    const { client, chat, path } = await stage.takenChat(bot);
    const panel = await stage.openPanel();
    await stage.simulator.revoke(bot);
    const texts = ['one', 'two', 'three'];
    for (const text of texts) await stage.owner.post(`${path}/messages`, { text });
    const fits = ({ event, data }) =>
      event === 'channel.changed' && data.id === channel.id && data.state === 'broken';
    const { data } = await panel.event('the broken channel', fits);
    assert.equal(data.health.problem, 'token_revoked');
    assert.ok(Date.parse(data.health.last_error_at));
    const waiting = (await stage.messages(chat)).filter(({ kind }) => kind === 'outgoing');
    assert.deepEqual(
      waiting.map(({ status }) => status),
      ['queued', 'queued', 'queued'],
    );

    const { token } = await stage.simulator.newToken(bot);
    const armed = await stage.owner.post(`${stage.path}/channels/${channel.id}/rearm`, { token });
    assert.deepEqual([armed.state, armed.health.problem], ['connected', null]);
    const received = await stage.simulator.received(bot, client, 3);
    assert.deepEqual(
      received.map(({ text }) => text),
      texts,
    );
    for (const text of texts) await stage.messageWith(chat, text, 'sent');
    assert.equal((await channelNow(channel.id)).state, 'connected');
    await stage.writingClient(bot, `heard again in ${mode}`);
    await panel.close();
  });
}

test('CHN-10: the token of another bot is refused for this channel', async () => {
  const { channel } = await stage.connectBot();
  const other = await stage.simulator.addBot();
  const path = `${stage.path}/channels/${channel.id}/rearm`;
  const answer = await stage.owner.ask('POST', path, { token: other.token });
  assert.ok([400, 409, 422].includes(answer.status), JSON.stringify(answer.body));
  const now = await channelNow(channel.id);
  assert.deepEqual([now.state, now.username], ['connected', channel.username]);
});

test('CHN-10: a platform that is away shows on the channel and goes by itself', async () => {
  const { bot, channel } = await stage.connectBot({ mode: 'polling' });
  await stage.simulator.fault(bot, { kind: 'reset', when: 'before', methods: ['*'], times: null });
  await stage.simulator.text(bot, await stage.newClient(), 'wakes the poll');
  const problem = (name) =>
    until(
      `the problem to be ${name}`,
      async () => (await channelNow(channel.id)).health.problem === name,
      { timeoutMs: 60_000 },
    );
  await problem('unreachable');
  await stage.simulator.clearFaults(bot);
  await problem(null);
});
