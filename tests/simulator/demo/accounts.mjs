import { apps } from '../../support/stage.mjs';

/** What the shop has on each platform, and how it is connected. */
const shop = {
  telegram: {
    account: { first_name: 'Лавка «Лён и шёлк»', username: 'linen_and_silk_bot' },
    connect: { mode: 'polling' },
  },
  viber: {
    account: { name: 'Лён и шёлк' },
    connect: { mode: 'webhook' },
    welcome: 'Здравствуйте! Это лавка «Лён и шёлк». Напишите, чем помочь?',
  },
  vk: {
    account: { name: 'Лён и шёлк, Минск', screen_name: 'linen_and_silk' },
    connect: { mode: 'webhook' },
  },
  messenger: {
    account: { name: 'Linen & Silk', app_id: apps.messenger.app_id },
    connect: { mode: 'webhook' },
  },
};

/** What nobody has connected yet, for trying to connect by a login. */
const spare = {
  vk: { name: 'Лён и шёлк — детям', screen_name: 'linen_and_silk_kids' },
  messenger: { name: 'Linen & Silk Kids', app_id: apps.messenger.app_id },
};

/** The platform's control calls under the names the others have. */
function worldOf(simulator, name) {
  if (name !== 'telegram') return simulator.platform(name);
  return {
    accounts: () => simulator.bots(),
    addAccount: (wish) => simulator.addBot(wish),
    addClient: (fields) => simulator.addClient(fields),
    act: (...how) => simulator.act(...how),
    messages: (...how) => simulator.messages(...how),
    fault: (...how) => simulator.fault(...how),
  };
}

/** Makes what is not there, found by what makes it itself. */
async function unlessKnown(world, path, same, wish) {
  const known = await world.ask('GET', path);
  return known.find(same) ?? world.ask('POST', path, wish);
}

/** The app of the installation; it has to be there before its pages. */
function openApp(name, world) {
  const app = apps[name];
  return unlessKnown(world, '/apps', (one) => String(one.app_id) === app.app_id, app);
}

/** A person who runs the shop's account and a spare one, to press "Allow" at a login. */
async function openBackOffice(name, world, account) {
  const known = (await world.accounts()).find((one) => one.name === spare[name].name);
  const other = known ?? (await world.addAccount(spare[name]));
  const admin = { name: 'Анна Орлова', accounts: [account.id, other.id] };
  await unlessKnown(world, '/admins', (one) => one.name === admin.name, admin);
}

/**
 * The shop's accounts, as an earlier run left them or made now; a platform forgets everything
 * when it has no state file.
 * @param {import('../../support/simulator_client.mjs').SimulatorClient} simulator
 * @param {Record<string, {token: string, id?: any}>} saved  accounts of an earlier run
 */
export async function openAccounts(simulator, saved) {
  const open = async ([name, { account: wish }]) => {
    const world = worldOf(simulator, name);
    if (apps[name]) await openApp(name, world);
    const { token, id } = saved[name] ?? {};
    const known = (await world.accounts()).find((one) => token && one.token === token);
    const account = known ?? (await world.addAccount({ ...wish, ...(token ? { token, id } : {}) }));
    if (spare[name]) await openBackOffice(name, world, account);
    return [name, { world, account }];
  };
  return Object.fromEntries(await Promise.all(Object.entries(shop).map(open)));
}

/**
 * Connects what the project has no channel of yet.
 * @param {import('../../support/session.mjs').Session} owner
 * @param {string} path  of the project
 * @param {Record<string, {account: any}>} accounts
 * @returns {Promise<Record<string, any>>} channels by platform
 */
export async function connectAll(owner, path, accounts) {
  const known = await owner.all(`${path}/channels`);
  const connect = async (platform, wish, welcome) => {
    const there = known.find((channel) => channel.platform === platform);
    if (there) return [platform, there];
    const channel = await owner.post(`${path}/channels`, { platform, ...wish });
    if (welcome) await owner.patch(`${path}/channels/${channel.id}`, { welcome });
    return [platform, channel];
  };
  const channels = Object.entries(shop).map(([name, { connect: wish, welcome }]) =>
    connect(name, { token: accounts[name].account.token, ...wish }, welcome),
  );
  const site = connect('webchat', { name: 'Сайт «Лён и шёлк»' });
  return Object.fromEntries(await Promise.all([...channels, site]));
}
