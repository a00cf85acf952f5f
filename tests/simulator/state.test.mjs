import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SimulatorClient } from '../support/simulator_client.mjs';
import { startSimulator } from './server.mjs';
import { Receiver } from './shared/test_receiver.mjs';

const others = ['viber', 'vk', 'messenger'];

/** A conversation on each platform, with a picture in it. */
async function fill(simulator, url, receiver) {
  const made = {};
  for (const name of others) {
    const platform = simulator.platform(name);
    const account = await platform.addAccount({ name: 'Linen & Silk' });
    const client = await platform.addClient({ first_name: 'Ira', photo: true });
    if (name === 'viber') await hookViber(url, account, receiver);
    await platform.text(account, client, `hello ${name}`);
    await platform.act(account, client, 'photo');
    await platform.setOptions(account, { limits: false });
    made[name] = { account, client };
  }
  return made;
}

async function hookViber(url, { token }, receiver) {
  const response = await fetch(`${url}/viber/pa/set_webhook`, {
    method: 'POST',
    headers: { 'x-viber-auth-token': token },
    body: JSON.stringify({ url: receiver.url }),
  });
  assert.equal((await response.json()).status, 0);
}

test('OPS-3: with a state file every platform is as it was after a restart', async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'state.json');
  const receiver = await Receiver.start();
  const first = await startSimulator({ state });
  const made = await fill(new SimulatorClient(first.url), first.url, receiver);
  await first.close();
  const second = await startSimulator({ state });
  const simulator = new SimulatorClient(second.url);
  for (const name of others) {
    const platform = simulator.platform(name);
    const { account, client } = made[name];
    const now = await platform.account(account);
    assert.deepEqual([now.token, now.options.limits], [account.token, false], name);
    const [said, picture] = await platform.messages(account, client);
    assert.equal(said.text, `hello ${name}`);
    const { port } = new URL(second.url);
    const address = new URL(picture.attachments[0].url, second.url);
    address.port = port;
    assert.equal((await fetch(address)).headers.get('content-type'), 'image/jpeg', name);
    await platform.text(account, client, 'again');
    assert.equal((await platform.messages(account, client)).length, 3, name);
  }
  await second.close();
  receiver.close();
});

test('OPS-3: a reset forgets everything on all platforms', async () => {
  const receiver = await Receiver.start();
  const server = await startSimulator();
  const simulator = new SimulatorClient(server.url);
  await simulator.addBot();
  await fill(simulator, server.url, receiver);
  await simulator.reset();
  const platforms = await simulator.ask('GET', '/control/platforms');
  assert.deepEqual(
    platforms.map(({ name, accounts, clients }) => [name, accounts, clients]),
    ['telegram', ...others].map((name) => [name, 0, 0]),
  );
  await server.close();
  receiver.close();
});
