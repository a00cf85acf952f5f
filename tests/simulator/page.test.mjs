import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { SimulatorClient } from '../support/simulator_client.mjs';
import { until } from '../support/until.mjs';
import { startSimulator } from './server.mjs';
import { Receiver } from './shared/test_receiver.mjs';

let server;
let receiver;
let simulator;
let browser;
before(async () => {
  server = await startSimulator({ retryScale: 0.01 });
  receiver = await Receiver.start();
  simulator = new SimulatorClient(server.url);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
});
after(async () => {
  await browser.close();
  await server.close();
  receiver.close();
});

const post = async (path, body, headers = {}) => {
  const options = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await fetch(server.url + path, options)).json();
};
const json = { 'content-type': 'application/json' };

/** How a program of each platform gets ready and sends a text with a button "Yes". */
const programs = {
  viber: {
    connect: ({ token }) =>
      post('/viber/pa/set_webhook', { url: receiver.url }, { 'x-viber-auth-token': token }),
    send({ token }, { user_id: user }) {
      const keyboard = { Type: 'keyboard', Buttons: [{ ActionBody: 'b:1', Text: 'Yes' }] };
      const message = { type: 'text', text: 'Well?', sender: { name: 'S' }, keyboard };
      const headers = { 'x-viber-auth-token': token };
      return post('/viber/pa/send_message', { receiver: user, ...message }, headers);
    },
    pressed: 'b:1',
  },
  vk: {
    connect: ({ id, token }) => vkCall(token, 'groups.setSettings', { group_id: id, ...allOn }),
    send({ token }, { client }) {
      const action = { type: 'text', label: 'Yes', payload: '{}' };
      const keyboard = JSON.stringify({ inline: true, buttons: [[{ action }]] });
      const message = { user_id: client.id, random_id: 0, message: 'Well?', keyboard };
      return vkCall(token, 'messages.send', message);
    },
    pressed: 'Yes',
  },
  messenger: {
    connect: async () => {},
    send({ token }, { psid }) {
      const quick_replies = [{ content_type: 'text', title: 'Yes', payload: 'y' }];
      const body = { recipient: { id: psid }, message: { text: 'Well?', quick_replies } };
      const more = { messaging_type: 'RESPONSE' };
      return post(`/messenger/v21.0/me/messages?access_token=${token}`, { ...body, ...more }, json);
    },
    pressed: 'Yes',
  },
};
const allOn = { messages: 1, bots_capabilities: 1 };
const vkCall = async (token, method, params) => {
  const query = new URLSearchParams({ ...params, access_token: token, v: '5.199' });
  return (await fetch(`${server.url}/vk/method/${method}?${query}`)).json();
};

const labels = { viber: 'Viber', vk: 'VK', messenger: 'Messenger' };

for (const [name, program] of Object.entries(programs)) {
  test(`OPS-3: on the page one is a client of ${labels[name]}: writes, reads, presses`, async () => {
    const platform = simulator.platform(name);
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const broken = [];
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(server.url);
    await page.getByRole('radio', { name: labels[name] }).check();
    await page.locator('#add-account').click();
    await page.getByRole('button', { name: 'Create' }).click();
    const [account] = await until('the account', async () => {
      const accounts = await platform.accounts();
      return accounts.length ? accounts : null;
    });
    await program.connect(account);
    await page.getByRole('button', { name: 'New client' }).click();
    await page.getByRole('textbox').first().fill('Ira');
    await page.getByRole('button', { name: 'Create' }).click();
    const phone = page.locator('#phone');
    await phone.getByText('You write as Ira').waitFor();
    if (name === 'viber') await phone.getByRole('button', { name: 'Start' }).click();
    await phone.getByRole('textbox').fill('hello <b>');
    await page.keyboard.press('Enter');
    await phone.getByText('hello <b>').waitFor();
    const [chat] = await platform.chats(account);
    await program.send(account, chat);
    await phone.getByText('Well?').waitFor();
    await phone.getByRole('button', { name: 'Read everything' }).click();
    await phone.getByRole('button', { name: 'Yes' }).click();
    await phone.locator('.message.client').getByText(program.pressed, { exact: true }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      [],
    );
    const [sent] = await platform.messages(account, chat.client, { from: 'account' });
    assert.equal(sent.state, 'read');
    assert.deepEqual(broken, []);
    await context.close();
  });
}
