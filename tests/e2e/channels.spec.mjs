import { until } from '../support/until.mjs';
import { expect, Keeper, test } from './channels_fixtures.mjs';
import { lookAt } from './look.mjs';

test('CHN-10: a revoked token is told of, and a new one pasted there brings the bot back', async ({
  browser,
  stage,
}) => {
  const bot = await stage.simulator.addBot({ first_name: 'Revoked bot' });
  const keeper = await Keeper.come(browser, stage);
  await keeper.connectByApi({ platform: 'telegram', token: bot.token, mode: 'polling' });
  await keeper.openChannels();
  const card = keeper.card('Revoked bot');
  await expect(card.getByText('Works', { exact: true })).toBeVisible();
  await stage.simulator.revoke(bot);
  await expect(card.getByText('Does not work')).toBeVisible({ timeout: 30_000 });
  await expect(card.getByText('Telegram refuses the token')).toBeVisible();
  const { token } = await stage.simulator.newToken(bot);
  await card.getByRole('textbox', { name: 'New token' }).fill(token);
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText('Works', { exact: true })).toBeVisible();
  await keeper.close();
});

test('CHN-10: a channel is let go with one press, and one press brings it back as it was', async ({
  browser,
  stage,
}) => {
  const viber = stage.simulator.platform('viber');
  const bot = await viber.addAccount({ name: 'Left bot' });
  const keeper = await Keeper.come(browser, stage);
  const channel = await keeper.connectByApi({ platform: 'viber', token: bot.token });
  await keeper.openChannels();
  await keeper.press('More for Left bot');
  await keeper.page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await expect(keeper.card('Left bot')).toHaveCount(0);
  expect((await viber.account(bot)).webhook).toBeFalsy();
  await keeper.press('Undo');
  await expect(keeper.card('Left bot').getByText('Works', { exact: true })).toBeVisible();
  expect((await keeper.channels()).find(({ id }) => id === channel.id).state).toBe('connected');
  const client = await viber.addClient({ name: 'Back again' });
  await viber.text(bot, client, 'still here?');
  await keeper.expectInInbox('Back again');
  await keeper.close();
});

test('CHN-14: the doctor finds a webhook that was taken, says how to mend it, and is content after that', async ({
  browser,
  stage,
}) => {
  const bot = await stage.simulator.addBot({ first_name: 'Ill bot' });
  const keeper = await Keeper.come(browser, stage);
  await keeper.connectByApi({ platform: 'telegram', token: bot.token, mode: 'webhook' });
  await stage.simulator.takeWebhook(bot, 'https://other.example/hook');
  await keeper.openChannels();
  const card = keeper.card('Ill bot');
  await card.getByRole('button', { name: 'Check' }).click();
  const report = card.getByRole('region', { name: 'What the check found' });
  const wrong = report.getByRole('listitem').filter({ hasText: 'Another server receives' });
  await expect(wrong).toContainText('https://other.example/hook');
  await expect(wrong).toContainText('Press Reconnect');
  await card.getByRole('button', { name: 'Reconnect' }).click();
  await expect(report.getByText('Messages come here.')).toBeVisible();
  await expect(report.locator('[data-grade="bad"]')).toHaveCount(0);
  await keeper.close();
});

test('CHN-4: a page has sixteen types of messages, each explained; the chosen one is kept', async ({
  browser,
  stage,
}) => {
  const facebook = stage.simulator.platform('messenger');
  const { app_id } = stage.apps.messenger;
  const account = await facebook.addAccount({ name: 'Typed page', app_id });
  const keeper = await Keeper.come(browser, stage);
  const channel = await keeper.connectByApi({ platform: 'messenger', token: account.token });
  await keeper.openChannels(`/${channel.id}`);
  const types = keeper.page.getByRole('radiogroup', { name: 'Message type' }).getByRole('radio');
  await expect(types).toHaveCount(16);
  const usual = keeper.page.getByRole('radio', { name: 'Business productivity' });
  await expect(usual).toBeChecked();
  const delivery = keeper.page.getByRole('radio', { name: 'Delivery of an order' });
  await expect(delivery).toContainText('Your order is on its way');
  await expect(delivery).toContainText('SHIPPING_UPDATE');
  await expect(delivery).toContainText('POST_PURCHASE_UPDATE from March 4, 2020 to April 27, 2026');
  await expect(delivery).toContainText('template approved by Facebook');
  await delivery.click();
  await expect(keeper.page.getByText('Saved')).toBeVisible();
  expect((await keeper.channels())[0].message_type).toBe('delivery');
  await keeper.page.reload();
  await expect(delivery).toBeChecked();
  await keeper.close();
});

test('BOT-1: the bot’s page in Telegram is changed from here', async ({ browser, stage }) => {
  const bot = await stage.simulator.addBot({ first_name: 'Old name' });
  const keeper = await Keeper.come(browser, stage);
  const channel = await keeper.connectByApi({ platform: 'telegram', token: bot.token });
  await keeper.openChannels(`/${channel.id}`);
  const field = (name) => keeper.page.getByRole('textbox', { name });
  await field('Name').fill('New name');
  await field('Description').fill('Linen and silk');
  await field('About').fill('a'.repeat(121));
  await expect(keeper.page.getByText('121 characters, and 120 at most')).toBeVisible();
  await field('About').fill('Since 1998');
  await keeper.press('Save');
  await expect(keeper.page.getByText('Saved')).toBeVisible();
  const answer = async (method) => (await stage.simulator.api(bot, method)).result;
  expect((await answer('getMyName')).name).toBe('New name');
  expect((await answer('getMyDescription')).description).toBe('Linen and silk');
  expect((await answer('getMyShortDescription')).short_description).toBe('Since 1998');
  await keeper.close();
});

test('BOT-1: the invitation of a Viber bot meets whoever opens its chat', async ({
  browser,
  stage,
}) => {
  const viber = stage.simulator.platform('viber');
  const bot = await viber.addAccount({ name: 'Inviting bot' });
  const keeper = await Keeper.come(browser, stage);
  const channel = await keeper.connectByApi({ platform: 'viber', token: bot.token });
  await keeper.openChannels(`/${channel.id}`);
  await keeper.page.getByRole('textbox', { name: /invites to begin/ }).fill('Write to us!');
  await keeper.press('Save');
  await expect(keeper.page.getByText('Saved')).toBeVisible();
  const client = await viber.addClient({ name: 'Newcomer' });
  await viber.act(bot, client, 'start', { payload: 'from_site' });
  const [invitation] = await viber.received(bot, client, 1);
  expect(invitation.text).toBe('Write to us!');
  await keeper.close();
});

test('CHN-2: an account of another project is refused, with what to do', async ({
  browser,
  stage,
}) => {
  const bot = await stage.simulator.addBot({ first_name: 'One project only' });
  await stage.owner.post(`${stage.path}/channels`, { platform: 'telegram', token: bot.token });
  const keeper = await Keeper.come(browser, stage);
  await keeper.paste('telegram', bot.token);
  await keeper.press('Connect bot');
  await expect(keeper.page.getByText('Disconnect it there first')).toBeVisible();
  await keeper.close();
});

test('CHN-1: the channels’ pages are accessible and fit a phone', async ({ browser, stage }) => {
  test.setTimeout(120_000);
  const keeper = await Keeper.come(browser, stage, { reducedMotion: 'reduce' });
  const { page } = keeper;
  const platforms = ['telegram', 'viber', 'vk', 'messenger', 'webchat'];
  for (const rest of ['', '/connect', ...platforms.map((name) => `/connect/${name}`)]) {
    await keeper.openChannels(rest);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await lookAt(page, `channels${rest}`);
  }
  const viber = await stage.simulator.platform('viber').addAccount({ name: 'Seen bot' });
  const bot = await stage.simulator.addBot({ first_name: 'Shown bot' });
  const facebook = stage.simulator.platform('messenger');
  const account = await facebook.addAccount({
    name: 'Page',
    app_id: stage.apps.messenger.app_id,
  });
  await keeper.connectByApi({ platform: 'viber', token: viber.token });
  await keeper.connectByApi({ platform: 'telegram', token: bot.token, mode: 'polling' });
  await keeper.connectByApi({ platform: 'messenger', token: account.token });
  await keeper.connectByApi({ platform: 'webchat', name: 'Site' });
  await stage.simulator.revoke(bot);
  await until('the bot to be broken', async () =>
    (await keeper.channels()).some(({ state }) => state === 'broken'),
  );
  await keeper.openChannels();
  await keeper.card('Seen bot').getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Checked at')).toBeVisible();
  await lookAt(page, 'the list of channels');
  for (const { id, platform } of await keeper.channels()) {
    await keeper.openChannels(`/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await lookAt(page, `a channel of ${platform}`);
  }
  await keeper.close();
});
