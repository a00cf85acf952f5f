import { readFileSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { openStage } from '../support/stage.mjs';

const picture = fileURLToPath(new URL('../simulator/page/samples/dress.jpg', import.meta.url));
const pages = fileURLToPath(new URL('../../web/public', import.meta.url));
const phone = { width: 390, height: 844 };

const says = {
  en: { text: 'Message', send: 'Send', attach: 'Attach files', here: 'We are here', edit: 'Edit' },
  ru: {
    text: 'Сообщение',
    send: 'Отправить',
    attach: 'Прикрепить файлы',
    here: 'Мы на связи',
    edit: 'Изменить',
  },
};

/** Tests with a web chat: `desk` is its stage, its channel and the address of its page. */
const test = base.extend({
  desk: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const stage = await openStage({ settings: { http: { web_root: pages } } });
      const wish = { platform: 'webchat', name: 'Shop on the site' };
      const channel = await stage.owner.post(`${stage.path}/channels`, wish);
      const key = /\/webchat\/([^/?]+)/.exec(channel.link)[1];
      await use({ stage, channel, address: `${stage.server.url}/webchat/${key}` });
      await stage.close();
    },
    { scope: 'worker' },
  ],
});

/** A visitor's browser, and everything that went wrong in it. */
async function visit(browser, desk, locale) {
  const context = await browser.newContext({ viewport: phone, locale });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
  await page.goto(desk.address);
  return { context, page, wrong };
}

async function write(page, words, text) {
  await page.getByLabel(words.text).fill(text);
  await page.getByRole('button', { name: words.send }).click();
}

for (const [language, words] of Object.entries(says)) {
  test(`CHN-12: a visitor writes, sends a picture and is answered on a phone (${language})`, async ({
    browser,
    desk,
  }) => {
    const { stage } = desk;
    const { context, page, wrong } = await visit(browser, desk, language);
    await expect(page.getByText(words.here)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Shop on the site' })).toBeVisible();
    const hello = `hello in ${language} <b>not bold</b>`;
    await write(page, words, hello);
    const mine = page.locator('article.mine');
    await expect(mine.first()).toContainText(hello);
    await expect(mine.first()).not.toHaveClass(/waiting/);
    await page.getByLabel(words.attach).setInputFiles(picture);
    await expect(page.getByText('dress.jpg')).toBeVisible();
    await write(page, words, 'like this one');
    await expect(mine.nth(1).locator('img')).toBeVisible();

    const [chat] = await stage.chats('new');
    const path = `${stage.path}/chats/${chat.id}`;
    const came = await stage.messageOf(
      chat,
      'the picture',
      (one) => one.attachments[0]?.state === 'ready',
    );
    const kept = await fetch(stage.server.url + came.attachments[0].url);
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(readFileSync(picture));
    await stage.owner.post(`${path}/take`);
    const sent = await stage.owner.post(`${path}/messages`, { text: 'It is here!' });
    await expect(page.getByText('It is here!')).toBeVisible();
    await stage.messageOf(
      chat,
      'a read answer',
      (one) => one.id === sent.id && one.status === 'read',
    );

    await mine.first().getByRole('button', { name: words.edit }).click();
    await write(page, words, 'hello again');
    await stage.messageOf(chat, 'the new words', (one) => one.text === 'hello again');
    await page.reload();
    await expect(page.getByText('It is here!')).toBeVisible();
    await expect(mine.first()).toContainText('hello again');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    expect(wrong).toEqual([]);
    await stage.owner.post(`${path}/done`);
    await context.close();
  });
}

test('CHN-12: what was written without a connection goes out once when it is back', async ({
  browser,
  desk,
}) => {
  const { stage } = desk;
  const { context, page } = await visit(browser, desk, 'en');
  await expect(page.getByText(says.en.here)).toBeVisible();
  await write(page, says.en, 'before');
  await expect(page.locator('article.mine').first()).not.toHaveClass(/waiting/);
  await stage.server.stop();
  await expect(page.getByText('Connecting…')).toBeVisible();
  await write(page, says.en, 'meanwhile');
  await expect(page.locator('article.waiting')).toHaveCount(1);
  await stage.server.start();
  await expect(page.locator('article.waiting')).toHaveCount(0, { timeout: 30_000 });
  const [chat] = await stage.chats('new');
  const texts = (await stage.messages(chat)).filter((one) => one.kind === 'incoming');
  expect(texts.map((one) => one.text).sort()).toEqual(['before', 'meanwhile']);
  await context.close();
});
