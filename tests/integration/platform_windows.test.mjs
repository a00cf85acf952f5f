import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

const hour = 3_600_000;
const day = 24 * hour;

let stage;
let link;
before(async () => {
  stage = await openStage();
  link = await stage.connectAccount('messenger', { account: { limits: false } });
});
after(() => stage.close());

const send = (talk, text) => stage.owner.post(`${talk.chatPath}/messages`, { text });

/**
 * A client whose last act on Messenger is so many hours old, as after a long repeat: the platform
 * counts it from the act, and tells of it only now.
 */
async function wroteAgo(hours) {
  const { platform, account } = link;
  const client = await stage.newPerson(link);
  const page = `/accounts/${account.id}`;
  await platform.ask('POST', `${page}/unsubscribe`, {});
  await platform.text(account, client, 'long ago');
  await platform.age(account, client, hours);
  await platform.ask('POST', `${page}/subscribe`, {});
  const timestamp = Date.now() - hours * hour;
  const message = { mid: `m_ago_${client.id}`, text: 'long ago' };
  await platform.act(account, client, 'raw', { event: { timestamp, message } });
  const chat = await stage.chatNamed(client.name);
  const chatPath = `${stage.path}/chats/${chat.id}`;
  return { ...link, client, chatPath, chat: await stage.owner.post(`${chatPath}/take`) };
}

/** About so long from now; the events themselves take some time. */
function near(time, fromNow) {
  const off = Math.abs(Date.parse(time) - Date.now() - fromNow);
  assert.ok(off < 60_000, `${time} is ${off} ms off`);
}

test('CHN-5: within a day of the client’s act anything may be sent, and until when is told', async () => {
  const talk = await stage.takenTalk(link);
  const { allowed, form, until, code } = talk.chat.may_send;
  assert.deepEqual([allowed, form, code], [true, 'RESPONSE', null]);
  near(until, day);
  await send(talk, 'within the window');
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  assert.deepEqual([received.text, received.tag ?? null], ['within the window', null]);
});

test('CHN-5: later, but within seven days, a person’s answer goes with the HUMAN_AGENT tag', async () => {
  const talk = await wroteAgo(30);
  const { allowed, form, until, code } = talk.chat.may_send;
  assert.deepEqual([allowed, form, code], [true, 'HUMAN_AGENT', 'human_agent']);
  near(until, 7 * day - 30 * hour);
  await send(talk, 'we found it');
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  assert.deepEqual([received.text, received.tag], ['we found it', 'HUMAN_AGENT']);
});

test('CHN-5: after seven days nothing may be sent, why is told, and Messenger is not even asked', async () => {
  const talk = await wroteAgo(8 * 24);
  const { allowed, code, until } = talk.chat.may_send;
  assert.deepEqual([allowed, code, until], [false, 'window_closed', null]);
  const { account, platform, client } = talk;
  const refusal = await refused(send(talk, 'too late'), 409, 'message.not_allowed_now');
  assert.match(refusal.message, /window_closed/);
  const received = await platform.messages(account, client, { from: 'account' });
  assert.equal(received.length, 0);
  await platform.text(account, client, 'I am back');
  const open = await stage.chatNamed(client.name, {
    ...{ tab: 'mine', fits: (one) => one.may_send.allowed },
  });
  assert.equal(open.may_send.form, 'RESPONSE');
  await send(talk, 'welcome back');
  await platform.received(account, client, 1);
});

test('CHN-5: an act that is told late does not take an open window away', async () => {
  const talk = await stage.takenTalk(link);
  const timestamp = Date.now() - 3 * day;
  const message = { mid: `m_late_${talk.client.id}`, text: 'told late' };
  await talk.platform.act(talk.account, talk.client, 'raw', { event: { timestamp, message } });
  await stage.messageOf(talk.chat, 'told late', ({ text }) => text === 'told late');
  assert.equal((await stage.owner.get(talk.chatPath)).may_send.form, 'RESPONSE');
});

test('CHN-5: a message that Messenger finds outside of its window fails with that reason', async () => {
  const talk = await stage.takenTalk(link);
  await talk.platform.age(talk.account, talk.client, 8 * 24);
  await send(talk, 'the platform knows better');
  const failed = await stage.messageWith(talk.chat, 'the platform knows better', 'failed');
  assert.equal(failed.error.code, 'window_closed');
});

test('CHN-5: the other messengers have no window', async () => {
  for (const name of ['viber', 'vk']) {
    const talk = await stage.talk(await stage.connectAccount(name));
    assert.deepEqual(talk.chat.may_send, {
      ...{ allowed: true, form: null, until: null, code: null, since: null },
    });
  }
});

test('CHN-4: the sixteen message types of a page are told in both languages and chosen per page', async () => {
  const { items } = await stage.owner.get('/platforms');
  const types = items.find(({ platform }) => platform === 'messenger').message_types;
  assert.equal(types.length, 16);
  assert.equal(types.filter((type) => type.default).length, 1);
  for (const { name, title, about, examples } of types) {
    for (const language of ['en', 'ru'])
      assert.ok(title[language] && about[language] && examples[language].length > 0, name);
  }
  for (const one of items.filter(({ platform }) => platform !== 'messenger'))
    assert.deepEqual(one.message_types, [], one.platform);
  const path = `${stage.path}/channels/${link.channel.id}`;
  for (const { name } of types) {
    assert.equal((await stage.owner.patch(path, { message_type: name })).message_type, name);
    const [now] = (await stage.owner.all(`${stage.path}/channels`)).filter(
      ({ id }) => id === link.channel.id,
    );
    assert.equal(now.message_type, name);
  }
  await refused(stage.owner.patch(path, { message_type: 'spam' }), 400, 'request.invalid');
  const viber = await stage.connectAccount('viber');
  const elsewhere = `${stage.path}/channels/${viber.channel.id}`;
  await refused(
    stage.owner.patch(elsewhere, { message_type: types[0].name }),
    400,
    'request.invalid',
  );
});

test('CHN-4, CHN-5: a type whose tags are retired lets nothing out after the window, and says since when', async () => {
  const { items } = await stage.owner.get('/platforms');
  const types = items.find(({ platform }) => platform === 'messenger').message_types;
  const path = `${stage.path}/channels/${link.channel.id}`;
  const retired = types.find(({ name }) => /payment|booking|appointment/.test(name));
  assert.ok(retired, types.map(({ name }) => name).join());
  await stage.owner.patch(path, { message_type: retired.name });
  const talk = await wroteAgo(9 * 24);
  const { allowed, code, since } = talk.chat.may_send;
  assert.deepEqual([allowed, code], [false, 'window_closed']);
  assert.ok(Date.parse(since) < Date.now(), `since ${since}`);
  await refused(send(talk, 'with a dead tag'), 409, 'message.not_allowed_now');
});
