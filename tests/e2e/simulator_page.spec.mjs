import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import { startSimulator } from '../simulator/server.mjs';
import { SimulatorClient } from '../support/simulator_client.mjs';

const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  simulator: async ({}, use) => {
    const server = await startSimulator();
    await use(new SimulatorClient(server.url));
    await server.close();
  },
});

test('OPS-3: on the phone-like page one is a client: writes, presses, blocks, comes back', async ({
  page,
  simulator,
}) => {
  await page.goto(simulator.url);
  await page.getByRole('button', { name: 'New bot' }).click();
  await page.getByLabel('First name').fill('Shop');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'New client' }).click();
  await page.getByLabel('First name').fill('Ира');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('hello 🙂');
  await page.keyboard.press('Enter');
  const log = page.getByRole('log');
  await expect(log.getByText('hello 🙂')).toBeVisible();

  const [bot] = await simulator.bots();
  const { result } = await simulator.api(bot, 'getUpdates');
  expect(result.map(({ message }) => message.text)).toEqual(['/start', 'hello 🙂']);
  await simulator.api(bot, 'getUpdates', { offset: result.at(-1).update_id + 1 });
  await expect(page.locator('.message.client').last()).toContainText('✓✓');

  const client = { id: result[0].message.from.id };
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
  await simulator.api(bot, 'sendMessage', {
    chat_id: client.id,
    text: '<b>Well?</b>',
    reply_markup,
  });
  await expect(log.getByText('<b>Well?</b>')).toBeVisible();
  await log.getByRole('button', { name: 'Yes' }).click();
  await expect
    .poll(async () => (await simulator.api(bot, 'getUpdates')).result[0]?.callback_query?.data)
    .toBe('y');

  await page.getByRole('button', { name: 'Attach' }).click();
  await page.getByRole('button', { name: 'Sticker' }).click();
  await expect(log.locator('img.sticker')).toBeVisible();
  await page.getByRole('button', { name: 'Block the bot' }).click();
  const refused = await simulator.api(bot, 'sendMessage', { chat_id: client.id, text: 'x' });
  expect(refused.error_code).toBe(403);
  await page.getByRole('button', { name: 'Unblock' }).click();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();

  await page.getByRole('button', { name: 'Faults' }).click();
  await page.getByRole('button', { name: '429, wait 10 s' }).click();
  await expect(page.getByText('too_many_requests × 1')).toBeVisible();
  const held = await simulator.api(bot, 'sendMessage', { chat_id: client.id, text: 'x' });
  expect(held.parameters.retry_after).toBe(10);
  await expect(page.getByText('too_many_requests × 1')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark']) {
  test(`OPS-3: the page of the simulator is accessible (${colorScheme})`, async ({
    browser,
    simulator,
  }) => {
    const bot = await simulator.addBot({ first_name: 'Shop' });
    const client = await simulator.addClient({ first_name: 'Ira' });
    await simulator.text(bot, client, 'see https://example.com');
    await simulator.api(bot, 'sendMessage', {
      chat_id: client.id,
      text: 'yes https://example.com',
    });
    await simulator.act(bot, client, 'sticker');
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(simulator.url);
    await expect(page.locator('.message')).toHaveCount(3);
    await page.getByRole('button', { name: 'Faults' }).click();
    await page.getByRole('button', { name: 'Attach' }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
    );
    expect(told).toEqual([]);
    await context.close();
  });
}
