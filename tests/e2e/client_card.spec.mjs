import { Colleague, newAppeal } from './colleague.mjs';
import { expect, freshProject, test } from './fixtures.mjs';

/** A chat that Anna holds; Anna and the administrator Vera both have it and its card open. */
async function twoAtACard(browser, stage, { variables = [] } = {}) {
  const fresh = await freshProject(stage);
  const made = {};
  for (const wish of variables) {
    made[wish.kind] = await stage.owner.post(`${fresh.path}/variables`, wish);
  }
  const appeal = await newAppeal(stage, fresh);
  const name = appeal.client.first_name;
  const [anna, vera] = await Promise.all([
    Colleague.join(browser, stage, fresh.project, { name: 'Anna' }),
    Colleague.join(browser, stage, fresh.project, { name: 'Vera', role: 'admin' }),
  ]);
  await anna.session.post(`${appeal.chatPath}/take`);
  await anna.openTab('mine');
  await vera.openTab('others');
  for (const person of [anna, vera]) {
    await person.openChat(name);
    await expect(person.section('contacts')).toBeVisible();
  }
  const cardPath = `${fresh.path}/clients/${appeal.chat.id}`;
  const leave = () => Promise.all([anna.close(), vera.close()]);
  return { ...fresh, ...appeal, cardPath, variables: made, name, anna, vera, leave };
}

const field = (person, label) => person.card.getByRole('textbox', { name: label, exact: true });

test('CRD-5: two people who write in different fields of a card at once both keep what they wrote, and both see both', async ({
  browser,
  stage,
}) => {
  const { anna, vera, cardPath, leave } = await twoAtACard(browser, stage);
  await field(anna, 'City').fill('Vitebsk');
  await field(vera, 'Phone').fill('+375 29 123-45-67');
  await field(vera, 'Notes about the client').fill('wears 46');
  await Promise.all([
    field(anna, 'City').press('Enter'),
    field(vera, 'Notes about the client').blur(),
  ]);
  for (const person of [anna, vera]) {
    await expect(field(person, 'City')).toHaveValue('Vitebsk');
    await expect(field(person, 'Phone')).toHaveValue('+375 29 123-45-67');
    await expect(field(person, 'Notes about the client')).toHaveValue('wears 46');
  }
  const card = await stage.owner.get(cardPath);
  expect([card.city, card.phone, card.notes]).toEqual(['Vitebsk', '+375 29 123-45-67', 'wears 46']);
  await leave();
});

test('CRD-5: who is writing in a field keeps their words when a colleague saves the same field', async ({
  browser,
  stage,
}) => {
  const { anna, vera, cardPath, leave } = await twoAtACard(browser, stage);
  await field(anna, 'Country').fill('Belar');
  await field(vera, 'Country').fill('Poland');
  await field(vera, 'Country').press('Enter');
  const told = anna.section('contacts').getByText('A colleague has just written here: Poland');
  await expect(told).toBeVisible();
  await expect(field(anna, 'Country')).toHaveValue('Belar');
  await anna.button('Keep theirs').click();
  await expect(field(anna, 'Country')).toHaveValue('Poland');
  await expect(told).toHaveCount(0);
  expect((await stage.owner.get(cardPath)).country).toBe('Poland');
  await leave();
});

test('CRD-2, CRD-3, CRD-5: status, tags and sex are saved as they are chosen, a colleague sees them at once', async ({
  browser,
  stage,
}) => {
  const { anna, vera, cardPath, leave } = await twoAtACard(browser, stage);
  const status = (person, name) =>
    person.section('status').getByRole('radio', { name, exact: true });
  await expect(status(anna, 'Appealed')).toBeChecked();
  await status(anna, 'Desire').check({ force: true });
  await expect(status(vera, 'Desire')).toBeChecked();
  await anna.section('tags').getByRole('textbox', { name: 'Add a tag' }).fill('wholesale');
  await anna.page.keyboard.press('Enter');
  await vera.section('tags').getByRole('textbox', { name: 'Add a tag' }).fill('VIP');
  await vera.page.keyboard.press('Enter');
  for (const person of [anna, vera]) {
    const tags = person.section('tags').getByRole('listitem');
    await expect(tags.filter({ hasText: 'wholesale' })).toBeVisible();
    await expect(tags.filter({ hasText: 'VIP' })).toBeVisible();
  }
  await vera.button('Remove the tag wholesale').click();
  await expect(anna.section('tags').getByText('wholesale')).toHaveCount(0);
  await anna.card.getByRole('combobox', { name: 'Sex' }).selectOption({ label: 'Female' });
  await expect(vera.card.getByRole('combobox', { name: 'Sex' })).toHaveValue('female');
  const card = await stage.owner.get(cardPath);
  expect([card.status, card.tags, card.sex]).toEqual(['desire', ['VIP'], 'female']);
  await leave();
});

test('CRD-8: a variable of each kind is filled in; the history tells who changed what', async ({
  browser,
  stage,
}) => {
  const { anna, vera, cardPath, variables, leave } = await twoAtACard(browser, stage, {
    variables: [
      { name: 'Contract', kind: 'text' },
      { name: 'Height', kind: 'number' },
      { name: 'Birthday', kind: 'date' },
      { name: 'Subscriber', kind: 'boolean' },
      { name: 'Fabric', kind: 'choice', choices: ['linen', 'silk'] },
    ],
  });
  const fill = async (label, value) => {
    await anna.section('variables').getByLabel(label, { exact: true }).fill(value);
    await anna.page.keyboard.press('Enter');
  };
  await fill('Contract', 'A-17');
  await fill('Height', 'tall');
  await expect(anna.section('variables').getByRole('alert')).toContainText('A number, please');
  await fill('Height', '164.5');
  await fill('Birthday', '1990-05-17');
  await anna.card.getByRole('combobox', { name: 'Subscriber' }).selectOption({ label: 'Yes' });
  await anna.card.getByRole('combobox', { name: 'Fabric' }).selectOption({ label: 'silk' });
  const theirs = (label) => vera.section('variables').getByLabel(label, { exact: true });
  await expect(theirs('Contract')).toHaveValue('A-17');
  await expect(theirs('Height')).toHaveValue('164.5');
  await expect(theirs('Birthday')).toHaveValue('1990-05-17');
  await expect(theirs('Subscriber')).toHaveValue('true');
  await expect(theirs('Fabric')).toHaveValue('silk');
  const kept = (await stage.owner.get(cardPath)).variables;
  const id = Object.fromEntries(Object.entries(variables).map(([kind, one]) => [kind, one.id]));
  expect(kept).toEqual({
    [id.text]: 'A-17',
    [id.number]: 164.5,
    [id.date]: '1990-05-17',
    [id.boolean]: true,
    [id.choice]: 'silk',
  });
  await fill('Contract', 'B-18');
  await expect(theirs('Contract')).toHaveValue('B-18');
  await vera.card.getByRole('button', { name: 'History of changes' }).click();
  const newest = vera.section('history').locator('[data-change]').first();
  await expect(newest).toContainText('Anna');
  await expect(newest).toContainText('Contract: B-18');
  await expect(newest).toContainText('was: A-17');
  await expect(vera.section('history').getByText('Subscriber: Yes')).toBeVisible();
  await leave();
});

test('CRD-8: the same phone in another messenger leads to the client’s chat there', async ({
  browser,
  stage,
}) => {
  const { anna, path, leave } = await twoAtACard(browser, stage);
  const viber = stage.simulator.platform('viber');
  const account = await viber.addAccount({ name: 'Shop in Viber' });
  await stage.owner.post(`${path}/channels`, { platform: 'viber', token: account.token });
  const person = await viber.addClient({ name: 'Irina of Viber' });
  await viber.text(account, person, 'me again');
  await anna.expectCounter('new', 1);
  const [other] = await stage.owner.all(`${path}/chats?tab=new`);
  await stage.owner.patch(`${path}/clients/${other.id}`, { phone: '+375291234567' });
  await field(anna, 'Phone').fill('+375 29 123-45-67');
  await field(anna, 'Phone').press('Enter');
  const linked = anna.section('linked').getByRole('link', {
    name: 'Open the chat in Viber: Irina of Viber',
  });
  await linked.click();
  await expect(anna.window('Irina of Viber')).toBeVisible();
  await expect(anna.message('me again')).toBeVisible();
  await leave();
});

test('CRD-6: every dialog of the client is listed with its first words, and leads to them', async ({
  browser,
  stage,
}) => {
  const { anna, bot, client, name, leave } = await twoAtACard(browser, stage);
  await anna.done();
  await stage.simulator.text(bot, client, 'one more question');
  await anna.openTab('new');
  await anna.openChat(name);
  const dialogs = anna.section('dialogs').locator('[data-dialog]');
  await expect(dialogs).toHaveCount(2);
  await expect(dialogs.first()).toContainText('one more question');
  await expect(dialogs.last()).toContainText('hello');
  await expect(dialogs.last()).toContainText('closed by Anna');
  await dialogs.last().click();
  await expect(anna.message('hello')).toBeInViewport();
  await leave();
});

test('TEAM-3: who may not see contacts of clients sees neither phone nor e-mail on the card', async ({
  browser,
  stage,
}) => {
  const { project, path, anna, cardPath, leave } = await twoAtACard(browser, stage);
  await stage.owner.patch(cardPath, { phone: '+375291234567', city: 'Minsk' });
  await expect(field(anna, 'Phone')).toHaveValue('+375291234567');
  const permissions = { client_contacts: false };
  await stage.owner.patch(`${path}/members/${anna.id}`, { permissions });
  await expect(anna.card.getByText('Contacts are hidden by your rights.')).toBeVisible();
  await expect(field(anna, 'Phone')).toHaveCount(0);
  await expect(field(anna, 'City')).toHaveValue('Minsk');
  await expect(anna.page.getByText('375291234567')).toHaveCount(0);
  const seen = await anna.session.get(
    `/projects/${project.id}/clients/${cardPath.split('/').pop()}`,
  );
  expect([seen.contacts, seen.phone]).toEqual([false, '']);
  await leave();
});
