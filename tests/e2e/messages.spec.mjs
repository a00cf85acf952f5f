import { readFileSync } from 'node:fs';
import { openStage } from '../support/stage.mjs';
import { startPostgres } from '../support/postgres.mjs';
import { addMember } from '../support/session.mjs';
import { expect, ownerSignIn, test } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

const says = words.en;
const dress = readFileSync(new URL('../simulator/page/samples/dress.jpg', import.meta.url));

/** The owner in front of a chat of a messenger that they have taken. */
async function inChat(browser, stage, platform, wish = {}) {
  const link = await stage.connectAccount(platform, wish);
  const talk = await stage.takenTalk(link);
  const operator = await openChat(browser, stage, talk);
  return { ...talk, operator, page: operator.page };
}

async function openChat(browser, stage, talk, signIn = ownerSignIn(stage), tab = 'mine') {
  const operator = await Operator.open(browser, says, stage.server.url);
  await operator.signIn(signIn);
  await operator.page.goto(
    `${stage.server.url}/p/${stage.project.id}/inbox/${talk.chat.id}?tab=${tab}`,
  );
  await expect(operator.window(talk.client.name)).toBeVisible();
  return operator;
}

/** Presses an action of a message, which is seen while the message is pointed at. */
async function actOn(operator, text, action) {
  await operator.message(text).hover();
  await operator.message(text).locator('..').getByRole('button', { name: action }).click();
}

const statusOf = (operator, text) => expect(operator.message(text));

for (const platform of ['viber', 'messenger']) {
  test(`CHT-7: sent, delivered and read are seen as they happen (${platform})`, async ({
    browser,
    stage,
  }) => {
    const talk = await inChat(browser, stage, platform);
    const { operator } = talk;
    await operator.answer('are you there?');
    await statusOf(operator, 'are you there?').toHaveAttribute('data-status', 'delivered');
    await talk.platform.act(talk.account, talk.client, 'read');
    await statusOf(operator, 'are you there?').toHaveAttribute('data-status', 'read');
    const tick = operator
      .message('are you there?')
      .locator('..')
      .getByRole('img', { name: 'Read' });
    await expect(tick).toBeVisible();
    await talk.page.context().close();
  });
}

test('CHT-7: VK tells of reading only; the tick goes from sent to read', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  await talk.operator.answer('are you there?');
  await talk.operator.expectSent('are you there?');
  await talk.platform.act(talk.account, talk.client, 'read');
  await statusOf(talk.operator, 'are you there?').toHaveAttribute('data-status', 'read');
  await talk.page.context().close();
});

test('CHT-9: an answer quotes, on both sides; the quotation leads to its message', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, page } = talk;
  await actOn(operator, 'hello', 'Reply');
  await expect(operator.composer).toBeFocused();
  await operator.answer('answering that');
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  const [asked] = await talk.platform.messages(talk.account, talk.client, { from: 'client' });
  expect(received.reply_to).toBe(asked.id);
  const quote = operator.message('answering that').getByRole('button', { name: /Reply to.*hello/ });
  await quote.click();
  await expect(page.locator('article[data-shown]')).toContainText('hello');

  await talk.platform.act(talk.account, talk.client, 'text', {
    text: 'and I answer you',
    reply_to: received.id,
  });
  await expect(operator.message('and I answer you').getByRole('button')).toContainText(
    'answering that',
  );
  await page.context().close();
});

test('CHT-9: a message is changed and taken back, and is so at the client', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, page } = talk;
  await operator.answer('thre of them');
  await operator.expectSent('thre of them');
  await actOn(operator, 'thre of them', 'Edit');
  const field = page.getByRole('textbox', { name: 'Editing' });
  await expect(field).toBeFocused();
  await field.fill('three of them');
  await field.press('Enter');
  await expect(operator.message('three of them').locator('..')).toContainText('edited');
  const at = { contains: 'three of them', count: 1, wait: 10_000 };
  const [changed] = await talk.platform.messages(talk.account, talk.client, at);
  expect(changed.edited).toBe(true);

  await actOn(operator, 'three of them', 'Delete');
  await page
    .getByRole('group', { name: 'Delete it for the client too?' })
    .getByText('Keep')
    .click();
  await actOn(operator, 'three of them', 'Delete');
  await page
    .getByRole('group', { name: /Delete it/ })
    .getByRole('button')
    .first()
    .click();
  await expect(operator.message('three of them').locator('..')).toContainText('deleted');
  await expect
    .poll(async () => {
      const [now] = await talk.platform.messages(talk.account, talk.client, { from: 'account' });
      return now.deleted;
    })
    .toBe(true);
  const after = operator.message('three of them').locator('..');
  await expect(after.getByRole('button')).toHaveCount(0);
  await page.context().close();
});

test('CHT-9: what the client changes is changed here; what was answered elsewhere is here', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, platform, account, client } = talk;
  const [asked] = await platform.messages(account, client, { from: 'client' });
  await platform.act(account, client, 'edit', { message_id: asked.id, text: 'hello, shop' });
  await expect(operator.message('hello, shop').locator('..')).toContainText('edited');
  await platform.act(account, client, 'write_elsewhere', { text: 'from my phone' });
  await expect(operator.message('from my phone')).toContainText('written in VK');
  await talk.page.context().close();
});

test('CHT-7: who types is seen, and a colleague who answers too is warned of', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, page } = talk;
  await talk.platform.act(talk.account, talk.client, 'typing');
  const client = page.locator('[data-typing="client"]');
  await expect(client).toContainText(/is typing/);
  await expect(client).toHaveCount(0, { timeout: 9000 });

  const masha = await addMember(stage.owner, stage.project, { name: 'Маша', role: 'admin' });
  const signIn = { email: masha.me.email, password: masha.password };
  const colleague = await openChat(browser, stage, talk, signIn, 'others');
  await operator.composer.fill('I am about to');
  const warning = colleague.page.locator('[data-typing="colleague"]');
  await expect(warning).toContainText('Owner is typing to this client');
  await expect(page.locator('[data-typing]')).toHaveCount(0);
  await operator.composer.press('Enter');
  await expect(warning).toHaveCount(0, { timeout: 5000 });
  await colleague.page.context().close();
  await page.context().close();
});

test('CHN-5: what Messenger refuses outside of its window is told with the way to try again', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'messenger');
  const { operator, page } = talk;
  await expect(page.getByText(/^Free to write for 2[34] hr/)).toBeVisible();
  await talk.platform.age(talk.account, talk.client, 8 * 24);
  await operator.answer('too late');
  await statusOf(operator, 'too late').toHaveAttribute('data-status', 'failed');
  const place = page.locator('[data-kind="outgoing"]').filter({ hasText: 'too late' });
  await expect(place).toContainText(/Not delivered: .{8,}/);
  await talk.platform.text(talk.account, talk.client, 'I am back');
  await expect(operator.message('I am back')).toBeVisible();
  await place.getByRole('button', { name: 'Retry' }).click();
  await statusOf(operator, 'too late').toHaveAttribute('data-status', 'delivered');
  await page.context().close();
});

for (const language of ['en', 'ru']) {
  test(`CHN-5: a closed window closes the field with its reason, and a client opens it (${language})`, async ({
    browser,
  }) => {
    test.setTimeout(90_000);
    const told = {
      en: { closed: /Messenger is closed for this client/, person: /a person may still answer/ },
      ru: { closed: /Messenger закрыт для этого клиента/, person: /человек может отвечать ещё/ },
    }[language];
    const postgres = await startPostgres();
    const stage = await openStage({ settings: { database: { url: postgres.url } } });
    try {
      await stage.owner.patch('/auth/me', { locale: language });
      const talk = await stage.takenTalk(await stage.connectAccount('messenger'));
      const silentFor = async (hours) => {
        await stage.server.stop();
        postgres.query(`update chats set last_action_at = now() - interval '${hours} hours'`);
        await stage.server.start();
      };
      await silentFor(48);
      const operator = await Operator.open(browser, words[language], stage.server.url);
      await operator.signIn(ownerSignIn(stage));
      await operator.openInbox(stage.project, 'mine');
      await operator.openChat(talk.client.name);
      await expect(operator.page.getByText(told.person)).toBeVisible();
      await expect(operator.composer).toBeEnabled();

      await silentFor(8 * 24);
      await operator.page.reload();
      await expect(operator.page.getByText(told.closed)).toBeVisible();
      await expect(operator.composer).toBeDisabled();
      await operator.note('will call tomorrow');
      await expect(operator.message('will call tomorrow')).toBeVisible();

      await talk.platform.text(talk.account, talk.client, 'are you open?');
      await expect(operator.page.getByText(told.closed)).toHaveCount(0);
      await operator.page.keyboard.press('Escape');
      await operator.page.keyboard.press('r');
      await operator.answer('now we are');
      await expect(operator.message('now we are')).toHaveAttribute('data-status', 'delivered');
      await operator.page.context().close();
    } finally {
      await stage.close();
      await postgres.dispose();
    }
  });
}

test('SUB-3: who unsubscribed can’t be written to, and the field says so at once', async ({
  browser,
  stage,
}) => {
  const talk = await inChat(browser, stage, 'viber');
  const { operator, page } = talk;
  await operator.composer.fill('half a thought');
  await talk.platform.act(talk.account, talk.client, 'unsubscribe');
  await expect(page.getByText('The client has unsubscribed')).toBeVisible();
  await expect(operator.composer).toBeDisabled();
  await expect(operator.composer).toHaveValue('half a thought');
  const card = page.getByRole('complementary', { name: says.card });
  await expect(card).toContainText('Unsubscribed: can’t be written to');
  await page.context().close();
});

test('CRD-1: the card shows the photo, the country and the link the client came by', async ({
  browser,
  stage,
}) => {
  const link = await stage.connectAccount('viber');
  const client = await stage.newPerson(link, { photo: true, country: 'BY', language: 'be' });
  await link.platform.act(link.account, client, 'start', { payload: 'autumn' });
  await link.platform.text(link.account, client, 'hello');
  const chat = await stage.chatNamed(client.name, {
    fits: (one) => one.client.photo_url !== null,
  });
  const operator = await openChat(browser, stage, { chat, client }, ownerSignIn(stage), 'new');
  const card = operator.page.getByRole('complementary', { name: says.card });
  await expect(card).toContainText('Belarus');
  await expect(card).toContainText('autumn');
  for (const place of [card, operator.row(client.name)]) {
    const photo = place.locator('img').first();
    await expect.poll(() => photo.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);
  }
  await operator.page.context().close();
});

test('CHT-9: a message with a picture is answered with a picture', async ({ browser, stage }) => {
  const talk = await inChat(browser, stage, 'vk');
  const { operator, page } = talk;
  await talk.platform.act(talk.account, talk.client, 'photo');
  const theirs = page.locator('[data-kind="incoming"] [data-content="photo"]');
  await expect(theirs.locator('img')).toBeVisible();
  await theirs.hover();
  await theirs.locator('..').getByRole('button', { name: 'Reply' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'ours.jpg',
    mimeType: 'image/jpeg',
    buffer: dress,
  });
  await expect(page.locator('[data-file="ours.jpg"]')).toHaveAttribute('data-state', 'ready');
  await operator.answer('like this one');
  const [received] = await talk.platform.received(talk.account, talk.client, 1);
  expect(received.attachments.map(({ kind }) => kind)).toEqual(['photo']);
  expect(received.reply_to).toBeTruthy();
  await page.context().close();
});
