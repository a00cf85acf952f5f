import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from '../support/stage.mjs';

/**
 * What a person can send on each platform, and what it is in the chat. A file that can be fetched
 * comes `ready`; what the platform gives no file of has the state `none`.
 */
const photo = (more = {}) => ({ kind: 'photo', state: 'ready', mime: 'image/jpeg', ...more });
const sent = {
  viber: [
    ['text', { text: 'Привет 👋\nline two' }, { content: 'text', text: 'Привет 👋\nline two' }],
    [
      'picture',
      { text: 'my order' },
      {
        ...{ content: 'photo', text: 'my order' },
        files: [photo({ width: 960, height: 1280, name: 'dress.jpg' })],
      },
    ],
    [
      'video',
      { duration: 12 },
      {
        content: 'video',
        files: [{ kind: 'video', state: 'ready', mime: 'video/mp4', duration_s: 12 }],
      },
    ],
    [
      'file',
      {},
      {
        content: 'document',
        files: [{ kind: 'document', state: 'ready', name: 'price.pdf', mime: 'application/pdf' }],
      },
    ],
    [
      'location',
      { latitude: 50.45, longitude: 30.52, address: 'Main st. 1' },
      {
        ...{ content: 'location', text: '50.45,30.52, Main st. 1' },
        files: [{ kind: 'location', latitude: 50.45, longitude: 30.52 }],
      },
    ],
    [
      'contact',
      { name: 'Ira', phone_number: '+380501112233' },
      { content: 'contact', text: '+380501112233 Ira' },
    ],
    ['sticker', {}, { content: 'sticker', files: [{ kind: 'sticker', state: 'ready' }] }],
    ['url', { url: 'https://example.com/x' }, { content: 'text', text: 'https://example.com/x' }],
    ['content', { content: { type: 'hologram', text: 'boo' } }, { content: 'other' }],
  ],
  vk: [
    ['text', { text: 'Привет 👋' }, { content: 'text', text: 'Привет 👋' }],
    ['start', {}, { content: 'start' }],
    [
      'photo',
      { text: 'my order' },
      {
        ...{ content: 'photo', text: 'my order' },
        files: [photo({ width: 960, height: 1280 })],
      },
    ],
    [
      'video',
      { title: 'clip', duration: 12 },
      { content: 'video', files: [{ kind: 'video', state: 'none', name: 'clip' }] },
    ],
    [
      'file',
      {},
      {
        content: 'document',
        files: [{ kind: 'document', state: 'ready', name: 'price.pdf' }],
      },
    ],
    [
      'voice',
      { duration: 3 },
      { content: 'voice', files: [{ kind: 'voice', state: 'ready', mime: 'audio/ogg' }] },
    ],
    [
      'audio',
      { artist: 'A', title: 'B' },
      { content: 'audio', text: 'A - B', files: [{ kind: 'audio', state: 'none' }] },
    ],
    ['sticker', {}, { content: 'sticker', files: [{ kind: 'sticker', state: 'ready' }] }],
    ['graffiti', {}, { content: 'photo', files: [{ kind: 'photo', state: 'ready' }] }],
    [
      'link',
      { url: 'https://example.com/l', text: 'look' },
      { content: 'text', text: 'look\nhttps://example.com/l' },
    ],
    [
      'attachment',
      { type: 'gift', body: { id: 1 } },
      { content: 'other', files: [{ kind: 'other', state: 'none', name: 'gift' }] },
    ],
    [
      'location',
      { latitude: 50.45, longitude: 30.52 },
      {
        ...{ content: 'location', text: '50.45,30.52' },
        files: [{ kind: 'location', latitude: 50.45, longitude: 30.52 }],
      },
    ],
  ],
  messenger: [
    ['text', { text: 'Привет 👋' }, { content: 'text', text: 'Привет 👋' }],
    ['photo', { count: 2 }, { content: 'photo', files: [photo(), photo()] }],
    [
      'video',
      {},
      { content: 'video', files: [{ kind: 'video', state: 'ready', mime: 'video/mp4' }] },
    ],
    ['voice', {}, { content: 'audio', files: [{ kind: 'audio', state: 'ready' }] }],
    [
      'file',
      {},
      {
        content: 'document',
        files: [{ kind: 'document', state: 'ready', mime: 'application/pdf' }],
      },
    ],
    [
      'sticker',
      {},
      { content: 'sticker', text: '👍', files: [{ kind: 'sticker', state: 'ready' }] },
    ],
    [
      'location',
      { latitude: 50.45, longitude: 30.52, title: 'Here', as_text: true },
      {
        ...{ content: 'location', text: '50.45, 30.52\nHere' },
        files: [{ kind: 'location', latitude: 50.45, longitude: 30.52 }],
      },
    ],
    [
      'share',
      { url: 'https://example.com/s', title: 'Example' },
      { content: 'text', text: 'Example\nhttps://example.com/s' },
    ],
    [
      'press',
      { menu: true, payload: 'MENU_1', title: 'Prices' },
      { content: 'button', text: 'Prices' },
    ],
  ],
};

let stage;
const links = {};
before(async () => {
  stage = await openStage();
  for (const name of Object.keys(sent))
    links[name] = await stage.connectAccount(name, { account: { limits: false } });
});
after(() => stage.close());

const incoming = async (chat) =>
  (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming');
const settled = ({ attachments }) => attachments.every(({ state }) => state !== 'waiting');
const fetched = async ({ url }) => {
  const response = await fetch(stage.server.url + url);
  return { status: response.status, size: (await response.arrayBuffer()).byteLength };
};

/** Holds a message against what was expected of it. */
async function compare(message, { files = [], ...fields }, what) {
  for (const [name, value] of Object.entries(fields)) assert.equal(message[name], value, what);
  assert.equal(message.attachments.length, files.length, `${what}: ${JSON.stringify(message)}`);
  for (const [n, wanted] of files.entries()) {
    const attachment = message.attachments[n];
    for (const [name, value] of Object.entries(wanted))
      assert.equal(attachment[name], value, `${what}: ${name} of ${JSON.stringify(attachment)}`);
    if (wanted.state !== 'ready') continue;
    const { status, size } = await fetched(attachment);
    assert.deepEqual([status, size], [200, attachment.size], what);
    if (attachment.kind === 'photo')
      assert.equal((await fetched({ url: attachment.thumbnail_url })).status, 200);
  }
}

for (const [name, actions] of Object.entries(sent)) {
  test(`CHT-2: everything a person can send on ${name} is the right message, with its files`, async () => {
    const link = links[name];
    const talk = await stage.talk(link);
    for (const [action, params] of actions)
      await link.platform.act(link.account, talk.client, action, params);
    await link.platform.settled(link.account);
    const stored = (await incoming(talk.chat)).slice(1);
    assert.equal(stored.length, actions.length);
    for (const [n, [action, , wanted]] of actions.entries()) {
      const { id } = stored[n];
      const ready = await stage.messageOf(
        talk.chat,
        `the files of ${action}`,
        (one) => one.id === id && settled(one),
      );
      await compare(ready, wanted, `${name} ${action}`);
    }
    const times = stored.map(({ created_at }) => created_at);
    assert.deepEqual(times, [...times].sort(), 'in the order in which they were written');
  });

  test(`CRD-1, SUB-4: the card of a ${name} client has the name, the photo, the profile`, async () => {
    const link = links[name];
    const { client, chat } = await stage.talk(link, { fields: { photo: true } });
    const card = (await stage.chatNamed(client.name, { fits: (one) => one.client.photo_url }))
      .client;
    assert.equal(`${card.first_name} ${card.last_name}`, client.name);
    assert.equal(card.subscribed, true);
    assert.equal((await fetched({ url: card.photo_url })).status, 200);
    if (name === 'vk') assert.equal(card.profile_url, `https://vk.com/id${client.id}`);
    if (name === 'viber') assert.deepEqual([card.country, card.language], ['BY', 'ru']);
    assert.equal(chat.channel.platform, name);
  });
}

for (const name of ['viber', 'vk']) {
  test(`SUB-3: who leaves ${name} is unsubscribed and says so in the chat; who comes back is not`, async () => {
    const link = links[name];
    const talk = await stage.takenTalk(link);
    const { platform, account } = link;
    await platform.act(account, talk.client, 'block');
    const gone = await stage.chatNamed(talk.client.name, {
      ...{ tab: 'mine', fits: (one) => !one.client.subscribed },
    });
    assert.deepEqual([gone.may_send.allowed, gone.may_send.code], [false, 'unsubscribed']);
    await platform.act(account, talk.client, 'unblock');
    await stage.chatNamed(talk.client.name, {
      ...{ tab: 'mine', fits: (one) => one.client.subscribed },
    });
    const lines = (await stage.messages(talk.chat)).map(({ action }) => action?.type);
    assert.deepEqual(lines.filter(Boolean).slice(-2), ['unsubscribed', 'subscribed']);
  });
}

test('SUB-3: VK’s blacklist, too, is the end of writing, until the person is taken off it', async () => {
  const { platform, account } = links.vk;
  const talk = await stage.talk(links.vk);
  await platform.act(account, talk.client, 'ban');
  await stage.chatNamed(talk.client.name, { fits: (one) => !one.client.subscribed });
  await platform.act(account, talk.client, 'unban');
  await stage.chatNamed(talk.client.name, { fits: (one) => one.client.subscribed });
});

const linkAction = { viber: 'start', vk: 'start', messenger: 'start' };
for (const [name, action] of Object.entries(linkAction)) {
  test(`SUB-1: by which link a ${name} client came stands on the card from the first message on`, async () => {
    const link = links[name];
    const client = await stage.newPerson(link);
    await link.platform.act(link.account, client, action, { payload: 'src_abc' });
    await link.platform.settled(link.account);
    await link.platform.text(link.account, client, 'first words');
    const chat = await stage.chatNamed(client.name, {
      fits: (one) => one.last_message.text === 'first words',
    });
    assert.equal(chat.client.came_by, 'src_abc');
  });
}

test('SUB-1: a VK link that was only opened counts with the first message', async () => {
  const { platform, account } = links.vk;
  const client = await stage.newPerson(links.vk);
  await platform.act(account, client, 'open', { ref: 'vk_ref', ref_source: 'site' });
  await platform.text(account, client, 'came by a link');
  assert.equal((await stage.chatNamed(client.name)).client.came_by, 'vk_ref');
});

test('BOT-1: who opens a Viber chat gets the channel’s welcome; that alone makes no chat', async () => {
  const { platform, account, channel } = links.viber;
  const update = (welcome) =>
    stage.owner.patch(`${stage.path}/channels/${channel.id}`, { welcome });
  assert.equal(
    (await update('Здравствуйте! Напишите нам.')).welcome,
    'Здравствуйте! Напишите нам.',
  );
  const client = await stage.newPerson(links.viber);
  await platform.act(account, client, 'start', { payload: 'from_ad' });
  const [greeting] = await platform.received(account, client, 1);
  assert.equal(greeting.text, 'Здравствуйте! Напишите нам.');
  const names = (await stage.chats('new')).map((chat) => chat.client.name);
  assert.ok(!names.includes(client.name));
  await platform.text(account, client, 'now I write');
  assert.equal((await stage.chatNamed(client.name)).client.came_by, 'from_ad');
  await update('');
  const silent = await stage.newPerson(links.viber);
  await platform.act(account, silent, 'start', {});
  await platform.settled(account);
  assert.equal((await platform.messages(account, silent, { from: 'account' })).length, 0);
});
