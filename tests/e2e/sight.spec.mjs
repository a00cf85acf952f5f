import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, ownerSignIn, test } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

/** The words "allowed" or "forbidden" to a manager in the project, by the API. */
const permit = (stage, { path }, person, permissions) =>
  stage.owner.patch(`${path}/members/${person.id}`, { permissions });

test('CHT-3: a note is for colleagues: nothing of it is ever asked of the messenger', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client, chatPath } = await newAppeal(stage, fresh);
  const name = client.first_name;
  const [holder, watcher] = await Promise.all([
    Colleague.join(browser, stage, fresh.project, { name: 'Anna' }),
    Colleague.join(browser, stage, fresh.project, { name: 'Boris' }),
  ]);
  await watcher.openChat(name);
  await watcher.note('hush, says whoever waits');
  await holder.openChat(name);
  await expect(holder.message('hush, says whoever waits')).toBeVisible();
  await holder.take();
  await expect(holder.composer).toBeFocused();
  await holder.note('hush, says the responsible');
  await expect(watcher.message('hush, says the responsible')).toBeVisible();
  await watcher.note('hush, says a colleague');
  await expect(holder.message('hush, says a colleague')).toBeVisible();
  await holder.page.keyboard.press('Escape');
  await holder.page.keyboard.press('r');
  await holder.answer('what the client may read');
  await holder.expectSent('what the client may read');

  // What was written after the notes has arrived, so they would have been there too.
  await stage.simulator.received(fresh.bot, client, 1);
  const calls = await stage.simulator.calls(fresh.bot);
  const asked = JSON.stringify(calls.map(({ params }) => params));
  expect(asked).toContain('what the client may read');
  expect(asked).not.toContain('hush');
  expect(calls.filter(({ params }) => params.text !== undefined)).toHaveLength(1);
  const kept = await stage.owner.all(`${chatPath}/messages`);
  expect(kept.filter(({ kind }) => kind === 'note')).toHaveLength(3);
  await Promise.all([holder.close(), watcher.close()]);
});

/** The chat that was open is gone from a person's screen: list, counter, messages. */
async function expectGone(person, name, words) {
  await expect(person.page.locator('[data-gone]')).toBeVisible();
  await expect(person.page.getByRole('heading', { name: 'no longer available' })).toBeVisible();
  await expect(person.row(name)).toHaveCount(0);
  await expect(person.page.getByText(words)).toHaveCount(0);
  await person.expectCounter('new', 0);
}

test('INB-11: a chat that a colleague takes leaves the screen of who is barred from Others at once', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client, chat, chatPath } = await newAppeal(stage, fresh, 'only for who answers');
  const name = client.first_name;
  const [taker, barred] = await Promise.all([
    Colleague.join(browser, stage, fresh.project, { name: 'Anna' }),
    Colleague.join(browser, stage, fresh.project, { name: 'Boris' }),
  ]);
  await permit(stage, fresh, barred, { others: false });
  await expect(barred.tab('others')).toHaveCount(0);
  await barred.openChat(name);
  await expect(barred.message('only for who answers')).toBeVisible();
  await taker.openChat(name);
  await taker.take();
  await expectGone(barred, name, 'only for who answers');
  await stage.simulator.text(fresh.bot, client, 'said after that');
  await expect(taker.message('said after that')).toBeVisible();
  await expect(barred.page.getByText('said after that')).toHaveCount(0);
  const { status } = await barred.session.ask('GET', chatPath);
  expect(status).toBe(404);
  await barred.page.goto(`${barred.url}/p/${fresh.project.id}/inbox/${chat.id}?tab=new`);
  await expect(barred.page.locator('[data-gone]')).toBeVisible();
  await Promise.all([taker.close(), barred.close()]);
});

test('INB-7, INB-11: a chat forwarded to a department leaves the screens of those who don’t see it', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client } = await newAppeal(stage, fresh, 'about a thousand pieces');
  const name = client.first_name;
  const [member, outsider] = await Promise.all([
    Colleague.join(browser, stage, fresh.project, { name: 'Anna' }),
    Colleague.join(browser, stage, fresh.project, { name: 'Boris' }),
  ]);
  const body = { name: 'Wholesale', members: [member.id] };
  await stage.owner.post(`${fresh.path}/departments`, body);
  await outsider.openChat(name);
  await expect(outsider.message('about a thousand pieces')).toBeVisible();
  await member.openChat(name);
  await member.chooseFor(member.words.forward, 'Wholesale');
  await expectGone(outsider, name, 'about a thousand pieces');
  await expect(member.row(name)).toContainText('Wholesale');
  await member.expectCounter('new', 1);
  await Promise.all([member.close(), outsider.close()]);
});

test('TEAM-3, INB-11: what the matrix forbids is gone from the manager’s screen without a reload, what it allows is back', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client, chatPath } = await newAppeal(stage, fresh);
  const manager = await Colleague.join(browser, stage, fresh.project, { name: 'Boris' });
  await manager.page.evaluate(() => (window.sameDocument = true));
  const chief = await Operator.open(browser, words.en, stage.server.url);
  await chief.signIn(ownerSignIn(stage));
  await chief.page.goto(`${stage.server.url}/p/${fresh.project.id}/settings/team/permissions`);
  const press = async (right, allowed) => {
    const cell = chief.page.getByRole('switch', { name: `Boris: ${right}`, exact: true });
    await cell.click();
    await expect(cell).toHaveAttribute('aria-checked', String(allowed));
  };
  const expectTabs = (names) =>
    expect
      .poll(() =>
        manager.page.locator('[data-tab]').evaluateAll((all) => all.map((one) => one.dataset.tab)),
      )
      .toEqual(names);

  await expectTabs(['new', 'mine', 'others', 'done']);
  await press('Others', false);
  await press('Done', false);
  await expectTabs(['new', 'mine']);
  await manager.openChat(client.first_name);
  await press('Take new appeals', false);
  await expect(manager.page.getByText('Colleagues with the right to take appeals')).toBeVisible();
  await expect(manager.button(manager.words.take)).toHaveCount(0);
  await press('Take new appeals', true);
  await expect(manager.button(manager.words.take)).toBeVisible();
  await press('New', false);
  await expectTabs(['mine']);
  await expect(manager.row(client.first_name)).toHaveCount(0);
  await press('Others', true);
  await expectTabs(['mine', 'others']);
  await stage.owner.post(`${chatPath}/take`);
  await manager.expectCounter('others', 1);
  await press('Mine', false);
  await press('Others', false);
  await expect(manager.page.getByText('No tab of the inbox is open to you')).toBeVisible();
  expect(await manager.page.evaluate(() => window.sameDocument)).toBe(true);
  const member = (await stage.owner.all(`${fresh.path}/members`)).find(
    ({ id }) => id === manager.id,
  );
  const forbidden = Object.keys(member.permissions).filter((one) => !member.permissions[one]);
  expect(forbidden.sort()).toEqual(['done', 'mine', 'new', 'others']);
  await Promise.all([manager.close(), chief.page.context().close()]);
});
