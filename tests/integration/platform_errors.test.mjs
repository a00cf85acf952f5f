import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pngOf } from '../support/pictures.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

/**
 * Every error of the platforms' sheets and what has to become of a message that meets it:
 * `refused` (failed, with the code), `left` (failed, and the client is unsubscribed), `again`
 * (goes by itself), `waits` (this chat is held, others go on), `held` (the channel is held and
 * says why), `broken` (the channel stops, the message waits until the channel is armed again).
 */
const refused = (code) => ({ refused: code });
const held = (problem) => ({ held: problem });
const broken = (problem) => ({ broken: problem });
const left = { left: true };
const again = { again: true };
const waits = { waits: true };

const each = (codes, what) => codes.map((code) => [{ code }, what]);
const rows = {
  viber: [
    [{ status: 1 }, refused('invalid_url')],
    [{ status: 2 }, broken('token_revoked')],
    [{ status: 3 }, refused('bad_data')],
    [{ status: 4 }, refused('missing_data')],
    [{ status: 5 }, left],
    [{ status: 6 }, left],
    [{ status: 7 }, broken('blocked')],
    [{ status: 8 }, broken('token_revoked')],
    [{ status: 9 }, broken('blocked')],
    [{ status: 10 }, again],
    [{ status: 11 }, refused('no_suitable_device')],
    [{ status: 12 }, waits],
    [{ status: 13 }, refused('old_client')],
    [{ status: 14 }, refused('old_client')],
    [{ status: 15 }, broken('no_permission')],
    [{ status: 16 }, refused('reply_not_allowed')],
    [{ status: 17 }, refused('not_inline')],
    [{ status: 18 }, held('not_published')],
    [{ status: 19 }, refused('broadcast_refused')],
    [{ status: 20 }, refused('broadcast_refused')],
    [{ status: 21 }, refused('unsupported_country')],
    [{ status: 22 }, refused('payment_unsupported')],
    [{ status: 23 }, held('quota')],
    [{ status: 24 }, held('quota')],
    [{ status: 99 }, again],
  ],
  vk: [
    ...each([1, 10, 36], again),
    ...each([3, 8, 100, 113, 118, 121, 129], refused('wrong_call')),
    ...each([5, 27, 28, 1117, 3610], broken('token_revoked')),
    ...each([6], again),
    ...each([9], waits),
    ...each([14, 17], held('captcha')),
    ...each([7, 15, 20, 23, 203], broken('no_permission')),
    ...each([18, 30, 37, 900, 901, 902], left),
    ...each([29], held('daily_limit')),
    ...each([909], refused('too_old')),
    ...each([910, 914], refused('message_too_long')),
    ...each([911], refused('keyboard_invalid')),
    ...each([912], again),
    ...each([913, 940, 969], refused('forwards_refused')),
    ...each([917, 922, 925, 927, 932, 935, 945, 946, 1012], refused('chat_gone')),
    ...each([936, 39], refused('client_not_found')),
    ...each([943, 944], refused('intent_refused')),
    ...each([950], refused('window_closed')),
    ...each([985], refused('notifications_only')),
    ...each([987, 988], refused('message_request')),
  ],
  messenger: [
    ...each([1, 2, 1200], again),
    [{ code: 1, subcode: 99 }, again],
    ...each([4, 17, 32, 613, 80006], held('quota')),
    [{ code: 4, subcode: 2018022 }, held('quota')],
    [{ code: 4, subcode: 2018354 }, waits],
    [{ code: 9, subcode: 2018352 }, waits],
    ...each([10, 200, 230, 3], broken('no_permission')),
    [{ code: 10, subcode: 2018278 }, refused('window_closed')],
    [{ code: 10, subcode: 2018065 }, refused('window_closed')],
    [{ code: 10, subcode: 2018108 }, left],
    [{ code: 200, subcode: 1545041 }, left],
    [{ code: 551 }, left],
    [{ code: 551, subcode: 1545041 }, left],
    [{ code: 10, subcode: 1893063 }, held('restricted')],
    [{ code: 100, subcode: 2018001 }, left],
    [{ code: 100, subcode: 33 }, broken('page_gone')],
    [{ code: 100, subcode: 2018109 }, refused('file_too_big')],
    ...[2018008, 2018047, 2018074, 2018294].map((subcode) => [
      { code: 100, subcode },
      refused('file_unusable'),
    ]),
    [{ code: 100, subcode: 2018034 }, refused('message_empty')],
    [{ code: 100 }, refused('malformed')],
    [{ code: 190 }, broken('token_revoked')],
    ...[458, 459, 460, 463, 464, 467, 492].map((subcode) => [
      { code: 190, subcode },
      broken('token_revoked'),
    ]),
    [{ code: 200, subcode: 2018028 }, broken('app_not_approved')],
    ...each([368], broken('blocked')),
    ...each([10303], refused('account_linking')),
    ...each([2018344], broken('terms_not_accepted')),
  ],
};
const methods = { viber: ['send_message'], vk: ['messages.send'], messenger: ['messages'] };
const atOnce = 6;

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const send = (talk, text) => stage.owner.post(`${talk.chatPath}/messages`, { text });
const channelNow = async ({ id }) =>
  (await stage.owner.all(`${stage.path}/channels`)).find((one) => one.id === id);
const problemOf = (talk, state, problem) =>
  until(`the channel to be ${state} for ${problem}`, async () => {
    const now = await channelNow(talk.channel);
    return now.state === state && now.health.problem === problem;
  });
const become = (talk, { id }, statuses) =>
  stage.messageOf(talk.chat, `${id} to be ${statuses}`, (one) => {
    assert.ok(
      !['failed', 'uncertain'].includes(one.status) || statuses.includes(one.status),
      `${one.status}: ${JSON.stringify(one.error)}`,
    );
    return one.id === id && statuses.includes(one.status);
  });
const went = ['sent', 'delivered', 'read'];
const attempts = async ({ platform, account, client }) => {
  const calls = await platform.calls(account);
  const named = methods[platform.name];
  const [chat] = (await platform.chats(account)).filter((one) => one.client.id === client.id);
  const names = [client.id, chat.user_id, chat.psid].map(String);
  return calls.filter((one) => named.includes(one.method) && names.includes(String(one.client)))
    .length;
};

/** What each treatment must look like from outside. */
const treatments = {
  async refused(talk, message, code) {
    const failed = await become(talk, message, ['failed']);
    assert.equal(failed.error.code, code);
    assert.ok(failed.error.text, 'with the platform’s words');
    assert.equal((await channelNow(talk.channel)).health.problem, null);
  },
  async left(talk, message) {
    const failed = await become(talk, message, ['failed']);
    assert.equal(failed.error.code, 'client_left');
    await stage.chatNamed(talk.client.name, {
      ...{ tab: 'mine', fits: (one) => !one.client.subscribed },
    });
  },
  async again(talk, message) {
    await become(talk, message, went);
    const received = await talk.platform.received(talk.account, talk.client, 1);
    assert.equal(received.length, 1);
  },
  async waits(talk, message) {
    await until('the first attempt', async () => (await attempts(talk)) === 1);
    const other = await stage.takenTalk(talk);
    await become(other, await send(other, 'not held'), went);
    assert.equal((await become(talk, message, ['queued'])).status, 'queued');
    assert.equal(await attempts(talk), 1);
  },
  async held(talk, message, problem) {
    await problemOf(talk, 'connected', problem);
    await become(talk, message, ['queued']);
    assert.equal(await attempts(talk), 1);
  },
  async broken(talk, message, problem) {
    await problemOf(talk, 'broken', problem);
    await become(talk, message, ['queued']);
    assert.equal(await attempts(talk), 1);
    const armed = await stage.owner.post(`${stage.path}/channels/${talk.channel.id}/rearm`);
    assert.deepEqual([armed.state, armed.health.problem], ['connected', null]);
    await become(talk, message, went);
  },
};

/** One row: an account of its own, one client, one message, one fault. */
async function meet(name, [error, wanted]) {
  const talk = await stage.takenTalk(
    // Connecting and arming again within a second is more than VK allows.
    await stage.connectAccount(name, { account: { limits: false } }),
  );
  const fault = { kind: 'error', ...error, methods: methods[name] };
  await talk.platform.fault(talk.account, fault);
  const message = await send(talk, 'meets an error');
  const [[treatment, detail]] = Object.entries(wanted);
  try {
    await treatments[treatment](talk, message, detail);
  } catch (problem) {
    problem.message = `${name} ${JSON.stringify(error)}, ${treatment}: ${problem.message}`;
    throw problem;
  }
}

for (const [name, list] of Object.entries(rows)) {
  for (const kind of Object.keys(treatments)) {
    const mine = list.filter(([, wanted]) => kind in wanted);
    const codes = mine
      .map(([{ status, code, subcode }]) => [status ?? code, subcode].filter(Boolean).join('/'))
      .join(', ');
    test(`CHT-7: ${name}: a message that meets ${codes} is ${kind}`, async () => {
      const waiting = [...mine];
      const worker = async () => {
        for (let row = waiting.shift(); row; row = waiting.shift()) await meet(name, row);
      };
      const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
      const problems = ended.filter(({ reason }) => reason).map(({ reason }) => reason.message);
      assert.deepEqual(problems, []);
    });
  }
}

for (const code of [22, 105]) {
  test(`CHT-7: vk: an upload that meets ${code} is made anew, at another address`, async () => {
    const talk = await stage.takenTalk(await stage.connectAccount('vk'));
    const bytes = pngOf(20, 20, code);
    const { id } = await stage.upload(bytes, { name: 'p.png', type: 'image/png' });
    const saving = ['photos.saveMessagesPhoto'];
    await talk.platform.fault(talk.account, { kind: 'error', code, methods: saving });
    const message = await stage.owner.post(`${talk.chatPath}/messages`, { attachments: [id] });
    await become(talk, message, went);
    const method = 'photos.getMessagesUploadServer';
    assert.equal((await talk.platform.calls(talk.account, { method })).length, 2);
  });
}
