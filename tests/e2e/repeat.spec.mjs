import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';

test('BOT-2: switched on in the settings, a repeat appeal comes straight to Mine of its manager', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client, chatPath } = await newAppeal(stage, fresh);
  const name = client.first_name;
  const [anna, boris] = await Promise.all([
    Colleague.join(browser, stage, fresh.project, { name: 'Anna' }),
    Colleague.join(browser, stage, fresh.project, { name: 'Boris' }),
  ]);
  const chief = await Colleague.of(browser, stage.owner);
  await chief.page.goto(`${chief.url}/p/${fresh.project.id}/settings/project`);
  const wish = chief.page.getByRole('switch', { name: /^Repeat appeals go straight/ });
  await expect(wish).not.toBeChecked();
  await wish.check({ force: true });
  await expect(chief.page.getByText('Repeat appeals go to their manager')).toBeVisible();

  await anna.session.post(`${chatPath}/take`);
  await anna.session.post(`${chatPath}/done`);
  await anna.expectCounter('done', 1);
  await stage.simulator.text(fresh.bot, client, 'me again');
  await anna.expectCounter('mine', 1);
  await anna.openTab('mine');
  await anna.openChat(name);
  await anna.expectHolders('Anna');
  await anna.expectLine('returned', anna.words.lines.returned('Anna'));
  await anna.answer('good to see you');
  await anna.expectSent('good to see you');
  await boris.expectCounter('others', 1);
  await boris.expectCounter('new', 0);

  await chief.button('Undo').click();
  await expect(wish).not.toBeChecked();
  await anna.done();
  await anna.expectCounter('done', 1);
  await stage.simulator.text(fresh.bot, client, 'and once more');
  await boris.expectCounter('new', 1);
  await expect(boris.row(name)).toContainText('Anna');
  await Promise.all([anna, boris, chief].map((person) => person.close()));
});

test('HIE-2: a repeat appeal that a colleague takes is theirs, and the former responsible is in it as added', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client, chatPath } = await newAppeal(stage, fresh);
  const name = client.first_name;
  const [anna, boris] = await Promise.all([
    Colleague.join(browser, stage, fresh.project, { name: 'Anna' }),
    Colleague.join(browser, stage, fresh.project, { name: 'Boris' }),
  ]);
  await anna.session.post(`${chatPath}/take`);
  await anna.session.post(`${chatPath}/done`);
  await stage.simulator.text(fresh.bot, client, 'me again');
  await boris.openChat(name);
  await boris.take();
  await boris.expectHolders('Boris', ['Anna']);
  await anna.expectCounter('mine', 1);
  await anna.openTab('mine');
  await anna.openChat(name);
  await anna.answer('I know this client');
  await anna.expectSent('I know this client');
  await expect(anna.button(anna.words.done)).toHaveCount(0);
  await Promise.all([anna.close(), boris.close()]);
});
