import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

let stage;
let bot;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

const texts = {
  HTML: '<script>alert("1")</script> <b>bold</b> &amp; &lt; <img src=x onerror=y>',
  'right-to-left': 'שלום \u202Eevil.exe\u202C عربى mixed',
  'emoji only': '👩‍👩‍👧‍👦🏳️‍🌈👍🏽',
  '4,096 units': 'я'.repeat(4095) + '.',
  '4,096 units of emoji': '😀'.repeat(2048),
  'lines and odd spaces': 'a\n\n\tb\u00a0c\u200b d\u2028e',
  Markdown: '*a* _b_ `c` [d](e) \\ ~ | {{name}}',
  SQL: "'; drop table chats; -- $1 %s \\x00 ?",
  'combining marks': 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
};

for (const [name, text] of Object.entries(texts)) {
  test(`CHT-2: ${name} arrives as sent, both ways`, async () => {
    const { client, chat, path } = await stage.takenChat(bot);
    await stage.simulator.text(bot, client, text);
    await stage.simulator.settled(bot);
    const heard = (await stage.messages(chat)).at(-1);
    assert.deepEqual([heard.kind, heard.content, heard.text], ['incoming', 'text', text]);
    const sent = await stage.owner.post(`${path}/messages`, { text });
    assert.equal(sent.text, text);
    const [received] = await stage.simulator.received(bot, client, 1);
    assert.equal(received.text, text);
    const stored = await stage.messages(chat);
    assert.deepEqual(
      stored.filter((message) => message.text === text).map(({ kind }) => kind),
      ['incoming', 'outgoing'],
    );
  });
}

test('CHT-2: an answer of 4,097 units is refused, one of 4,096 is sent', async () => {
  const { client, path } = await stage.takenChat(bot);
  const send = (text) => stage.owner.post(`${path}/messages`, { text });
  await refused(send('a'.repeat(4097)), 400, 'message.too_long');
  await refused(send('😀'.repeat(2048) + 'a'), 400, 'message.too_long');
  await refused(send(''), 400, 'request.invalid');
  await refused(send(' \n\t '), 400, 'request.invalid');
  await send('b'.repeat(4096));
  const received = await stage.simulator.received(bot, client, 1);
  assert.deepEqual(
    received.map(({ text }) => text),
    ['b'.repeat(4096)],
  );
});

test('CHT-3: a note is taken up to 4,096 units and not past them', async () => {
  const { path } = await stage.takenChat(bot);
  const add = (text) => stage.owner.post(`${path}/notes`, { text });
  assert.equal((await add('н'.repeat(4096))).text.length, 4096);
  const long = await stage.owner.ask('POST', `${path}/notes`, { text: 'н'.repeat(4097) });
  assert.equal(long.status, 400);
  assert.equal((await stage.owner.ask('POST', `${path}/notes`, { text: '' })).status, 400);
});

test('CHT-2: every kind of a client’s message is stored and shown by its name', async () => {
  const { client, chat } = await stage.takenChat(bot);
  const raw = (content) => stage.simulator.act(bot, client, 'raw', { content });
  const file = { file_id: 'F', file_unique_id: 'f', file_size: 10 };
  await stage.simulator.act(bot, client, 'photo', { caption: 'look' });
  for (const kind of ['sticker', 'voice', 'document', 'location', 'contact']) {
    await stage.simulator.act(bot, client, kind);
  }
  await raw({ video: { ...file, width: 64, height: 64, duration: 1 } });
  await raw({ video_note: { ...file, length: 64, duration: 1 } });
  await raw({ animation: { ...file, width: 1, height: 1, duration: 1 }, document: file });
  await raw({ audio: { ...file, duration: 3 } });
  const location = { latitude: 1.5, longitude: 2.5 };
  await raw({ location, venue: { location, title: 'Cafe', address: 'Main st. 1' } });
  await raw({ something_of_next_year: { a: 1 } });
  await stage.simulator.settled(bot);
  const expected = [
    'photo',
    'sticker',
    'voice',
    'document',
    'location',
    'contact',
    'video',
    'video_note',
    'animation',
    'audio',
    'venue',
    'other',
  ];
  const contents = (await stage.messages(chat))
    .filter(({ kind }) => kind === 'incoming')
    .slice(1)
    .map(({ content }) => content);
  assert.deepEqual(contents, expected);
  const photo = (await stage.messages(chat)).find(({ content }) => content === 'photo');
  assert.equal(photo.text, 'look');
});

test('CHT-2: /start opens the chat and its payload does not look like a text', async () => {
  const client = await stage.newClient();
  await stage.simulator.act(bot, client, 'start', { payload: 'src_abc-1' });
  const chat = await stage.chatOf(client);
  const [message] = (await stage.messages(chat)).filter(({ kind }) => kind === 'incoming');
  assert.equal(message.content, 'start');
});
