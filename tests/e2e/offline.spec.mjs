import { addMember } from '../support/session.mjs';
import { expect, freshProject, test } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

for (const [language, says] of Object.entries(words)) {
  test(`CHT-7: without a connection a bar says so; what was written goes out once, in order (${language})`, async ({
    browser,
    stage,
  }) => {
    const { project, path, bot } = await freshProject(stage);
    const client = await stage.newClient();
    await stage.simulator.text(bot, client, 'hello');
    await stage.simulator.settled(bot);
    const [chat] = await stage.owner.all(`${path}/chats?tab=new`);
    const manager = await addMember(stage.owner, project, { name: 'Елена' });
    await manager.patch('/auth/me', { locale: language });
    await manager.post(`${path}/chats/${chat.id}/take`);
    const operator = await Operator.open(browser, says, stage.server.url);
    await operator.signIn({ email: manager.me.email, password: manager.password });
    await operator.openInbox(project, 'mine');
    await operator.openChat(client.first_name);

    await stage.server.stop();
    const bar = operator.page.getByRole('status').filter({ hasText: says.offline });
    await expect(bar).toBeVisible();
    const texts = ['first', 'second', 'third'];
    for (const text of texts) await operator.answer(text);
    for (const text of texts) await expect(operator.message(text)).toBeVisible();
    await stage.simulator.text(bot, client, 'written meanwhile');

    await stage.server.start();
    await expect(bar).toHaveCount(0, { timeout: 30_000 });
    const received = await stage.simulator.received(bot, client, 3, { wait: 20_000 });
    for (const text of texts) await operator.expectSent(text);
    expect(received.map(({ text }) => text)).toEqual(texts);
    await expect(operator.message('written meanwhile')).toBeVisible();
    const all = await stage.simulator.messages(bot, client, { from: 'bot' });
    expect(all.length).toBe(3);
    await operator.page.context().close();
  });
}
