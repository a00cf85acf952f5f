import AxeBuilder from '@axe-core/playwright';
import { expect, freshProject, ownerSignIn, test } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has against the screen, in a form that reads well when it fails. */
async function complaints(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

const outside = ['/sign-in', '/sign-up'];
const inside = (project) => [
  '/projects',
  '/projects/new',
  '/profile',
  `/p/${project.id}/inbox?tab=new`,
  `/p/${project.id}/inbox?tab=done`,
  `/p/${project.id}/settings/channels`,
  `/p/${project.id}/settings/channels/connect`,
  `/p/${project.id}/settings/team`,
  `/p/${project.id}/settings/project`,
];

for (const colorScheme of ['light', 'dark']) {
  test(`CHT-1: every screen is accessible (${colorScheme})`, async ({ browser, stage }) => {
    test.setTimeout(120_000);
    const operator = await Operator.open(browser, words.en, stage.server.url, {
      colorScheme,
      reducedMotion: 'reduce',
    });
    const { page } = operator;
    const visit = async (path) => {
      await page.goto(stage.server.url + path);
      await page.waitForLoadState('networkidle');
      await expect(page.getByRole('main').or(page.locator('main')).first()).toBeVisible();
      expect(await complaints(page), path).toEqual([]);
    };
    for (const path of outside) await visit(path);
    await operator.signIn(ownerSignIn(stage));
    const empty = await stage.owner.post('/projects', { name: 'Empty' });
    await visit(`/p/${empty.id}/inbox`);
    const { project, path, bot } = await freshProject(stage);
    for (const route of inside(project)) await visit(route);

    const client = await stage.newClient({ last_name: 'Screen', photo: true });
    await stage.simulator.text(bot, client, 'https://example.com and emoji 🙂');
    await stage.simulator.act(bot, client, 'photo', { caption: 'look' });
    await stage.simulator.settled(bot);
    const [chat] = await stage.owner.all(`${path}/chats?tab=new`);
    await visit(`/p/${project.id}/inbox/${chat.id}?tab=new`);
    await stage.owner.post(`${path}/chats/${chat.id}/take`);
    await stage.owner.post(`${path}/chats/${chat.id}/messages`, { text: 'an answer' });
    await stage.owner.post(`${path}/chats/${chat.id}/notes`, { text: 'a note' });
    await visit(`/p/${project.id}/inbox/${chat.id}?tab=mine`);
    await page.context().close();
  });
}

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
