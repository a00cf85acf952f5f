import { Session } from '../support/session.mjs';
import { turnOnTotp } from '../support/totp.mjs';
import { Colleague } from './colleague.mjs';
import { expect, freshProject, ownerSignIn, test } from './fixtures.mjs';
import { lookAt, visit } from './look.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

const still = { reducedMotion: 'reduce' };

test('ACC-4, ACC-2: every way in and back in is accessible', async ({ browser, stage }) => {
  test.setTimeout(150_000);
  const { url } = stage.server;
  const { page } = await Operator.open(browser, words.en, url, still);
  const title = (name) => page.getByRole('heading', { level: 1, name });
  await visit(page, `${url}/sign-in`, title(/./));
  await visit(page, `${url}/sign-up`, title(/./));
  await visit(page, `${url}/forgot`, title('Forgot the password?'));
  await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send the letter' }).click();
  await expect(page.getByText('This server sends no mail')).toBeVisible();
  await lookAt(page, 'a server without mail');
  await visit(page, `${url}/reset/a-token`, title('A new password'));
  await visit(page, `${url}/reset/done`, title('The password is set'));
  await visit(page, `${url}/invite/used-up`, title(/does not work any more/));
  const invite = await stage.owner.post(`${stage.path}/invites`, { role: 'manager' });
  await visit(page, invite.url, title(/^You are invited/));
  const guarded = await new Session(url).signUp();
  await turnOnTotp(guarded);
  await page.goto(`${url}/sign-in`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(guarded.me.email);
  await page.getByLabel('Password', { exact: true }).fill(guarded.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(title('One more step')).toBeVisible();
  await lookAt(page, 'the second step');
  await page.context().close();
});

test('ACC-4, ACC-6: the profile with its dialogs, and pages that are not there, are accessible', async ({
  browser,
  stage,
}) => {
  test.setTimeout(120_000);
  const person = await Colleague.of(browser, await new Session(stage.server.url).signUp(), {
    options: still,
  });
  const { page, url } = person;
  const title = page.getByRole('heading', { level: 1 });
  await visit(page, `${url}/profile`, page.getByText('This device'));
  await person.button('Turn on').click();
  await expect(page.getByRole('dialog').locator('code')).toBeVisible();
  await lookAt(page, 'setting up the second factor');
  await page.keyboard.press('Escape');
  await turnOnTotp(person.session);
  await visit(page, `${url}/profile`, page.getByText('10 recovery codes left.'));
  await person.button('New recovery codes').click();
  await page.getByLabel('Your password', { exact: true }).fill(person.session.password);
  await person.button('Make new codes').click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10);
  await lookAt(page, 'recovery codes');
  await visit(page, `${url}/nowhere`, title);
  await visit(page, `${url}/p/999999/inbox`, title);
  await person.close();
});

test('INB-1: at 390 px one column at a time, with back', async ({ browser, stage }) => {
  const { project, bot } = await freshProject(stage);
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, 'from a narrow street');
  const viewport = { width: 390, height: 844 };
  const operator = await Operator.open(browser, words.en, stage.server.url, { viewport });
  const { page } = operator;
  await operator.signIn(ownerSignIn(stage));
  await operator.openInbox(project);
  const fits = async () => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  };
  await expect(operator.row(client.first_name)).toBeVisible();
  await fits();
  await operator.openChat(client.first_name);
  await expect(page.getByRole('region', { name: 'Chats' })).toBeHidden();
  await fits();
  await operator.take();
  await operator.answer('from the phone');
  await operator.expectSent('from the phone');
  await fits();
  await page.getByRole('link', { name: words.en.back }).click();
  await expect(page.getByRole('region', { name: 'Chats' })).toBeVisible();
  await page.context().close();
});

test('INB-9: the inbox works by keyboard alone', async ({ browser, stage }) => {
  const { project, bot } = await freshProject(stage);
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, 'by keyboard');
  const operator = await Operator.open(browser, words.en, stage.server.url);
  const { page } = operator;
  await operator.signIn(ownerSignIn(stage));
  await operator.openInbox(project);
  await expect(operator.row(client.first_name)).toBeVisible();
  await page.keyboard.press('j');
  await expect(operator.window(client.first_name)).toBeVisible();
  await page.keyboard.press('t');
  await expect(operator.composer).toBeFocused();
  await page.keyboard.type('typed');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('in two lines');
  await page.keyboard.press('Enter');
  const [received] = await stage.simulator.received(bot, client, 1);
  expect(received.text).toBe('typed\nin two lines');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await operator.expectCounter('mine', 0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.context().close();
});
