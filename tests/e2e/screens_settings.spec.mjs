import { addMember } from '../support/session.mjs';
import { Colleague } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';
import { lookAt, visit } from './look.mjs';

const still = { options: { reducedMotion: 'reduce' } };

/** The owner in front of a project with people, departments, variables and a token. */
async function furnished(browser, stage) {
  const fresh = await freshProject(stage);
  const { project, path } = fresh;
  const anna = await addMember(stage.owner, project, { name: 'Анна Долгополова-Заречная' });
  await addMember(stage.owner, project, { name: 'Boris', role: 'admin' });
  const body = { name: 'Wholesale', members: [anna.me.id] };
  const department = await stage.owner.post(`${path}/departments`, body);
  const variable = { name: 'Fabric', kind: 'choice', choices: ['linen', 'silk'] };
  await stage.owner.post(`${path}/variables`, variable);
  await stage.owner.post(`${path}/tokens`, { name: 'Online shop', scopes: ['chats.read'] });
  await stage.owner.post(`${path}/invites`, { role: 'manager' });
  const chief = await Colleague.of(browser, stage.owner, still);
  const { page } = chief;
  const settings = `${chief.url}/p/${project.id}/settings`;
  const title = page.getByRole('heading', { level: 1 });
  /** Opens a dialog by its button, looks, and closes it. */
  const dialog = async (name, opener, inside = async () => {}) => {
    await opener.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await inside(page.getByRole('dialog'));
    await lookAt(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  return { ...fresh, anna, department, chief, page, settings, title, dialog };
}

test('TEAM-1, TEAM-3: the team, its permissions and the ways into it are accessible', async ({
  browser,
  stage,
}) => {
  test.setTimeout(150_000);
  const { anna, chief, page, settings, title, dialog } = await furnished(browser, stage);
  const person = page.getByText('Анна Долгополова-Заречная').first();
  await visit(page, `${settings}/team`, person);
  const add = chief.button('Add a member');
  await dialog('a new person', add);
  await dialog('a colleague from elsewhere', add, (box) =>
    box.getByText('Colleague', { exact: true }).click(),
  );
  await dialog('by link', add, async (box) => {
    await box.getByText('By link', { exact: true }).click();
    await box.getByRole('button', { name: 'Make a link' }).click();
    await expect(box.getByRole('textbox', { name: 'Link for one person' })).toBeVisible();
  });
  await visit(page, `${settings}/team/permissions`, person);
  await visit(page, `${settings}/team/${anna.me.id}`, person);
  await dialog('removing somebody', chief.button('Remove from the project…'));
  await visit(page, `${chief.url}/staff`, title);
  await dialog(
    'removing from all projects',
    page.getByRole('button', { name: /for ever$/ }).first(),
  );
  await chief.close();
});

test('INB-7: departments are accessible, without any and with one', async ({ browser, stage }) => {
  test.setTimeout(90_000);
  const empty = await stage.owner.post('/projects', { name: 'Without departments' });
  const { department, chief, page, settings, title, dialog } = await furnished(browser, stage);
  const begin = page.getByText('Sort appeals by themselves');
  await visit(page, `${chief.url}/p/${empty.id}/settings/departments`, begin);
  await visit(page, `${settings}/departments`, page.getByRole('link', { name: 'Wholesale' }));
  await visit(page, `${settings}/departments/new`, title);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await visit(page, `${settings}/departments/${department.id}`, name);
  await dialog('deleting a department', chief.button('Delete the department…'));
  await chief.close();
});

test('PRJ-2, ACC-7: the project’s own page, tokens and the audit log are accessible', async ({
  browser,
  stage,
}) => {
  test.setTimeout(150_000);
  const { path, chief, page, settings, title, dialog } = await furnished(browser, stage);
  await stage.owner.patch(path, { color: '#ffd400', assignment: 'round_robin' });
  await visit(page, `${settings}/project`, page.getByText('Fabric', { exact: true }));
  await dialog('a new variable', chief.button('Add a variable'));
  await dialog('deleting the project', chief.button('Delete the project…'));
  await visit(page, `${settings}/api`, page.getByText('Online shop'));
  await dialog('a new token', chief.button('Create a token'));
  await dialog('deleting a token', chief.button('Delete the token Online shop'));
  await chief.button('Create a token').click();
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Script');
  await page.getByRole('checkbox', { name: 'Read chats' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Create a token' }).click();
  await expect(chief.button('I have copied it')).toBeVisible();
  await lookAt(page, 'the token');
  await visit(page, `${settings}/audit`, page.locator('tr[data-action="tokens.create"]').first());
  await visit(page, `${chief.url}/projects`, title);
  await visit(page, `${chief.url}/projects/new`, title);
  await chief.close();
});
