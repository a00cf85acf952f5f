import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let panel;
const links = {};
before(async () => {
  stage = await openStage();
  for (const name of ['viber', 'vk', 'messenger'])
    links[name] = await stage.connectAccount(name, { account: { limits: false } });
  panel = await stage.openPanel();
});
after(() => stage.close());

const send = (talk, text, more = {}) =>
  stage.owner.post(`${talk.chatPath}/messages`, { text, ...more });
const moved = (message, status) =>
  panel.event(
    `${message.text} to be ${status}`,
    ({ event, data }) =>
      event === 'message.moved' && data.message === message.id && data.status === status,
  );
const withText = (chat, text) => stage.messageOf(chat, text, (one) => one.text === text);

for (const name of ['viber', 'messenger']) {
  test(`CHT-7: ${name} tells of delivery and of reading, each is an event of the panel`, async () => {
    const { platform, account } = links[name];
    const talk = await stage.takenTalk(links[name]);
    const message = await send(talk, `to be read on ${name}`);
    await moved(message, 'delivered');
    await platform.act(account, talk.client, 'read');
    await moved(message, 'read');
    const { id, status } = await stage.messageWith(talk.chat, message.text, 'read');
    assert.deepEqual([id, status], [message.id, 'read']);
  });
}

test('CHT-7: VK tells of reading by a watermark: everything up to it is read', async () => {
  const { platform, account } = links.vk;
  const talk = await stage.takenTalk(links.vk);
  const texts = ['one', 'two', 'three'];
  const messages = [];
  for (const text of texts) messages.push(await send(talk, text));
  const received = await platform.received(account, talk.client, 3);
  await stage.messageWith(talk.chat, 'three', 'sent');
  await platform.act(account, talk.client, 'read', { message_id: received[1].id });
  await moved(messages[0], 'read');
  await moved(messages[1], 'read');
  await platform.settled(account);
  const now = (await stage.messages(talk.chat)).filter(({ kind }) => kind === 'outgoing');
  assert.deepEqual(
    now.map(({ status }) => status),
    ['read', 'read', 'sent'],
  );
});

test('CHT-7: a Messenger watermark that is a text or names no messages still counts', async () => {
  const { platform, account } = links.messenger;
  await platform.setOptions(account, { delivery_mids: false, watermark_string: true });
  const talk = await stage.takenTalk(links.messenger);
  const [one, two] = [await send(talk, 'first'), await send(talk, 'second')];
  await moved(one, 'delivered');
  await moved(two, 'delivered');
  await platform.act(account, talk.client, 'read');
  await moved(two, 'read');
  await platform.setOptions(account, { delivery_mids: true, watermark_string: false });
});

test('CHT-7: what Viber’s phone refuses after it was accepted becomes failed with the reason', async () => {
  const { platform, account } = links.viber;
  const talk = await stage.takenTalk(links.viber);
  await platform.fault(account, {
    kind: 'failed',
    desc: 'too old a phone',
    client: talk.client.id,
  });
  const message = await send(talk, 'refused by the phone');
  const { data } = await moved(message, 'failed');
  assert.match(data.error.text, /too old a phone/);
});

test('CHT-7: a delivery told by several devices of one person counts once', async () => {
  const { platform, account } = links.viber;
  const talk = await stage.takenTalk(links.viber, { fields: { devices: 3 } });
  const message = await send(talk, 'on three devices');
  await moved(message, 'delivered');
  await platform.settled(account);
  const told = panel.events.filter(
    ({ event, data }) => event === 'message.moved' && data.message === message.id,
  );
  const deliveries = told.filter(({ data }) => data.status === 'delivered');
  assert.equal(deliveries.length, 1);
});

for (const name of ['vk', 'messenger']) {
  test(`CHT-2: what a person answers in ${name} itself shows in the chat and counts as an answer`, async () => {
    const { platform, account } = links[name];
    const talk = await stage.takenTalk(links[name], { text: 'waiting' });
    assert.ok(talk.chat.waiting_since);
    await platform.act(account, talk.client, 'write_elsewhere', { text: 'typed elsewhere' });
    const shown = await withText(talk.chat, 'typed elsewhere');
    assert.deepEqual([shown.kind, shown.author], ['outgoing', null]);
    assert.equal((await stage.owner.get(talk.chatPath)).waiting_since, null);
  });

  test(`CHT-7: the echo of our own message on ${name} makes no second one`, async () => {
    const { platform, account } = links[name];
    const talk = await stage.takenTalk(links[name]);
    await send(talk, 'only once');
    await platform.received(account, talk.client, 1);
    await stage.messageOf(talk.chat, 'the sent one', ({ status }) =>
      ['sent', 'delivered'].includes(status),
    );
    await platform.settled(account);
    const outgoing = (await stage.messages(talk.chat)).filter(({ kind }) => kind === 'outgoing');
    assert.deepEqual(
      outgoing.map(({ text }) => text),
      ['only once'],
    );
  });

  test(`CHT-9: a client’s edit on ${name} is seen in the chat, the newest words in the list`, async () => {
    const { platform, account } = links[name];
    const talk = await stage.talk(links[name], { text: 'helo' });
    const [{ id }] = await platform.messages(account, talk.client);
    await platform.act(account, talk.client, 'edit', { id, message_id: id, text: 'hello' });
    const edited = await withText(talk.chat, 'hello');
    assert.ok(edited.edited_at);
    const texts = (await stage.messages(talk.chat)).map(({ text }) => text);
    assert.ok(!texts.includes('helo'));
    await stage.chatNamed(talk.client.name, { fits: (one) => one.last_message.text === 'hello' });
  });

  test(`CHT-9: a reply on ${name} quotes the message it answers, ours and theirs`, async () => {
    const { platform, account } = links[name];
    const talk = await stage.takenTalk(links[name], { text: 'my question' });
    const answer = await send(talk, 'our answer');
    const [ours] = await platform.received(account, talk.client, 1);
    await stage.messageOf(talk.chat, 'the sent one', ({ status }) =>
      ['sent', 'delivered'].includes(status),
    );
    await platform.act(account, talk.client, 'text', { text: 'to yours', reply_to: ours.id });
    const quoted = await withText(talk.chat, 'to yours');
    assert.deepEqual(quoted.reply_to, { message: answer.id, text: 'our answer' });
    const own = (await platform.messages(account, talk.client, { from: 'client' }))[0];
    await platform.act(account, talk.client, 'text', { text: 'to mine', reply_to: own.id });
    assert.equal((await withText(talk.chat, 'to mine')).reply_to.text, 'my question');
  });
}

test('CHT-7: a VK client who types is told to the panel', async () => {
  const { platform, account } = links.vk;
  const talk = await stage.takenTalk(links.vk);
  await platform.act(account, talk.client, 'typing');
  const { data } = await panel.event(
    'typing',
    ({ event, data: what }) => event === 'chat.typing' && what.chat === talk.chat.id,
  );
  assert.equal(data.person, null);
});

for (const name of ['vk', 'messenger']) {
  test(`CHT-7: an operator’s typing shows on the client’s ${name}`, async () => {
    const { platform, account } = links[name];
    const talk = await stage.takenTalk(links[name]);
    await stage.owner.post(`${talk.chatPath}/typing`);
    const method = name === 'vk' ? 'messages.setActivity' : 'sender_action';
    const shown = await platform.calls(account, { method, count: 1, wait: 5000 });
    assert.equal(shown.at(-1).outcome, 'ok');
    if (name === 'messenger') {
      const thread = (await platform.chats(account)).find(
        (one) => one.client.id === talk.client.id,
      );
      assert.ok(thread.typing_until > Date.now());
    }
  });
}

test('CHT-2: one Messenger request with events of several pages and a bad one: the good ones arrive', async () => {
  const { platform } = links.messenger;
  const other = await stage.connectAccount('messenger');
  const [one, two] = [await stage.talk(links.messenger), await stage.talk(other)];
  const psidOf = async ({ account, client }) =>
    (await platform.chats(account)).find((chat) => chat.client.id === client.id).psid;
  const event = async (talk, mid, text) => ({
    sender: { id: await psidOf(talk) },
    recipient: { id: talk.account.id },
    timestamp: Date.now(),
    message: { mid, text },
  });
  const { app_id } = await platform.account(one.account);
  const body = {
    object: 'page',
    entry: [
      {
        id: one.account.id,
        time: Date.now(),
        messaging: [
          await event(one, 'm_first', 'first of the batch'),
          { sender: 7, message: ['bad'], timestamp: {} },
          'not an event',
          await event(one, 'm_second', 'second of the batch'),
        ],
      },
      { id: '999999999', time: Date.now(), messaging: [{ sender: { id: '1' } }] },
      null,
      { id: two.account.id, time: 1, messaging: [await event(two, 'm_third', 'other page')] },
    ],
  };
  const answer = await platform.ask('POST', `/apps/${app_id}/deliver`, { body });
  assert.equal(answer.status, 200);
  const texts = async ({ chat }) => (await stage.messages(chat)).map(({ text }) => text);
  await withText(two.chat, 'other page');
  assert.deepEqual((await texts(one)).slice(-2), ['first of the batch', 'second of the batch']);
  const before = await texts(one);
  assert.equal((await platform.ask('POST', `/apps/${app_id}/deliver`, { body })).status, 200);
  assert.deepEqual(await texts(one), before, 'all of it once more changes nothing');
});

test('CHT-2: Messenger’s own batches of events arrive whole and in order', async () => {
  const { platform, account } = links.messenger;
  const { app_id } = await platform.account(account);
  const talk = await stage.talk(links.messenger);
  await platform.ask('PATCH', `/apps/${app_id}`, { batch: 5 });
  const texts = Array.from({ length: 10 }, (_, n) => `batched ${n}`);
  for (const text of texts) await platform.text(account, talk.client, text);
  await platform.ask('PATCH', `/apps/${app_id}`, { batch: 1 });
  await withText(talk.chat, 'batched 9');
  const stored = (await stage.messages(talk.chat)).slice(-10).map(({ text }) => text);
  assert.deepEqual(stored, texts);
});

test('CHN-5: a reaction on Messenger opens the window again', async () => {
  const { platform, account } = links.messenger;
  const talk = await stage.takenTalk(links.messenger);
  const answered = await send(talk, 'react to this');
  await moved(answered, 'delivered');
  const [ours] = await platform.received(account, talk.client, 1);
  const before = (await stage.owner.get(talk.chatPath)).may_send.until;
  await platform.act(account, talk.client, 'react', { id: ours.id });
  const until_ = await until('a later end of the window', async () => {
    const now = (await stage.owner.get(talk.chatPath)).may_send.until;
    return now > before && now;
  });
  assert.ok(until_ > before);
});

for (const [kind, name] of [
  ['pass', 'a thread passed to another app'],
  ['request', 'a request for the thread'],
  ['roles', 'new roles of apps'],
]) {
  test(`CHT-2: ${name} on Messenger is taken note of and breaks nothing`, async () => {
    const { platform, account } = links.messenger;
    const talk = await stage.talk(links.messenger);
    await platform.act(account, talk.client, 'handover', { event: kind });
    await platform.settled(account);
    // Another app's thread is only read by us: it has to come back before the next words.
    const { app_id } = await platform.account(account);
    await platform.act(account, talk.client, 'handover', { event: 'take', app_id });
    await platform.text(account, talk.client, `after ${kind}`);
    await withText(talk.chat, `after ${kind}`);
  });
}

test('CHN-10: Facebook’s warning and block of a page show on the channel, and their end', async () => {
  const link = await stage.connectAccount('messenger');
  const { platform, account, channel } = link;
  const problem = (name) =>
    until(`the problem ${name}`, async () => {
      const all = await stage.owner.all(`${stage.path}/channels`);
      return all.find(({ id }) => id === channel.id).health.problem === name;
    });
  const policy = (action) =>
    platform.ask('POST', `/accounts/${account.id}/policy`, { action, reason: 'Spam' });
  await policy('block');
  await problem('blocked');
  await policy('unblock');
  await problem(null);
});
