import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage } from '../support/stage.mjs';

/** The call that brings a message to a person. */
const sends = {
  viber: ['send_message'],
  vk: ['messages.send', 'execute'],
  messenger: ['messages'],
};
/** What an answer that never came means: VK knows doubles, Messenger tells by its echo. */
const withoutAnswer = { viber: 'uncertain', vk: 'sent', messenger: 'sent' };
/** A page of a gateway in place of an answer: the message did not get through. */
const refusedByGateway = { viber: 'uncertain', vk: 'sent', messenger: 'uncertain' };
const platforms = Object.keys(sends);
const went = ['sent', 'delivered', 'read'];

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const send = (talk, text) => stage.owner.post(`${talk.chatPath}/messages`, { text });
const connected = (name) => stage.connectAccount(name, { account: { limits: false } });
const ended = (talk, { id }, timeoutMs = 60_000) =>
  stage.messageOf(
    talk.chat,
    `an end of ${id}`,
    (one) => one.id === id && [...went, 'failed', 'uncertain'].includes(one.status),
    { timeoutMs },
  );
const receivedTexts = async ({ platform, account, client }) =>
  (await platform.messages(account, client, { from: 'account' })).map(({ text }) => text);
// Most of each test is waiting for what never comes: they wait together.
describe('platforms that do not answer well', { concurrency: 8 }, () => {
  for (const name of platforms) {
    for (const kind of ['reset', 'hang']) {
      test(`CHT-7: ${name}: ${kind} after the message got through: ${withoutAnswer[name]}, never twice`, async () => {
        const talk = await stage.takenTalk(await connected(name));
        const fault = { kind, when: 'after', methods: sends[name] };
        await talk.platform.fault(talk.account, fault);
        const text = `${kind} swallowed the answer`;
        const { status } = await ended(talk, await send(talk, text));
        const settled = went.includes(status) ? 'sent' : status;
        assert.equal(settled, withoutAnswer[name]);
        const next = await ended(talk, await send(talk, 'the next one goes on'));
        assert.ok(went.includes(next.status));
        assert.deepEqual(await receivedTexts(talk), [text, 'the next one goes on']);
      });
    }

    test(`CHT-7: ${name}: a gateway's page in place of the answer: ${refusedByGateway[name]}, at most once`, async () => {
      const talk = await stage.takenTalk(await connected(name));
      await talk.platform.fault(talk.account, { kind: 'html', methods: sends[name] });
      const { status } = await ended(talk, await send(talk, 'met a page'));
      assert.equal(went.includes(status) ? 'sent' : status, refusedByGateway[name]);
      assert.deepEqual(await receivedTexts(talk), status === 'uncertain' ? [] : ['met a page']);
    });

    test(`CHT-7: ${name}: a connection that breaks before the message got through: it arrives once, or is told as uncertain`, async () => {
      const talk = await stage.takenTalk(await connected(name));
      const fault = { kind: 'reset', when: 'before', methods: sends[name] };
      await talk.platform.fault(talk.account, fault);
      const { status } = await ended(talk, await send(talk, 'broken line'));
      const texts = await receivedTexts(talk);
      if (went.includes(status)) assert.deepEqual(texts, ['broken line']);
      else assert.deepEqual([status, texts], ['uncertain', []]);
    });

    test(`CHT-7: ${name} answers 500 again and again: nothing is lost, doubled or called sent that is not`, async () => {
      const talk = await stage.takenTalk(await connected(name));
      const times = 2;
      await talk.platform.fault(talk.account, {
        kind: 'server_error',
        methods: sends[name],
        times,
      });
      const messages = [];
      for (let n = 0; n < 4; n += 1) messages.push(await send(talk, `through the errors ${n}`));
      const states = [];
      for (const message of messages) states.push((await ended(talk, message)).status);
      const texts = await receivedTexts(talk);
      assert.deepEqual(texts, [...new Set(texts)], 'none twice');
      const shown = messages.filter((_, n) => went.includes(states[n])).map(({ text }) => text);
      assert.deepEqual(texts, shown, 'what is shown as sent arrived, in order');
      assert.ok(!states.includes('failed'), String(states));
    });

    test(`CHN-10: ${name} hangs on everything: other channels go on, and it is heard again afterwards`, async () => {
      const [stuck, well] = [
        await stage.takenTalk(await connected(name)),
        await stage.takenTalk(await connected(name)),
      ];
      const fault = { kind: 'hang', when: 'before', methods: ['*'], times: null };
      await stuck.platform.fault(stuck.account, fault);
      await send(stuck, 'into the silence');
      const answered = await ended(well, await send(well, 'not held up'), 5000);
      assert.ok(went.includes(answered.status));
      await stuck.platform.text(stuck.account, stuck.client, 'still heard');
      await stage.messageOf(stuck.chat, 'still heard', ({ text }) => text === 'still heard');
      await stuck.platform.clearFaults(stuck.account);
    });
  }
});
