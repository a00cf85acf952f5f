import { test as base } from '@playwright/test';
import { MailServer } from '../support/mail_server.mjs';
import { addMember, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { codeOf, stepNow, turnOnTotp } from '../support/totp.mjs';
import { Colleague } from './colleague.mjs';
import { expect } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

/** Tests with a server that sends mail: `desk` is its stage and where the mail arrives. */
const test = base.extend({
  desk: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const mail = await MailServer.open();
      const from = 'switchboard@shop.example';
      const stage = await openStage({ settings: { mail: { url: mail.url, from } } });
      await use({ stage, mail });
      await stage.close();
      await mail.close();
    },
    { scope: 'worker' },
  ],
});

const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Gives e-mail and password at the sign-in page of a browser of its own. */
async function knock(browser, session, password = session.password) {
  const { page } = await Operator.open(browser, words.en, session.url);
  await page.goto(`${session.url}/sign-in`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(session.me.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
  return page;
}

test('ACC-4: two-factor is turned on by the code’s secret; from then on a code or a recovery code is asked', async ({
  browser,
  desk,
}) => {
  const session = await new Session(desk.stage.server.url).signUp({ name: 'Anna' });
  const { page } = await Colleague.of(browser, session);
  await page.goto(`${session.url}/profile`);
  await button(page, 'Turn on').click();
  const setup = page.getByRole('dialog', { name: 'Two-factor sign-in' });
  await expect(setup.locator('svg').first()).toBeVisible();
  const secret = (await setup.locator('code').innerText()).replaceAll(/\s/g, '');
  await setup.getByRole('textbox', { name: 'Code from the app' }).fill('000000');
  await button(page, 'Confirm and turn on').click();
  await expect(
    setup.getByRole('alert').or(setup.locator('[aria-invalid=true]')).first(),
  ).toBeVisible();
  // The step before this one, so that this one's code is left for signing in.
  const step = stepNow() - 1;
  await setup.getByRole('textbox', { name: 'Code from the app' }).fill(codeOf(secret, step));
  await button(page, 'Confirm and turn on').click();
  const codes = page.getByRole('dialog', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [recovery] = await codes.allInnerTexts();
  await button(page, 'I have saved them').click();
  await expect(page.getByText('10 recovery codes left.')).toBeVisible();

  const second = await knock(browser, session);
  await expect(second.getByRole('heading', { name: 'One more step' })).toBeVisible();
  const code = second.getByRole('textbox', { name: 'Code from the app' });
  await code.fill('000000');
  await button(second, 'Confirm').click();
  await expect(second.getByRole('alert')).toBeVisible();
  await code.fill(codeOf(secret, step + 1));
  await button(second, 'Confirm').click();
  await second.waitForURL((address) => !address.pathname.includes('sign-in'));

  const third = await knock(browser, session);
  await button(third, 'No phone at hand? Use a recovery code').click();
  await third.getByRole('textbox', { name: 'Recovery code' }).fill(recovery);
  await button(third, 'Confirm').click();
  await third.waitForURL((address) => !address.pathname.includes('sign-in'));
  await third.goto(`${session.url}/profile`);
  await expect(third.getByText('9 recovery codes left.')).toBeVisible();

  const fourth = await knock(browser, session);
  await button(fourth, 'No phone at hand? Use a recovery code').click();
  await fourth.getByRole('textbox', { name: 'Recovery code' }).fill(recovery);
  await button(fourth, 'Confirm').click();
  await expect(fourth.getByRole('alert')).toBeVisible();
  await Promise.all([page, second, third, fourth].map((one) => one.context().close()));
});

test('ACC-4: two-factor is turned off by the password, and the password alone is enough again', async ({
  browser,
  desk,
}) => {
  const session = await new Session(desk.stage.server.url).signUp({ name: 'Boris' });
  await turnOnTotp(session);
  const { page } = await Colleague.of(browser, session);
  await page.goto(`${session.url}/profile`);
  await button(page, 'Turn off').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password', { exact: true }).fill('not the password');
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Your password', { exact: true }).fill(session.password);
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await expect(button(page, 'Turn on')).toBeVisible();
  const second = await knock(browser, session);
  await second.waitForURL((address) => !address.pathname.includes('sign-in'));
  await Promise.all([page, second].map((one) => one.context().close()));
});

test('ACC-4: sessions are listed; the one that is ended is signed out on its screen at once', async ({
  browser,
  desk,
}) => {
  const session = await new Session(desk.stage.server.url).signUp({ name: 'Vera' });
  const { page: here } = await Colleague.of(browser, session);
  const there = await knock(browser, session);
  await expect(there.getByRole('heading')).toBeVisible();
  await here.goto(`${session.url}/profile`);
  const sessions = here.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText('This device');
  await sessions
    .last()
    .getByRole('button', { name: /^End the session/ })
    .click();
  await expect(sessions).toHaveCount(1);
  await expect(there).toHaveURL(/sign-in/);
  const again = await knock(browser, session);
  await again.waitForURL((address) => !address.pathname.includes('sign-in'));
  await here.reload();
  await expect(sessions).toHaveCount(2);
  await button(here, 'End all others').click();
  await expect(here.getByText('You are signed in nowhere else.')).toBeVisible();
  await expect(again).toHaveURL(/sign-in/);
  await expect(here).toHaveURL(/profile/);
  await Promise.all([here, there, again].map((one) => one.context().close()));
});

test('ACC-4: who forgot the password sets a new one by the mailed link, which works once and ends all sessions', async ({
  browser,
  desk,
}) => {
  const { stage, mail } = desk;
  const session = await new Session(stage.server.url).signUp({ name: 'Gleb' });
  const { page: signedIn } = await Colleague.of(browser, session);
  await signedIn.goto(`${session.url}/profile`);
  await expect(signedIn.getByRole('heading', { name: 'Profile' })).toBeVisible();

  const { page } = await Operator.open(browser, words.en, session.url);
  await page.goto(`${session.url}/sign-in`);
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill(session.me.email);
  await button(page, 'Send the letter').click();
  await expect(page.getByRole('status')).toContainText(session.me.email);
  const { text } = await mail.mailTo(session.me.email);
  const link = text.match(/https?:\S+\/reset\/\S+/)[0];
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill('a brand new password');
  await button(page, 'Set the password').click();
  await expect(page.getByRole('heading', { name: 'The password is set' })).toBeVisible();
  await expect(signedIn).toHaveURL(/sign-in/);

  const old = await knock(browser, session);
  await expect(old.getByRole('alert')).toBeVisible();
  const fresh = await knock(browser, session, 'a brand new password');
  await fresh.waitForURL((address) => !address.pathname.includes('sign-in'));
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill('once more a new one');
  await button(page, 'Set the password').click();
  await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible();
  await Promise.all([signedIn, page, old, fresh].map((one) => one.context().close()));
});

test('TEAM-1: a newcomer joins by the link under a name of their own, and the link is used up', async ({
  browser,
  desk,
}) => {
  const { stage } = desk;
  const { page: chief } = await Colleague.of(browser, stage.owner);
  await chief.goto(`${stage.server.url}/p/${stage.project.id}/settings/team`);
  await button(chief, 'Add a member').click();
  await chief.getByRole('dialog').getByText('By link', { exact: true }).click();
  await button(chief, 'Make a link').click();
  const link = await chief.getByRole('textbox', { name: 'Link for one person' }).inputValue();
  await button(chief, 'Close').click();
  const open = chief.getByRole('region', { name: 'Open invitations' });
  await expect(open.getByRole('listitem')).toHaveCount(1);

  const { page } = await Operator.open(browser, words.en, stage.server.url);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'You are invited to Shop' })).toBeVisible();
  await expect(page.getByText('Owner invites you')).toBeVisible();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Daria Novak');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('daria@example.com');
  await page.getByLabel('Password', { exact: true }).fill('long enough');
  await button(page, 'Create an account and join').click();
  await expect(page).toHaveURL(new RegExp(`/p/${stage.project.id}/inbox`));
  await expect(page.getByRole('region', { name: 'Chats' })).toBeVisible();
  await expect(chief.getByRole('list', { name: 'Team' }).getByText('Daria Novak')).toBeVisible();
  await expect(open).toHaveCount(0);

  const { page: late } = await Operator.open(browser, words.en, stage.server.url);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'does not work any more' })).toBeVisible();
  await Promise.all([chief, page, late].map((one) => one.context().close()));
});

test('TEAM-1: who has an account joins by the link as oneself', async ({ browser, desk }) => {
  const { stage } = desk;
  const project = await stage.owner.post('/projects', { name: 'Second shop' });
  const member = await addMember(stage.owner, stage.project, { name: 'Egor' });
  const { url } = await stage.owner.post(`/projects/${project.id}/invites`, { role: 'admin' });
  const { page } = await Colleague.of(browser, member);
  await page.goto(url);
  await button(page, 'Join Second shop').click();
  await expect(page).toHaveURL(new RegExp(`/p/${project.id}/inbox`));
  const team = await stage.owner.all(`/projects/${project.id}/members`);
  expect(team.map(({ name, role }) => [name, role])).toContainEqual(['Egor', 'admin']);
  await page.context().close();
});
