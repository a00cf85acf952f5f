import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';
import { lookAt, visit } from './look.mjs';

const still = { options: { reducedMotion: 'reduce' } };

test('INB-1, CHT-1: the inbox is accessible, empty and full, with every line and every menu', async ({
  browser,
  stage,
}) => {
  test.setTimeout(180_000);
  const empty = await stage.owner.post('/projects', { name: 'Empty' });
  const fresh = await freshProject(stage);
  const { project, path } = fresh;
  await stage.owner.post(`${path}/departments`, { name: 'Wholesale' });
  const appeal = await newAppeal(stage, fresh, 'https://example.com and emoji 🙂');
  const other = await newAppeal(stage, fresh, 'waiting in New');
  const chief = await Colleague.of(browser, stage.owner, still);
  const { page } = chief;
  const inbox = (of, rest) => `${chief.url}/p/${of.id}/inbox${rest}`;
  const shown = page.getByRole('region', { name: 'Chats' });
  await visit(page, inbox(empty, ''), page.getByRole('link', { name: /^Connect Telegram/ }));
  await visit(page, inbox(project, '?tab=new'), shown);
  await visit(page, inbox(project, '?tab=done'), shown);
  await visit(page, inbox(project, `/${other.chat.id}?tab=new`), chief.message('waiting in New'));

  const helper = await Colleague.join(browser, stage, project, { name: 'Anna' });
  await stage.owner.post(`${appeal.chatPath}/take`);
  await stage.owner.post(`${appeal.chatPath}/messages`, { text: 'an answer' });
  await stage.owner.post(`${appeal.chatPath}/notes`, { text: 'a note' });
  await stage.owner.post(`${appeal.chatPath}/add`, { member: helper.id });
  await stage.owner.post(`${appeal.chatPath}/transfer`, { to: helper.id });
  await visit(page, inbox(project, `/${appeal.chat.id}?tab=mine`), chief.message('an answer'));
  await chief.button('Chat actions').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await lookAt(page, 'the menu of a chat', { popup: true });
  await page.getByRole('menuitem', { name: 'Forward to a department…' }).click();
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
  await lookAt(page, 'choosing a department');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await lookAt(page, 'keyboard shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('What to do?')).toBeVisible();
  await lookAt(page, 'the palette');
  await Promise.all([chief.close(), helper.close()]);
});

test('HIE-3, INB-11: a chat that is passed to me, one that is gone and an inbox without tabs are accessible', async ({
  browser,
  stage,
}) => {
  test.setTimeout(120_000);
  const fresh = await freshProject(stage);
  const { project, path } = fresh;
  const appeal = await newAppeal(stage, fresh);
  const manager = await Colleague.join(browser, stage, project, { name: 'Anna', ...still });
  const { page } = manager;
  await stage.owner.post(`${appeal.chatPath}/take`);
  await stage.owner.post(`${appeal.chatPath}/transfer`, { to: manager.id });
  await manager.openTab('mine');
  await manager.openChat(appeal.client.first_name);
  await expect(manager.transfer).toBeVisible();
  await lookAt(page, 'passed to me');
  await manager.button(manager.words.decline).click();
  await manager.openTab('others');
  await manager.openChat(appeal.client.first_name);
  const member = `${path}/members/${manager.id}`;
  await stage.owner.patch(member, { permissions: { others: false, take: false } });
  await expect(page.locator('[data-gone]')).toBeVisible();
  await lookAt(page, 'gone');
  await stage.owner.patch(member, { permissions: { new: false, mine: false, done: false } });
  await expect(page.getByText('No tab of the inbox is open to you')).toBeVisible();
  await lookAt(page, 'no tabs');
  await manager.close();
});

test('CRD-2: the client’s card is accessible, filled in, with all its parts open, and where it may only be read', async ({
  browser,
  stage,
}) => {
  test.setTimeout(120_000);
  const fresh = await freshProject(stage);
  const { project, path } = fresh;
  const kinds = ['text', 'number', 'date', 'boolean'];
  for (const kind of kinds) await stage.owner.post(`${path}/variables`, { name: kind, kind });
  const appeal = await newAppeal(stage, fresh);
  await stage.owner.post(`${appeal.chatPath}/take`);
  const card = { city: 'Vitebsk', phone: '+375291234567', status: 'client', add_tags: ['VIP'] };
  await stage.owner.patch(`${path}/clients/${appeal.chat.id}`, card);
  const address = (tab) => `${stage.server.url}/p/${project.id}/inbox/${appeal.chat.id}?tab=${tab}`;
  for (const tab of ['mine', 'others']) {
    const person =
      tab === 'mine'
        ? await Colleague.of(browser, stage.owner, still)
        : await Colleague.join(browser, stage, project, { name: 'Anna', tab, ...still });
    const { page } = person;
    await page.goto(address(tab));
    for (const part of ['sources', 'history']) {
      await person.section(part).getByRole('button').first().click();
    }
    await expect(person.section('history').locator('[data-change]').first()).toBeVisible();
    await lookAt(page, `the card in ${tab}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await person.button(person.words.card).click();
    await expect(person.card).toBeVisible();
    await lookAt(page, `the card opened on a phone, ${tab}`);
    await person.close();
  }
});
