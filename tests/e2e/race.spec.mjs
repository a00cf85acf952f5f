import { addMember } from '../support/session.mjs';
import { expect, freshProject, ownerSignIn, test } from './fixtures.mjs';
import { slowEvents } from './lines.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

test('INB-5: two people press Take at once: one has the chat, the other is told who', async ({
  browser,
  stage,
}) => {
  const { project, bot } = await freshProject(stage);
  const manager = await addMember(stage.owner, project, { name: 'Дмитрий' });
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, 'who takes me?');
  const signIns = [ownerSignIn(stage), { email: manager.me.email, password: manager.password }];
  const lines = [];
  const operators = await Promise.all(
    signIns.map(async (signIn, place) => {
      const operator = await Operator.open(browser, words.en, stage.server.url);
      lines[place] = await slowEvents(operator.page);
      await operator.signIn(signIn);
      await operator.openInbox(project);
      await operator.openChat(client.first_name);
      return operator;
    }),
  );
  // Neither sees the other's press before their own.
  for (const line of lines) line.holding = true;
  await Promise.all(operators.map((operator) => operator.take()));
  const names = ['Owner', 'Дмитрий'];
  const told = operators.map(({ page }, place) =>
    page.getByRole('alert').filter({ hasText: words.en.alreadyTook(names[1 - place]) }),
  );
  await expect
    .poll(async () => (await told[0].count()) + (await told[1].count()), { timeout: 10_000 })
    .toBe(1);
  for (const line of lines) {
    line.holding = false;
    line.release();
  }
  for (const { page } of operators) {
    await expect(page.locator('[data-action="took"]')).toHaveCount(1);
  }
  const line = await operators[0].page.locator('[data-action="took"]').innerText();
  const winner = names.findIndex((name) => line.includes(words.en.took(name)));
  expect(winner).not.toBe(-1);
  const loser = 1 - winner;
  await operators[winner].expectCounter('mine', 1);
  await operators[loser].expectCounter('others', 1);
  await expect(operators[winner].composer).toBeVisible();
  await expect(operators[loser].composer).toHaveCount(0);
  await Promise.all(operators.map(({ page }) => page.context().close()));
});

test('INB-5: who presses too late is told who was first', async ({ browser, stage }) => {
  const { project, path, bot } = await freshProject(stage);
  const manager = await addMember(stage.owner, project, { name: 'Елена' });
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, 'take me');
  const operator = await Operator.open(browser, words.en, stage.server.url);
  const line = await slowEvents(operator.page);
  await operator.signIn(ownerSignIn(stage));
  await operator.openInbox(project);
  await operator.openChat(client.first_name);
  const [chat] = await stage.owner.all(`${path}/chats?tab=new`);
  line.holding = true;
  await manager.post(`${path}/chats/${chat.id}/take`);
  await operator.take();
  const toast = operator.page.getByRole('alert').filter({ hasText: words.en.alreadyTook('Елена') });
  await expect(toast).toBeVisible();
  line.holding = false;
  line.release();
  await expect(operator.page.locator('[data-action="took"]')).toContainText('Елена');
  await expect(operator.composer).toHaveCount(0);
  await operator.page.context().close();
});
