import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from './test_stage.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('OPS-3: a person sends every kind of file and each arrives with its own fields', async () => {
  const { bot, act, shown } = await stage.pair();
  const shownAs = { document: 'file' };
  const kinds = ['video', 'animation', 'video_note', 'audio', 'voice', 'photo', 'document'];
  for (const kind of [...kinds, 'sticker']) {
    const { message } = await act(kind, { caption: 'cap' });
    const [{ file_id }] = [message[kind]].flat();
    const path = (await stage.simulator.api(bot, 'getFile', { file_id })).result.file_path;
    const address = `${stage.server.url}/file/bot${bot.token}/${path}`;
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    const { attachments, caption } = await shown(message.message_id);
    assert.deepEqual(
      [attachments[0].kind, attachments[0].size],
      [shownAs[kind] ?? kind, bytes.length],
    );
    const captionless = kind === 'sticker' || kind === 'video_note';
    assert.equal(caption, captionless ? undefined : 'cap', kind);
    if (kind === 'animation') assert.equal(message.document.file_id, file_id);
  }
});

test('OPS-3: a venue of a person comes together with its place', async () => {
  const { act } = await stage.pair();
  const at = { latitude: 50.45, longitude: 30.52 };
  const { message } = await act('venue', { ...at, title: 'Cafe', address: 'Main st. 1' });
  assert.deepEqual(message.location, at);
  assert.deepEqual(message.venue, { location: at, title: 'Cafe', address: 'Main st. 1' });
});

test('OPS-3: a person answers a message with a text or with a file', async () => {
  const { bot, call, act, shown } = await stage.pair();
  await call('sendMessage', { text: 'Which size?' });
  const said = await act('text', { text: 'M', reply_to: 2 });
  await act('photo', { caption: 'this one', reply_to: 2 });
  const { result } = await stage.simulator.api(bot, 'getUpdates', { offset: said.update_id });
  assert.deepEqual(
    result.map(({ message }) => message.reply_to_message.text),
    ['Which size?', 'Which size?'],
  );
  assert.equal((await shown(4)).reply_to, 2);
  await assert.rejects(act('text', { text: 'x', reply_to: 99 }), /there is no message 99/);
});

test('OPS-3: a caption is found as a text is, and a garbled message breaks nothing', async () => {
  const { bot, client, act } = await stage.pair();
  await act('photo', { caption: 'my order' });
  await act('raw', { content: { photo: [], venue: 7 } });
  const [found, ...more] = await stage.simulator.messages(bot, client, { contains: 'order' });
  assert.deepEqual([found.text, more], ['my order', []]);
  const garbled = (await stage.simulator.messages(bot, client)).at(-1);
  assert.deepEqual(garbled.attachments, []);
});
