import { expect, Keeper, test } from './channels_fixtures.mjs';
import { openEveryStage } from './platforms_stage.mjs';

test('CHN-7: a Viber key is looked at as it is pasted, refused by name, then connects the bot', async ({
  browser,
  stage,
}) => {
  const viber = stage.simulator.platform('viber');
  const bot = await viber.addAccount({ name: 'Warm house' });
  const keeper = await Keeper.come(browser, stage);
  await keeper.paste('viber', 'not a key');
  await expect(keeper.page.getByText('A key is three groups')).toBeVisible();
  await keeper.paste('viber', '4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f');
  await expect(keeper.page.getByText('The format is right')).toBeVisible();
  await keeper.press('Connect bot');
  await expect(
    keeper.page.getByText('The messenger does not accept this token').first(),
  ).toBeVisible();
  await keeper.paste('viber', bot.token);
  await keeper.press('Connect bot');
  await expect(keeper.done('Warm house')).toBeVisible();
  const client = await viber.addClient({ name: 'Ira of Viber' });
  await viber.text(bot, client, 'hello from Viber');
  await keeper.expectInInbox('Ira of Viber');
  await keeper.close();
});

test('CHN-7: a Viber that refuses at first is tried again with one press', async ({
  browser,
  stage,
}) => {
  const viber = stage.simulator.platform('viber');
  const bot = await viber.addAccount({ name: 'Slow bot' });
  await viber.fault(bot, { kind: 'server_error', methods: ['set_webhook'], times: null });
  const keeper = await Keeper.come(browser, stage);
  await keeper.paste('viber', bot.token);
  await keeper.press('Connect bot');
  await expect(keeper.page.getByRole('heading', { name: /does not work yet/ })).toBeVisible();
  await viber.clearFaults(bot);
  await keeper.press('Reconnect');
  await expect(keeper.done('Slow bot')).toBeVisible();
  await keeper.close();
});

for (const mode of ['Webhook', 'Polling']) {
  test(`CHN-8: a VK community is connected by its key (${mode})`, async ({ browser, stage }) => {
    const vk = stage.simulator.platform('vk');
    const community = await vk.addAccount({ name: `Linen ${mode}` });
    const keeper = await Keeper.come(browser, stage);
    await keeper.paste('vk', community.token);
    await keeper.page.getByRole('textbox', { name: 'How messages come' }).click();
    await keeper.page.getByRole('option', { name: mode }).click();
    await keeper.press('Connect community');
    await expect(keeper.done(`Linen ${mode}`)).toBeVisible();
    const client = await vk.addClient({ first_name: 'Oleg', last_name: mode });
    await vk.text(community, client, 'hello from VK');
    await keeper.expectInInbox(`Oleg ${mode}`);
    await keeper.close();
  });
}

test('CHN-8: one logs in with VK, chooses a community and allows its messages', async ({
  browser,
  stage,
}) => {
  const vk = stage.simulator.platform('vk');
  const mine = await vk.addAccount({ name: 'My community' });
  await vk.ask('POST', '/admins', { name: 'Anna', accounts: [mine.id] });
  const keeper = await Keeper.come(browser, stage);
  const { page } = keeper;
  await keeper.openChannels('/connect/vk');
  await keeper.press('Log in with VK');
  await page.getByRole('button', { name: 'Allow as Anna' }).click();
  await expect(page.getByRole('heading', { name: 'Choose a community' })).toBeVisible();
  await page.getByRole('radio', { name: 'My community' }).click();
  await keeper.press('Connect');
  await page.getByRole('button', { name: 'Allow as Anna' }).click();
  await expect(keeper.done('My community')).toBeVisible();
  const client = await vk.addClient({ first_name: 'Olga', last_name: 'Login' });
  await vk.text(mine, client, 'hello');
  await keeper.expectInInbox('Olga Login');
  await keeper.close();
});

test('CHN-3: one logs in with Facebook and chooses a page; those of others cannot be chosen', async ({
  browser,
  stage,
}) => {
  const facebook = stage.simulator.platform('messenger');
  const mine = await facebook.addAccount({ name: 'Linen page' });
  const other = await facebook.addAccount({ name: 'Page of a friend' });
  const accounts = [mine.id, { id: other.id, tasks: ['ANALYZE'] }];
  await facebook.ask('POST', '/admins', { name: 'Anna', accounts });
  const keeper = await Keeper.come(browser, stage);
  const { page } = keeper;
  await keeper.openChannels('/connect/messenger');
  await keeper.press('Log in with Facebook');
  await page.getByRole('button', { name: 'Allow as Anna' }).click();
  await expect(page.getByRole('radio', { name: 'Page of a friend' })).toBeDisabled();
  await expect(page.getByText('You cannot manage messages of this page')).toBeVisible();
  await page.getByRole('radio', { name: 'Linen page' }).click();
  await keeper.press('Connect');
  await expect(keeper.done('Linen page')).toBeVisible();
  const client = await facebook.addClient({ name: 'Maria Page' });
  await facebook.text(mine, client, 'hello from Messenger');
  await keeper.expectInInbox('Maria Page');
  await keeper.close();
});

test('CHN-3: who does not allow access is told that nothing is connected, and may begin again', async ({
  browser,
  stage,
}) => {
  const keeper = await Keeper.come(browser, stage);
  const { page } = keeper;
  await keeper.openChannels('/connect/messenger');
  await keeper.press('Log in with Facebook');
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText('You did not allow access')).toBeVisible();
  await page.getByRole('link', { name: 'Begin again' }).click();
  await expect(page.getByRole('heading', { name: 'Connect a channel' })).toBeVisible();
  await keeper.openChannels('?login=123456789');
  await expect(page.getByText('This login has ended')).toBeVisible();
  expect(await keeper.channels()).toEqual([]);
  await keeper.close();
});

test('CHN-12: a web chat needs a name only, and its page can be tried at once', async ({
  browser,
  stage,
}) => {
  const keeper = await Keeper.come(browser, stage);
  const { page } = keeper;
  await keeper.paste('webchat', '');
  await keeper.press('Create the chat');
  await expect(page.getByText('Give the chat a name')).toBeVisible();
  await keeper.paste('webchat', 'Site of linen');
  await keeper.press('Create the chat');
  await expect(keeper.done('Site of linen')).toBeVisible();
  const address = await page.getByRole('link', { name: /\/webchat\// }).getAttribute('href');
  expect((await fetch(address)).status).toBe(200);
  await keeper.close();
});

test('CHN-6: the service that has the bot is named before it loses it', async ({
  browser,
  stage,
}) => {
  const bot = await stage.simulator.addBot({ first_name: 'Taken bot' });
  await stage.simulator.takeWebhook(bot, 'https://other.example/hook');
  const keeper = await Keeper.come(browser, stage);
  const { page } = keeper;
  await keeper.paste('telegram', bot.token);
  await keeper.press('Connect bot');
  await expect(page.getByRole('alert').filter({ hasText: 'other.example' })).toBeVisible();
  expect((await stage.simulator.bot(bot)).webhook_url).toBe('https://other.example/hook');
  await keeper.press('Take it over');
  await expect(keeper.done('Taken bot')).toBeVisible();
  await keeper.close();
});

test('CHN-13: without a public address Viber says what is missing, and Telegram goes on by polling', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const hidden = await openEveryStage({ settings: { http: { public_url: '' } } });
  try {
    const viber = await hidden.simulator.platform('viber').addAccount({ name: 'Far bot' });
    const bot = await hidden.simulator.addBot({ first_name: 'Near bot' });
    const keeper = await Keeper.come(browser, hidden);
    await keeper.paste('viber', viber.token);
    await keeper.press('Connect bot');
    await expect(keeper.page.getByText('This server has no public address').first()).toBeVisible();
    await keeper.paste('telegram', bot.token);
    await keeper.press('Connect bot');
    await expect(keeper.done('Near bot')).toBeVisible();
    expect((await keeper.channels()).map(({ mode }) => mode)).toEqual(['polling']);
    await keeper.close();
  } finally {
    await hidden.close();
  }
});
