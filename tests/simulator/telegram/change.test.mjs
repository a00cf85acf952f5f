import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage, sampleFile } from './test_stage.mjs';

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const badRequest = (words) => `Bad Request: ${words}`;
const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };

test('OPS-3: a text of the bot can be corrected; its buttons go unless given again', async () => {
  const { bot, call, shown } = await stage.pair();
  await call('sendMessage', { text: 'old https://example.com', reply_markup });
  const kept = await call('editMessageText', { message_id: 2, text: 'new', reply_markup });
  assert.equal(kept.result.text, 'new');
  assert.equal(kept.result.entities, undefined);
  assert.deepEqual(kept.result.reply_markup, reply_markup);
  assert.ok(kept.result.edit_date >= kept.result.date);
  const bare = await call('editMessageText', { message_id: 2, text: 'newer' });
  assert.equal(bare.result.reply_markup, undefined);
  const message = await shown(2);
  assert.deepEqual([message.text, message.edited, message.deleted], ['newer', true, false]);
  const { result } = await stage.simulator.api(bot, 'getUpdates');
  assert.deepEqual(
    result.map(({ message: { text } }) => text),
    ['hi'],
  );
});

test('OPS-3: buttons alone can be changed and taken away', async () => {
  const { call } = await stage.pair();
  await call('sendMessage', { text: 'Well?' });
  const put = await call('editMessageReplyMarkup', { message_id: 2, reply_markup });
  assert.deepEqual(put.result.reply_markup, reply_markup);
  const gone = await call('editMessageReplyMarkup', { message_id: 2 });
  assert.deepEqual([gone.result.text, gone.result.reply_markup], ['Well?', undefined]);
  const keyboard = { keyboard: [[{ text: 'A' }]] };
  const refused = await call('editMessageReplyMarkup', { message_id: 2, reply_markup: keyboard });
  assert.equal(refused.description, badRequest('inline keyboard expected'));
});

test('OPS-3: a caption can be corrected, put under a file and taken away', async () => {
  const { call, shown } = await stage.pair();
  await call('sendPhoto', {}, { photo: sampleFile('dress.jpg') });
  const edit = (caption) => call('editMessageCaption', { message_id: 2, caption });
  assert.equal((await edit('one')).result.caption, 'one');
  assert.equal((await shown(2)).text, 'one');
  assert.equal((await edit('')).result.caption, undefined);
  assert.equal(
    (await edit('x'.repeat(1025))).description,
    badRequest('message caption is too long'),
  );
  assert.equal((await shown(2)).attachments[0].kind, 'photo');
});

test('OPS-3: an edit that can not be made is refused in the words of the platform', async () => {
  const { call } = await stage.pair();
  await call('sendMessage', { text: 'same' });
  await call('sendSticker', {}, { sticker: sampleFile('heart.webp') });
  await call('sendPhoto', {}, { photo: sampleFile('dress.jpg') });
  const edit = async (message_id, text) =>
    (await call('editMessageText', { message_id, text })).description;
  assert.match(await edit(2, 'same'), /^Bad Request: message is not modified: /);
  assert.equal(await edit(1, 'x'), badRequest("message can't be edited"));
  assert.equal(await edit(99, 'x'), badRequest('message to edit not found'));
  assert.equal(await edit(undefined, 'x'), badRequest('message identifier is not specified'));
  assert.equal(await edit(2, ''), badRequest('message text is empty'));
  assert.equal(await edit(2, 'x'.repeat(4097)), badRequest('message is too long'));
  assert.equal(await edit(4, 'x'), badRequest('there is no text in the message to edit'));
  const captionless = badRequest('there is no caption in the message to edit');
  for (const message_id of [2, 3]) {
    const refused = await call('editMessageCaption', { message_id, caption: 'x' });
    assert.equal(refused.description, captionless);
  }
  await call('deleteMessage', { message_id: 2 });
  assert.equal(await edit(2, 'x'), badRequest('message to edit not found'));
});

test('OPS-3: a message is deleted once, for both sides', async () => {
  const { call, shown, act } = await stage.pair();
  await call('sendMessage', { text: 'oops', reply_markup });
  assert.equal((await call('deleteMessage', { message_id: 2 })).result, true);
  assert.equal((await shown(2)).deleted, true);
  const again = await call('deleteMessage', { message_id: 2 });
  assert.equal(again.description, badRequest('message to delete not found'));
  assert.equal((await call('deleteMessage', { message_id: 1 })).result, true);
  await assert.rejects(act('press', { message_id: 2, text: 'Yes' }), /there is no message 2/);
  await assert.rejects(act('edit', { message_id: 1, text: 'x' }), /there is no message 1/);
});

test('OPS-3: after 48 hours a message can not be deleted any more', async () => {
  const { call, act, shown } = await stage.pair();
  await call('sendMessage', { text: 'a' });
  await act('age', { hours: 47.9 });
  await call('sendMessage', { text: 'b' });
  assert.equal((await call('deleteMessage', { message_id: 2 })).result, true);
  await act('age', { hours: 48 });
  const refused = await call('deleteMessage', { message_id: 3 });
  assert.equal(refused.description, badRequest("message can't be deleted for everyone"));
  const several = await call('deleteMessages', { message_ids: [3] });
  assert.equal(several.description, refused.description);
  assert.equal((await shown(3)).deleted, false);
});

test('OPS-3: up to 100 messages are deleted at once, those that are not there left out', async () => {
  const { call, shown } = await stage.pair();
  for (const text of ['a', 'b', 'c']) await call('sendMessage', { text });
  const erase = (message_ids) => call('deleteMessages', { message_ids });
  assert.equal((await erase([2, 4, 99])).result, true);
  const deleted = [await shown(2), await shown(3), await shown(4)].map((one) => one.deleted);
  assert.deepEqual(deleted, [true, false, true]);
  const words = async (ids) => (await erase(ids)).description;
  assert.equal(await words([]), badRequest('message identifiers are not specified'));
  const many = Array.from({ length: 101 }, (_, n) => n + 1);
  assert.equal(await words(many), badRequest('too many message identifiers specified'));
  assert.equal(await words(3), badRequest('expected an Array of message identifiers'));
});

test('OPS-3: who blocked the bot sees no edits, but can be rid of messages', async () => {
  const { call, act } = await stage.pair();
  await call('sendMessage', { text: 'a' });
  await act('block');
  const edit = await call('editMessageText', { message_id: 2, text: 'b' });
  assert.deepEqual(
    [edit.error_code, edit.description],
    [403, 'Forbidden: bot was blocked by the user'],
  );
  assert.equal((await call('deleteMessage', { message_id: 2 })).result, true);
});
