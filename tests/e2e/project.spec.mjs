import { pngOf } from '../support/pictures.mjs';
import { until } from '../support/until.mjs';
import { Colleague } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';

/** The owner in front of a page of the settings of a project of its own. */
async function settingsOf(browser, stage, page) {
  const fresh = await freshProject(stage);
  const chief = await Colleague.of(browser, stage.owner);
  const open = (name) => chief.page.goto(`${chief.url}/p/${fresh.project.id}/settings/${name}`);
  await open(page);
  return { ...fresh, chief, page: chief.page, open };
}

test('PRJ-2, PRJ-3: logo and brand colour are in the menu of the whole team at once', async ({
  browser,
  stage,
}) => {
  const { project, path, chief, page } = await settingsOf(browser, stage, 'project');
  const manager = await Colleague.join(browser, stage, project, { name: 'Anna' });
  const rail = manager.page.getByRole('navigation', { name: 'Main menu' });
  const groundOf = () => rail.evaluate((nav) => getComputedStyle(nav).backgroundColor);
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: pngOf(300, 200, 90),
  });
  await chief.button('Use this logo').click();
  const logo = rail.locator('img').first();
  await expect.poll(() => logo.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);

  const part = page.getByRole('region', { name: 'Brand colour' });
  await part.getByRole('textbox', { name: 'Brand colour' }).fill('#2b66b8');
  await part.getByRole('button', { name: 'Save' }).click();
  await expect.poll(groundOf).toBe('rgb(43, 102, 184)');
  const { color, logo_url } = await stage.owner.get(path);
  expect(color).toBe('#2b66b8');
  expect((await fetch(stage.server.url + logo_url)).headers.get('content-type')).toBe('image/png');
  await chief.button('Remove the logo').click();
  await expect(rail.locator('img')).toHaveCount(0);
  await Promise.all([chief.close(), manager.close()]);
});

test('ACC-7: a token made here opens the API to a program, as far as it is allowed and until it is deleted', async ({
  browser,
  stage,
}) => {
  const { path, chief, page } = await settingsOf(browser, stage, 'api');
  await chief.button('Create a token').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What it is for' }).fill('Online shop');
  await dialog.getByRole('checkbox', { name: 'Read chats' }).check();
  await dialog.getByRole('button', { name: 'Create a token' }).click();
  const token = await dialog.getByRole('textbox', { name: 'Token' }).inputValue();
  expect(token).toMatch(/^sbt_/);
  await chief.button('I have copied it').click();
  await expect(page.getByText('Online shop')).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);

  const api = `${stage.server.url}/api/v1${path}`;
  const headers = { authorization: `Bearer ${token}` };
  const statusOf = async (rest) => (await fetch(api + rest, { headers })).status;
  const answer = await fetch(`${api}/chats?tab=new`, { headers });
  expect(answer.status).toBe(200);
  expect((await answer.json()).items).toEqual([]);
  expect(await statusOf('/audit')).toBe(403);
  await page.reload();
  await expect(page.getByText(/last used/)).toBeVisible();

  await chief.button('Delete the token Online shop').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No program has access yet')).toBeVisible();
  expect(await statusOf('/chats?tab=new')).toBe(401);
  await chief.close();
});

test('ACC-7: the audit log tells who changed rights, made tokens and departments', async ({
  browser,
  stage,
}) => {
  const { project, path, chief, page, open } = await settingsOf(browser, stage, 'team');
  const manager = await Colleague.join(browser, stage, project, { name: 'Anna' });
  await page.getByRole('link', { name: 'Settings of Anna' }).click();
  await page.getByRole('switch', { name: 'Others', exact: true }).click();
  await expect(manager.tab('others')).toHaveCount(0);
  await stage.owner.post(`${path}/departments`, { name: 'Wholesale' });
  await stage.owner.post(`${path}/tokens`, { name: 'Online shop', scopes: ['chats.read'] });
  await open('audit');
  const row = (action) => page.locator(`tr[data-action="${action}"]`);
  await expect(row('members.update')).toContainText('Owner');
  await expect(row('members.update')).toContainText('Anna');
  await expect(row('members.update')).toContainText('Changed rights');
  await expect(row('members.add')).toContainText('Anna');
  await expect(row('departments.create')).toContainText('Wholesale');
  await expect(row('tokens.create')).toContainText('Online shop');
  await manager.page.goto(`${manager.url}/p/${project.id}/settings/audit`);
  await expect(manager.page).toHaveURL(/settings\/channels/);
  await Promise.all([chief.close(), manager.close()]);
});

test('PRJ-5: a project goes with its name typed: the team is told at once, the bot is let go', async ({
  browser,
  stage,
}) => {
  const { project, path, bot, chief, page } = await settingsOf(browser, stage, 'project');
  const manager = await Colleague.join(browser, stage, project, { name: 'Anna' });
  expect((await stage.simulator.bot(bot)).webhook_url).toBeTruthy();
  await chief.button('Delete the project…').click();
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByRole('textbox', { name: /to confirm$/ });
  await typed.fill('Another project');
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(dialog.getByText('This is not the same name')).toBeVisible();
  expect((await stage.owner.get(path)).name).toBe(project.name);
  await typed.fill(project.name);
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page).not.toHaveURL(new RegExp(`/p/${project.id}/`));
  await expect(manager.tab('new')).toHaveCount(0);
  await expect(manager.page.getByRole('main')).toBeVisible();
  expect((await stage.owner.ask('GET', path)).status).toBe(404);
  await until('the bot to be let go', async () => !(await stage.simulator.bot(bot)).webhook_url);
  await Promise.all([chief.close(), manager.close()]);
});
