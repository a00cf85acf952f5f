import { addMember } from '../support/session.mjs';
import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';
import { lookAt, visit } from './look.mjs';

const still = { options: { reducedMotion: 'reduce' } };

/** The owner in front of a chat of their own that Anna was added to and is passed. */
async function passedOn(browser, stage) {
  const fresh = await freshProject(stage);
  const { project, path } = fresh;
  await stage.owner.post(`${path}/departments`, { name: 'Wholesale' });
  const appeal = await newAppeal(stage, fresh, 'https://example.com and emoji 🙂');
  const helper = await addMember(stage.owner, project, { name: 'Anna' });
  const to = helper.me.id;
  await stage.owner.post(`${appeal.chatPath}/take`);
  await stage.owner.post(`${appeal.chatPath}/messages`, { text: 'an answer' });
  await stage.owner.post(`${appeal.chatPath}/notes`, { text: 'a note' });
  await stage.owner.post(`${appeal.chatPath}/add`, { member: to });
  await stage.owner.post(`${appeal.chatPath}/transfer`, { to });
  const chief = await Colleague.of(browser, stage.owner, still);
  return { ...fresh, ...appeal, chief, page: chief.page };
}

test('INB-1, CHT-4: the inbox is accessible, empty and full, with every kind of line', async ({
  browser,
  stage,
}) => {
  test.setTimeout(120_000);
  const empty = await stage.owner.post('/projects', { name: 'Empty' });
  const { project, path, bot, chat, chief, page } = await passedOn(browser, stage);
  const other = await newAppeal(stage, { path, bot }, 'waiting in New');
  const inbox = (of, rest) => `${chief.url}/p/${of.id}/inbox${rest}`;
  const shown = page.getByRole('region', { name: 'Chats' });
  await visit(page, inbox(empty, ''), page.getByRole('link', { name: /^Connect Telegram/ }));
  await visit(page, inbox(project, '?tab=new'), shown);
  await visit(page, inbox(project, '?tab=done'), shown);
  await visit(page, inbox(project, `/${other.chat.id}?tab=new`), chief.message('waiting in New'));
  await visit(page, inbox(project, `/${chat.id}?tab=mine`), chief.message('an answer'));
  await chief.close();
});

test('CHT-1, INB-9: the menu of a chat, what it asks, the palette and the keys are accessible', async ({
  browser,
  stage,
}) => {
  test.setTimeout(120_000);
  const { project, chat, chief, page } = await passedOn(browser, stage);
  await page.goto(`${chief.url}/p/${project.id}/inbox/${chat.id}?tab=mine`);
  await chief.button('Chat actions').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await lookAt(page, 'the menu of a chat', { popup: true });
  await page.getByRole('menuitem', { name: 'Forward to a department…' }).click();
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
  await lookAt(page, 'choosing a department');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await lookAt(page, 'keyboard shortcuts');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('What to do?')).toBeVisible();
  await lookAt(page, 'the palette');
  await chief.close();
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
