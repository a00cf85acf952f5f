import { readFileSync } from 'node:fs';
import { expect, ownerSignIn, test } from './fixtures.mjs';
import { lookAt } from './look.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

const says = words.en;
const sample = (name) =>
  readFileSync(new URL(`../simulator/page/samples/${name}`, import.meta.url));
const picture = { name: 'dress.jpg', mimeType: 'image/jpeg', buffer: sample('dress.jpg') };
const parcel = { name: 'parcel.jpg', mimeType: 'image/jpeg', buffer: sample('parcel.jpg') };
const price = { name: 'Price list.pdf', mimeType: 'application/pdf', buffer: sample('price.pdf') };

/** The owner in front of a chat that they have taken. */
async function inChat(browser, stage, platform, options = {}) {
  const talk = await stage.takenTalk(await stage.connectAccount(platform));
  const operator = await Operator.open(browser, says, stage.server.url, options);
  await operator.signIn(ownerSignIn(stage));
  await operator.page.goto(
    `${stage.server.url}/p/${stage.project.id}/inbox/${talk.chat.id}?tab=mine`,
  );
  await expect(operator.window(talk.client.name)).toBeVisible();
  return { ...talk, operator, page: operator.page };
}

const choose = (page, files) => page.locator('input[type=file]').setInputFiles(files);
const draft = (page, name) => page.locator(`[data-file="${name}"]`);
const ready = (page, name) => expect(draft(page, name)).toHaveAttribute('data-state', 'ready');
const loaded = (image) =>
  expect.poll(() => image.evaluate((one) => one.complete && one.naturalWidth)).toBeGreaterThan(0);

for (const platform of ['viber', 'vk', 'messenger']) {
  test(`CHT-2: pictures go both ways (${platform})`, async ({ browser, stage }) => {
    const talk = await inChat(browser, stage, platform);
    const { operator, page, account, client } = talk;
    await talk.platform.act(account, client, 'picture');
    const theirs = page.locator('[data-kind="incoming"] [data-content="photo"] img');
    await loaded(theirs);
    await choose(page, [picture, parcel]);
    await ready(page, parcel.name);
    await ready(page, picture.name);
    await operator.answer('which one?');
    const ours = page.locator('[data-kind="outgoing"] [data-content="photo"] img');
    await expect(ours).toHaveCount(2);
    await loaded(ours.first());
    // One message, or one for each: as the messenger takes them.
    await expect
      .poll(async () => {
        const all = await talk.platform.messages(account, client, { from: 'account' });
        return all.flatMap((one) => (one.attachments ?? []).map(({ kind }) => kind));
      })
      .toEqual(['photo', 'photo']);
    await page.context().close();
  });
}

test('CHT-2: the viewer goes through the pictures of the chat by keyboard', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { page } = talk;
  await talk.platform.act(talk.account, talk.client, 'photo', { sample: 'dress.jpg' });
  await talk.platform.act(talk.account, talk.client, 'photo', { sample: 'parcel.jpg' });
  const opens = page.getByRole('button', { name: 'Picture: open' });
  await expect(opens).toHaveCount(2);
  await loaded(opens.last().locator('img'));
  await opens.first().click();
  const viewer = page.getByRole('dialog', { name: 'Pictures of the chat' });
  const image = viewer.getByRole('img').last();
  await expect(viewer).toContainText('1 of 2');
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toContainText('2 of 2');
  await loaded(image);
  const narrow = (await image.boundingBox()).width;
  await page.keyboard.press('+');
  await expect.poll(async () => (await image.boundingBox()).width).toBeGreaterThan(narrow);
  await page.keyboard.press('0');
  await expect.poll(async () => (await image.boundingBox()).width).toBe(narrow);
  const saved = page.waitForEvent('download');
  await viewer.getByRole('link', { name: /^Download/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.jpe?g$/);
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await page.context().close();
});

test('CHT-2: voice, files, stickers, places and contacts each have their look', async ({
  browser,
  stage,
}) => {
  const { bot } = await stage.connectBot();
  const { client, chat } = await stage.writingClient(bot);
  const kinds = ['voice', 'document', 'sticker', 'location', 'contact'];
  for (const kind of kinds) await stage.simulator.act(bot, client, kind);
  const operator = await Operator.open(browser, says, stage.server.url);
  const { page } = operator;
  await operator.signIn(ownerSignIn(stage));
  await page.goto(`${stage.server.url}/p/${stage.project.id}/inbox/${chat.id}?tab=new`);
  const log = page.getByRole('log');
  const voice = log.getByRole('group', { name: 'Voice message' });
  await voice.getByRole('button', { name: 'Play' }).click();
  await expect(voice.getByRole('slider')).not.toHaveValue('0');
  const saved = page.waitForEvent('download');
  await log.getByRole('link', { name: /^Download parcel.jpg \d+ kB$/ }).click();
  expect((await saved).suggestedFilename()).toBe('parcel.jpg');
  await loaded(log.getByRole('img', { name: /^Sticker/ }));
  const place = log.getByRole('link', { name: /53\.90230, 27\.56190/ });
  await expect(place).toHaveAttribute('href', /^https:\/\/www\.openstreetmap\.org\//);
  await expect(log.getByRole('link', { name: /^\+?375/ })).toHaveAttribute('href', /^tel:/);
  await page.context().close();
});

test('CHT-6: a large file shows how far it is, and can be stopped', async ({ browser, stage }) => {
  const { page } = await inChat(browser, stage, 'vk');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 400_000 };
  await line.send('Network.emulateNetworkConditions', slow);
  const large = { name: 'film.zip', mimeType: 'application/zip', buffer: Buffer.alloc(6_000_000) };
  await choose(page, [large, price]);
  const bar = draft(page, 'film.zip').getByRole('progressbar');
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Stop uploading film.zip' }).click();
  await expect(draft(page, 'film.zip')).toHaveCount(0);
  await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  await ready(page, price.name);
  await page.context().close();
});

test('CHT-6: programs are refused by name at once and by content at the server', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, page } = talk;
  const uploads = [];
  page.on('request', (request) => request.url().includes('/files') && uploads.push(request.url()));
  await choose(page, [{ name: 'setup.exe', mimeType: '', buffer: Buffer.from('MZ') }]);
  await expect(draft(page, 'setup.exe').getByRole('alert')).toHaveText(
    'Programs are not accepted.',
  );
  expect(uploads).toEqual([]);
  const hidden = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('#!/bin/sh\n') };
  await choose(page, [hidden]);
  await expect(draft(page, 'notes.txt').getByRole('alert')).toHaveText(
    'Programs are not accepted.',
  );
  expect(uploads.length).toBe(1);
  await choose(page, [price]);
  await ready(page, price.name);
  await operator.composer.fill('without programs');
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await expect(send).toBeDisabled();
  for (const name of ['setup.exe', 'notes.txt']) {
    await page.getByRole('button', { name: `Remove ${name}` }).click();
  }
  await send.click();
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  expect(received.attachments.map(({ kind, name }) => [kind, name])).toEqual([
    ['file', price.name],
  ]);
  await page.context().close();
});

test('CHT-6: a picture may go as a file, which the client gets whole', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, page } = talk;
  await choose(page, [picture]);
  await ready(page, picture.name);
  await page.getByRole('checkbox', { name: 'Send pictures as files' }).check();
  await expect(draft(page, picture.name)).toContainText('goes as a file');
  await ready(page, picture.name);
  await operator.composer.press('Enter');
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  expect(received.attachments.map(({ kind }) => kind)).toEqual(['file']);
  await page.context().close();
});

test('CHT-5: files are dropped and pasted, and wait while another chat is open', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const other = await stage.takenTalk(talk);
  const { operator, page, client } = talk;
  const carrying = (name) =>
    page.evaluateHandle(
      ([bytes, called]) => {
        const data = new DataTransfer();
        const body = Uint8Array.from(bytes);
        data.items.add(new File([body], called, { type: 'image/jpeg' }));
        return data;
      },
      [[...picture.buffer], name],
    );
  const dropped = await carrying('dropped.jpg');
  const place = page.locator('section[data-one-chat]');
  await place.dispatchEvent('dragenter', { dataTransfer: dropped });
  await expect(page.getByText('Drop files here')).toBeVisible();
  await place.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('Drop files here')).toHaveCount(0);
  await ready(page, 'dropped.jpg');
  const clipboardData = await carrying('pasted.jpg');
  await operator.composer.evaluate((field, data) => {
    const event = new ClipboardEvent('paste', {
      bubbles: true,
      cancelable: true,
      clipboardData: data,
    });
    field.dispatchEvent(event);
  }, clipboardData);
  await ready(page, 'pasted.jpg');

  await operator.openChat(other.client.name);
  await expect(page.locator('[data-file]')).toHaveCount(0);
  await operator.openChat(client.name);
  await expect(page.locator('[data-file]')).toHaveCount(2);
  await operator.answer('both of them');
  const [received] = await talk.platform.received(talk.account, client, 1);
  expect(received.attachments.length).toBe(2);
  await expect(page.locator('[data-file]')).toHaveCount(0);
  await page.context().close();
});

test('CHT-2: a chat full of media and the viewer are accessible', async ({ browser, stage }) => {
  test.setTimeout(90_000);
  const talk = await inChat(browser, stage, 'vk', { reducedMotion: 'reduce' });
  const { operator, page, account, client } = talk;
  for (const kind of ['photo', 'video', 'voice', 'file', 'sticker', 'location']) {
    await talk.platform.act(account, client, kind);
  }
  await expect(page.locator('[data-kind="incoming"]')).toHaveCount(7);
  await loaded(page.getByRole('log').getByRole('img', { name: /^Sticker/ }));
  await operator.answer('changed soon');
  await operator.expectSent('changed soon');
  await lookAt(page, 'messages');
  await operator.message('changed soon').hover();
  await choose(page, [picture, price, { ...price, name: 'setup.exe' }]);
  await ready(page, price.name);
  await ready(page, picture.name);
  await lookAt(page, 'composer');
  await page.getByRole('button', { name: 'Picture: open' }).last().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAt(page, 'viewer');
  await page.keyboard.press('Escape');
  await talk.platform.act(account, client, 'deny');
  await expect(operator.composer).toBeDisabled();
  await lookAt(page, 'closed');
  await page.context().close();
});
