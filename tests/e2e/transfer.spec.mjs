import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';

/**
 * Anna, whose panel is English, holds a chat and has it open; Boris, whose panel is Russian, is in
 * front of his own chats.
 */
async function annaHolds(browser, stage) {
  const fresh = await freshProject(stage);
  const appeal = await newAppeal(stage, fresh, 'is it in stock?');
  const { project } = fresh;
  const [anna, boris] = await Promise.all([
    Colleague.join(browser, stage, project, { name: 'Anna' }),
    Colleague.join(browser, stage, project, { name: 'Борис', language: 'ru', tab: 'mine' }),
  ]);
  await anna.openChat(appeal.client.first_name);
  await anna.take();
  await expect(anna.composer).toBeFocused();
  const leave = () => Promise.all([anna.close(), boris.close()]);
  return { ...fresh, ...appeal, name: appeal.client.first_name, anna, boris, leave };
}

/** Both panels have the same system line, each in its own words. */
async function bothRead(people, action, ...names) {
  for (const person of people) {
    await person.expectLine(action, person.words.lines[action](...names));
  }
}

test('HIE-3, CHT-4: a passed chat stays with its responsible until the other accepts, then it is the other’s', async ({
  browser,
  stage,
}) => {
  const { anna, boris, bot, client, name, leave } = await annaHolds(browser, stage);
  await anna.pass('Борис');
  await expect(anna.transfer).toContainText(anna.words.waitsFor('Борис'));
  await anna.expectHolders('Anna');
  await anna.answer('One moment, my colleague knows better');
  await anna.expectSent('One moment, my colleague knows better');

  await expect(boris.row(name)).toHaveAttribute('data-offered', /.*/);
  await boris.openChat(name);
  await expect(boris.transfer).toContainText(boris.words.passedToMe('Anna'));
  await expect(boris.composer).toHaveCount(0);
  await boris.button(boris.words.accept).click();

  await boris.expectHolders('Борис');
  await expect(boris.transfer).toHaveCount(0);
  await boris.answer('Да, есть');
  await boris.expectSent('Да, есть');
  await boris.expectCounter('mine', 1);
  await expect(boris.row(name)).not.toHaveAttribute('data-offered', /.*/);

  await anna.expectHolders('Борис');
  await expect(anna.composer).toHaveCount(0);
  await expect(anna.message('Да, есть')).toBeVisible();
  await anna.expectCounter('mine', 0);
  await anna.expectCounter('others', 1);
  await anna.openTab('mine');
  await expect(anna.row(name)).toHaveCount(0);
  await anna.openTab('others');
  await anna.openChat(name);
  await bothRead([anna, boris], 'passed', 'Anna', 'Борис');
  await bothRead([anna, boris], 'accepted', 'Борис', 'Anna');
  const told = await stage.simulator.received(bot, client, 2);
  expect(told.map(({ text }) => text)).toEqual([
    'One moment, my colleague knows better',
    'Да, есть',
  ]);
  await leave();
});

test('HIE-3, CHT-4: a declined chat stays with its responsible, and both see that it was declined', async ({
  browser,
  stage,
}) => {
  const { anna, boris, name, leave } = await annaHolds(browser, stage);
  await anna.pass('Борис');
  await boris.page.getByRole('button', { name: `${boris.words.decline} чат: ${name}` }).click();
  await expect(boris.row(name)).toHaveCount(0);
  await boris.expectCounter('mine', 0);
  await boris.expectCounter('others', 1);
  await expect(anna.transfer).toHaveCount(0);
  await anna.expectHolders('Anna');
  await anna.answer('So I answer');
  await anna.expectSent('So I answer');
  await boris.openTab('others');
  await boris.openChat(name);
  await boris.expectHolders('Anna');
  await bothRead([anna, boris], 'passed', 'Anna', 'Борис');
  await bothRead([anna, boris], 'declined', 'Борис', 'Anna');
  await leave();
});

test('HIE-3, CHT-4: what was passed can be taken back before it is accepted', async ({
  browser,
  stage,
}) => {
  const { anna, boris, name, leave } = await annaHolds(browser, stage);
  await anna.pass('Борис');
  await boris.openChat(name);
  await expect(boris.button(boris.words.accept)).toBeVisible();
  await anna.button(anna.words.takeBack).click();
  await expect(anna.transfer).toHaveCount(0);
  await expect(boris.transfer).toHaveCount(0);
  await expect(boris.button(boris.words.accept)).toHaveCount(0);
  await boris.expectHolders('Anna');
  await boris.expectCounter('mine', 0);
  await bothRead([anna, boris], 'withdrew', 'Anna', 'Борис');
  await expect(anna.composer).toBeVisible();
  await leave();
});

test('CHT-1, HIE-3: who is added writes to the client and leaves, or is removed; only the responsible closes', async ({
  browser,
  stage,
}) => {
  const { anna, boris, bot, client, name, leave } = await annaHolds(browser, stage);
  await anna.chooseFor(anna.words.addColleague, 'Борис');
  await anna.expectHolders('Anna', ['Борис']);
  await boris.openChat(name);
  await boris.expectHolders('Anna', ['Борис']);
  await boris.expectCounter('mine', 1);
  await boris.answer('Я тоже здесь');
  await boris.expectSent('Я тоже здесь');
  const [written] = await stage.simulator.received(bot, client, 1);
  expect(written.text).toBe('Я тоже здесь');
  await expect(boris.button(boris.words.done)).toHaveCount(0);
  await bothRead([anna, boris], 'added', 'Anna', 'Борис');

  await boris.choose(boris.words.leave);
  await anna.expectHolders('Anna');
  await anna.expectLine('left', anna.words.lines.left('Борис'));
  await boris.expectCounter('mine', 0);
  await boris.expectCounter('others', 1);

  await anna.chooseFor(anna.words.addColleague, 'Борис');
  await boris.expectCounter('mine', 1);
  await anna.choose(anna.words.remove('Борис'));
  await anna.expectHolders('Anna');
  await anna.expectLine('removed', anna.words.lines.removed('Anna', 'Борис'));
  await boris.expectCounter('mine', 0);
  await boris.openTab('others');
  await boris.openChat(name);
  await expect(boris.composer).toHaveCount(0);
  await boris.expectLine('removed', boris.words.lines.removed('Anna', 'Борис'));
  await leave();
});

test('HIE-1, CHT-1: an administrator takes a chat over, a manager is not offered to', async ({
  browser,
  stage,
}) => {
  const { project, anna, boris, name, leave } = await annaHolds(browser, stage);
  const chief = await Colleague.join(browser, stage, project, {
    name: 'Вера',
    role: 'admin',
    tab: 'others',
  });
  await boris.openTab('others');
  await boris.openChat(name);
  await expect(boris.page.locator('[data-role="responsible"]')).toContainText('Anna');
  await expect(boris.button(boris.words.chatMenu)).toHaveCount(0);
  await chief.openChat(name);
  await expect(chief.composer).toHaveCount(0);
  await chief.choose(chief.words.takeOver);
  for (const person of [chief, anna, boris]) {
    await person.expectHolders('Вера');
    await person.expectLine('took_over', person.words.lines.took_over('Вера', 'Anna'));
  }
  await expect(anna.composer).toHaveCount(0);
  await anna.expectCounter('mine', 0);
  await chief.expectCounter('mine', 1);
  await expect(chief.composer).toBeVisible();
  await chief.close();
  await leave();
});

test('INB-7, CHT-4: a chat forwarded to a department waits in New of its people', async ({
  browser,
  stage,
}) => {
  const { project, path, anna, boris, chatPath, name, leave } = await annaHolds(browser, stage);
  await stage.owner.post(`${path}/departments`, { name: 'Wholesale', members: [boris.id] });
  await anna.note('asks for a thousand');
  await anna.chooseFor(anna.words.forward, 'Wholesale');
  await boris.expectCounter('new', 1);
  await boris.openTab('new');
  await expect(boris.row(name)).toContainText('Wholesale');
  await boris.openChat(name);
  await expect(boris.window(name)).toHaveAttribute('data-state', 'new');
  await expect(boris.message('asks for a thousand')).toBeVisible();
  await boris.expectLine('forwarded', boris.words.lines.forwarded('Anna', 'Wholesale'));
  await boris.take();
  await boris.expectHolders('Борис');
  const { department, participants } = await stage.owner.get(chatPath);
  expect(department.name).toBe('Wholesale');
  expect(participants.map(({ id }) => id)).toEqual([boris.id]);
  const seen = await anna.session.all(`/projects/${project.id}/chats?tab=others`);
  expect(seen).toEqual([]);
  await expect(anna.row(name)).toHaveCount(0);
  await leave();
});
