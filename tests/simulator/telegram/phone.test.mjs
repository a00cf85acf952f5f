import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { until } from '../../support/until.mjs';
import { openStage, sampleFile } from './test_stage.mjs';

let stage;
let browser;
before(async () => {
  stage = await openStage();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
});
after(async () => {
  await browser.close();
  await stage.close();
});

/** The phone of a client, open on the chat with the bot. */
async function openPhone({ bot, client }) {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const broken = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await page.goto(`${stage.server.url}/#telegram/${bot.id}/${client.id}`);
  const bubble = (id) => page.locator(`#message-${id}`);
  await bubble(1).waitFor();
  return { page, bubble, broken, close: () => context.close() };
}

test('OPS-3: what a bot sends is seen and heard on the phone', async () => {
  const pair = await stage.pair();
  const { page, bubble, broken, close } = await openPhone(pair);
  const { call } = pair;
  await call('sendPhoto', { caption: 'Your dress' }, { photo: sampleFile('dress.jpg') });
  await call('sendDocument', {}, { document: sampleFile('price.pdf') });
  await call('sendVoice', {}, { voice: sampleFile('voice.ogg') });
  await call('sendVideo', {}, { video: sampleFile('clip.mp4') });
  await call('sendVideoNote', {}, { video_note: sampleFile('clip.mp4') });
  await call('sendAnimation', {}, { animation: sampleFile('clip.mp4') });
  await call('sendVenue', { latitude: 1, longitude: 2, title: 'Cafe', address: 'Main st. 1' });
  await call('sendMessage', { text: 'this one', reply_parameters: { message_id: 2 } });
  await bubble(9).getByText('this one').waitFor();
  const picture = bubble(2).locator('img');
  await until('the picture', () => picture.evaluate((image) => image.naturalWidth === 960));
  assert.equal(await bubble(2).locator('.text').textContent(), 'Your dress');
  const file = bubble(3).getByRole('link', { name: 'price.pdf' });
  const href = await file.getAttribute('href');
  const bytes = await stage.simulator.bytesOf({ url: href });
  assert.ok(bytes.equals(sampleFile('price.pdf').bytes));
  assert.equal(await bubble(4).locator('audio').count(), 1);
  assert.equal(await bubble(5).locator('video[controls]').count(), 1);
  assert.equal(await bubble(6).locator('video.round').count(), 1);
  assert.equal(await bubble(7).locator('video[loop]').count(), 1);
  assert.match(await bubble(8).textContent(), /Cafe.*Main st\. 1.*1\.0000, 2\.0000/);
  assert.equal(await bubble(9).locator('.quote').textContent(), 'Your dress');
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    [],
  );
  assert.deepEqual(broken, []);
  await close();
});

test('OPS-3: a correction and a deletion by the bot are seen on the phone at once', async () => {
  const pair = await stage.pair();
  const { call } = pair;
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
  await call('sendMessage', { text: 'Well?', reply_markup });
  await call('sendMessage', { text: 'secret' });
  const { page, bubble, broken, close } = await openPhone(pair);
  await bubble(2).getByRole('button', { name: 'Yes' }).waitFor();
  await call('editMessageText', { message_id: 2, text: 'Thank you' });
  await bubble(2).getByText('Thank you').waitFor();
  assert.match(await bubble(2).locator('.meta').textContent(), /^edited /);
  assert.equal(await bubble(2).getByRole('button', { name: 'Yes' }).count(), 0);
  await call('deleteMessage', { message_id: 3 });
  await bubble(3).getByText('Deleted').waitFor();
  assert.equal(await page.getByText('secret').count(), 0);
  assert.deepEqual(broken, []);
  await close();
});

test('OPS-3: on the phone one sends a video, a round one, a file and corrects a caption', async () => {
  const pair = await stage.pair();
  const { bot, client, act } = pair;
  await act('photo', { caption: 'befor' });
  const { page, bubble, broken, close } = await openPhone(pair);
  for (const name of ['Video', 'Round video', 'File']) {
    await page.getByRole('button', { name: 'Attach' }).click();
    await page.locator('.attach').getByRole('button', { name, exact: false }).first().click();
    await page.locator('.attach').waitFor({ state: 'detached' });
  }
  page.once('dialog', (dialog) => dialog.accept('before'));
  await bubble(2).getByRole('button', { name: '✎' }).click();
  await bubble(2).getByText('before').waitFor();
  const sent = await stage.simulator.messages(bot, client, { count: 5, wait: 10_000 });
  const kinds = sent.slice(2).map(({ attachments: [{ kind }] }) => kind);
  assert.deepEqual(kinds, ['video', 'video_note', 'file']);
  assert.deepEqual([sent[1].caption, sent[1].edited], ['before', true]);
  assert.deepEqual(broken, []);
  await close();
});
