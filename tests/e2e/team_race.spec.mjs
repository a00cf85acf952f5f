import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';
import { Gate } from './lines.mjs';

test('INB-5: three people press Take at once: one has the chat, both others are told who', async ({
  browser,
  stage,
}) => {
  const fresh = await freshProject(stage);
  const { client, chat, chatPath } = await newAppeal(stage, fresh, 'who takes me?');
  const names = ['Анна', 'Борис', 'Вера'];
  // Nobody's press arrives before all have pressed.
  const gate = new Gate('chats.take', names.length);
  const prepare = (page) => gate.stand(page);
  const people = await Promise.all(
    names.map((name) => Colleague.join(browser, stage, fresh.project, { name, prepare })),
  );
  await Promise.all(people.map((person) => person.openChat(client.first_name)));
  await Promise.all(people.map((person) => person.take()));
  await Promise.all(
    people.map((person) => expect(person.page.locator('[data-action="took"]')).toHaveCount(1)),
  );
  expect(gate.passed).toBe(people.length);

  const { participants } = await stage.owner.get(chatPath);
  expect(participants.map(({ role }) => role)).toEqual(['responsible']);
  const winner = people.find(({ id }) => id === participants[0].id);
  await expect(winner.composer).toBeFocused();
  await winner.expectCounter('mine', 1);
  await winner.expectCounter('others', 0);
  await winner.answer('I do');
  for (const loser of people.filter((one) => one !== winner)) {
    const told = loser.page
      .getByRole('alert')
      .filter({ hasText: loser.words.alreadyTook(winner.name) });
    await expect(told).toBeVisible();
    await loser.expectLine('took', loser.words.took(winner.name));
    await loser.expectCounter('mine', 0);
    await loser.expectCounter('others', 1);
    await expect(loser.composer).toHaveCount(0);
    await expect(loser.message('I do')).toBeVisible();
  }
  await expect(winner.page.getByRole('alert').filter({ hasText: 'already took it' })).toHaveCount(
    0,
  );
  const lines = await stage.owner.all(`${fresh.path}/chats/${chat.id}/messages`);
  expect(lines.filter(({ action }) => action?.type === 'took')).toHaveLength(1);
  await Promise.all(people.map((person) => person.close()));
});
