import { Visitor } from '../support/visitor.mjs';
import { expect, freshProject, ownerSignIn, test } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

for (const [language, says] of Object.entries(words)) {
  test(`ACC-6, INB-1, CHT-2: from sign-up to an answer on the phone (${language})`, async ({
    browser,
    stage,
  }) => {
    const operator = await Operator.open(browser, says, stage.server.url);
    const { page } = operator;
    const email = `whole.${language}@example.com`;
    await operator.signUp({ name: 'Анна', email, password: 'long enough' });
    await operator.createProject('Лён и шёлк');
    const bot = await stage.simulator.addBot({ first_name: 'Лавка' });
    await operator.connectBot(bot.token);
    await expect(page.getByRole('heading', { name: says.connected('Лавка') })).toBeVisible();
    await page.getByRole('link', { name: says.toInbox }).click();

    const client = await stage.simulator.addClient({ first_name: 'Ирина', last_name: language });
    const name = `Ирина ${language}`;
    await stage.simulator.text(bot, client, 'Есть размер 46? 🙂');
    await expect(operator.row(name)).toBeVisible();
    await operator.expectCounter('new', 1);

    await operator.openChat(name);
    await operator.take();
    await expect(page.locator('[data-action="took"]')).toContainText(says.took('Анна'));
    await operator.expectCounter('new', 0);
    await operator.expectCounter('mine', 1);

    await operator.answer('Да, отложить?');
    const [received] = await stage.simulator.received(bot, client, 1);
    expect(received.text).toBe('Да, отложить?');
    await operator.expectSent('Да, отложить?');

    await operator.note('Последнее на складе');
    await expect(operator.message('Последнее на складе')).toBeVisible();
    await stage.simulator.text(bot, client, 'Да, спасибо!');
    await expect(operator.message('Да, спасибо!')).toBeVisible();

    await operator.done();
    await expect(page.locator('[data-action="closed"]')).toContainText(says.closed('Анна'));
    await operator.expectCounter('mine', 0);
    const onThePhone = await stage.simulator.messages(bot, client, { from: 'bot' });
    expect(onThePhone.map(({ text }) => text)).toEqual(['Да, отложить?']);
    await page.context().close();
  });
}

/** Somebody on each messenger: the name, and what they have been answered. */
async function peopleEverywhere(stage, { path, bot }) {
  const person = await stage.simulator.addClient({ first_name: 'Ann of Telegram' });
  const everywhere = [
    {
      name: person.first_name,
      write: (text) => stage.simulator.text(bot, person, text),
      heard: async () => (await stage.simulator.received(bot, person, 1))[0].text,
    },
  ];
  for (const name of ['viber', 'vk', 'messenger']) {
    const platform = await stage.platformWithApp(name);
    const account = await platform.addAccount({ name: 'Shop' });
    const wish = { platform: name, token: account.token, mode: 'webhook' };
    await stage.owner.post(`${path}/channels`, wish);
    const client = await platform.addClient({ name: `Ann of ${name}` });
    everywhere.push({
      name: client.name,
      write: (text) => platform.text(account, client, text),
      heard: async () => (await platform.received(account, client, 1))[0].text,
    });
  }
  const site = await stage.owner.post(`${path}/channels`, { platform: 'webchat', name: 'Site' });
  const visitor = new Visitor(stage.server.url, /\/webchat\/([^/?]+)/.exec(site.link)[1]);
  await visitor.hello({ name: 'Ann of the site' });
  everywhere.push({
    name: 'Ann of the site',
    write: (text) => visitor.write('first', text),
    heard: async () => (await visitor.heard('message', ({ by }) => by === 'person')).text,
  });
  return { everywhere, leave: () => visitor.leave() };
}

test('INB-1, CHT-2: clients of four messengers and of the site are answered in one inbox, each where they wrote', async ({
  browser,
  stage,
}) => {
  test.setTimeout(90_000);
  const fresh = await freshProject(stage);
  const { everywhere, leave } = await peopleEverywhere(stage, fresh);
  const operator = await Operator.open(browser, words.en, stage.server.url);
  await operator.signIn(ownerSignIn(stage));
  await operator.openInbox(fresh.project);
  for (const { name, write } of everywhere) await write(`I am ${name}`);
  await operator.expectCounter('new', everywhere.length);
  for (const { name, heard } of everywhere) {
    await operator.openInbox(fresh.project);
    await operator.openChat(name);
    await operator.take();
    await operator.answer(`Good day, ${name}`);
    expect(await heard()).toBe(`Good day, ${name}`);
    await expect(operator.message(`I am ${name}`)).toBeVisible();
    await operator.done();
  }
  await operator.expectCounter('done', everywhere.length);
  await leave();
  await operator.page.context().close();
});

test('ACC-4: a wrong password is told, a right one opens the inbox, signing out closes it', async ({
  browser,
  stage,
}) => {
  const operator = await Operator.open(browser, words.en, stage.server.url);
  const { page } = operator;
  await page.goto(`${stage.server.url}/sign-in`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(stage.owner.me.email);
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await operator.signIn({ email: stage.owner.me.email, password: stage.owner.password });
  await operator.openInbox(stage.project);
  await page.getByRole('button', { name: words.en.account }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await operator.openInbox(stage.project);
  await expect(page).toHaveURL(/sign-in/);
  await page.context().close();
});

test('CHT-2: what a client writes is shown as text, never as markup', async ({
  browser,
  stage,
}) => {
  const { bot } = await stage.connectBot();
  const text = '<img src=x onerror="document.title=\'hacked\'"><b>bold</b> \u202Eesrever';
  const { client } = await stage.writingClient(bot, text, { first_name: '<i>Mallory</i>' });
  const operator = await Operator.open(browser, words.en, stage.server.url);
  await operator.signIn({ email: stage.owner.me.email, password: stage.owner.password });
  await operator.openInbox(stage.project);
  await operator.openChat(client.first_name);
  await expect(operator.message('<b>bold</b>')).toBeVisible();
  await expect(operator.page.getByRole('log').locator('img[src="x"]')).toHaveCount(0);
  expect(await operator.page.title()).not.toContain('hacked');
  await operator.page.context().close();
});

test('CHT-7: a refused message shows the reason and Retry sends it', async ({ browser, stage }) => {
  const { bot } = await stage.connectBot();
  const { client } = await stage.takenChat(bot);
  const operator = await Operator.open(browser, words.en, stage.server.url);
  await operator.signIn({ email: stage.owner.me.email, password: stage.owner.password });
  await operator.openInbox(stage.project, 'mine');
  await operator.openChat(client.first_name);
  const fault = { kind: 'error', status: 400, description: 'Bad Request: chat not found' };
  await stage.simulator.fault(bot, { ...fault, client: client.id });
  await operator.answer('at the second try');
  await expect(operator.message('at the second try')).toHaveAttribute('data-status', 'failed');
  await operator.page.getByRole('button', { name: 'Retry' }).click();
  await operator.expectSent('at the second try');
  await stage.simulator.received(bot, client, 1);
  await operator.page.context().close();
});
