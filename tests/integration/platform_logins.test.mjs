import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

/** How each platform's people and pages are set up, and what a login there looks like. */
const worlds = {
  vk: {
    steps: 2,
    async admin(platform, ids) {
      return platform.ask('POST', '/admins', { name: 'Olga M', accounts: ids });
    },
    as: (admin) => ({ person: admin.id }),
  },
  messenger: {
    steps: 1,
    async admin(platform, ids) {
      return platform.ask('POST', '/admins', { name: 'Olga M', accounts: ids });
    },
    as: (admin) => ({ admin: admin.id }),
  },
};

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** What the browser gets when the platform sends it back. */
async function comeBack(redirect, session = stage.owner) {
  const headers = session.cookie ? { cookie: session.cookie } : {};
  const response = await fetch(redirect, { redirect: 'manual', headers });
  return { status: response.status, location: response.headers.get('location') };
}

const begin = (platform) => stage.owner.post(`${stage.path}/channels/login`, { platform });
const stateOf = (login, session = stage.owner) =>
  session.get(`${stage.path}/channels/login/${login}`);

/** Two accounts of one administrator on a platform. */
async function administered(name) {
  const platform = await stage.platformWithApp(name);
  const accounts = [
    await platform.addAccount({ name: 'First shop' }),
    await platform.addAccount({ name: 'Second shop' }),
  ];
  const admin = await worlds[name].admin(
    platform,
    accounts.map(({ id }) => id),
  );
  return { platform, accounts, admin };
}

/** A login whose first step was allowed. */
async function signedIn(name, world) {
  const { login, url } = await begin(name);
  const { redirect } = await world.platform.approve(url, worlds[name].as(world.admin));
  return { login, back: await comeBack(redirect) };
}

for (const name of ['vk', 'messenger']) {
  test(`CHN-3, CHN-8: a ${name} login lists what the person administers, and the chosen one connects`, async () => {
    const world = await administered(name);
    const { login, back } = await signedIn(name, world);
    assert.equal(back.status, 302);
    assert.equal(back.location, `/projects/${stage.project.id}/settings/channels?login=${login}`);
    const listed = await stateOf(login);
    assert.equal(listed.state, 'choose');
    const names = listed.accounts.map((one) => [one.id, one.name, one.administers]);
    for (const { id, name: called } of world.accounts)
      assert.ok(
        names.some((row) => String(row) === String([String(id), called, true])),
        String(names),
      );
    const account = String(world.accounts[1].id);
    const path = `${stage.path}/channels/login/${login}`;
    const { url } = await stage.owner.post(path, { account });
    assert.equal(url !== null, worlds[name].steps === 2);
    if (url) {
      const { redirect } = await world.platform.approve(url, worlds[name].as(world.admin));
      assert.equal((await comeBack(redirect)).status, 302);
    }
    assert.deepEqual(
      [(await stateOf(login)).state, (await stateOf(login)).account],
      ['ready', account],
    );
    const channel = await stage.owner.post(`${stage.path}/channels`, {
      ...{ platform: name, login, account, mode: 'webhook' },
    });
    assert.deepEqual([channel.name, channel.state], ['Second shop', 'connected']);
    const link = { platform: world.platform, account: world.accounts[1], channel };
    const talk = await stage.takenTalk(link, { text: 'to the chosen one' });
    await stage.owner.post(`${talk.chatPath}/messages`, { text: 'heard' });
    const [received] = await world.platform.received(link.account, talk.client, 1);
    assert.equal(received.text, 'heard');
    await refused(stateOf(login), 404, 'not_found');
  });

  test(`CHN-3, CHN-8: a ${name} login that the person denies says so and leads to nothing`, async () => {
    const { platform } = await administered(name);
    const { login, url } = await begin(name);
    const { redirect } = await platform.approve(url, { deny: true });
    const { location } = await comeBack(redirect);
    assert.match(location, new RegExp(`login=${login}&error=denied$`));
    const { state, error } = await stateOf(login);
    assert.deepEqual([state, error], ['failed', 'denied']);
    await refused(
      stage.owner.post(`${stage.path}/channels`, { platform: name, login, account: '1' }),
      400,
      'request.invalid',
    );
  });

  test(`CHN-3, CHN-8: a ${name} login counts only in the browser of the person who began it`, async () => {
    const world = await administered(name);
    const { login, url } = await begin(name);
    const { redirect } = await world.platform.approve(url, worlds[name].as(world.admin));
    const other = await addMember(stage.owner, stage.project, { role: 'admin' });
    assert.equal((await comeBack(redirect, other)).status, 404);
    assert.equal((await comeBack(redirect, { cookie: '' })).status, 401);
    await refused(stateOf(login, other), 404, 'not_found');
    assert.equal((await stateOf(login)).state, 'waiting');
    assert.equal((await comeBack(redirect)).status, 302);
    assert.equal((await stateOf(login)).state, 'choose');
  });

  test(`CHN-3, CHN-8: an account of ${name} that is not in the list can’t be chosen`, async () => {
    const world = await administered(name);
    const stranger = await world.platform.addAccount({ name: 'Somebody else’s' });
    const { login } = await signedIn(name, world);
    const path = `${stage.path}/channels/login/${login}`;
    await refused(stage.owner.post(path, { account: String(stranger.id) }), 404, 'not_found');
    await refused(
      stage.owner.post(`${stage.path}/channels`, {
        ...{ platform: name, login, account: String(stranger.id) },
      }),
      400,
      'request.invalid',
    );
  });

  test(`CHN-3, CHN-8: a ${name} answer with an unknown or forged state is 404`, async () => {
    for (const query of [
      '',
      'state=1&code=x',
      'code=x',
      'state=%00',
      `state=${'9'.repeat(5000)}`,
    ]) {
      const { status } = await comeBack(`${stage.server.url}/oauth/${name}?${query}`);
      assert.equal(status, 404, query.slice(0, 40));
    }
    const { login } = await begin(name);
    const elsewhere = name === 'vk' ? 'messenger' : 'vk';
    const crossed = await comeBack(`${stage.server.url}/oauth/${elsewhere}?state=${login}&code=x`);
    assert.equal(crossed.status, 404, 'a state of another platform');
  });

  test(`CHN-3, CHN-8: a ${name} answer with a forged code fails and says so`, async () => {
    const { login, url } = await begin(name);
    const state = new URL(url).searchParams.get('state');
    const query = `state=${encodeURIComponent(state)}&code=forged&device_id=d1`;
    const { location } = await comeBack(`${stage.server.url}/oauth/${name}?${query}`);
    assert.match(location, /error=[a-z_]+$/);
    assert.equal((await stateOf(login)).state, 'failed');
  });

  test(`CHN-3, CHN-8: managers can’t begin a ${name} login`, async () => {
    const manager = await addMember(stage.owner, stage.project);
    await refused(
      manager.post(`${stage.path}/channels/login`, { platform: name }),
      403,
      'access.denied',
    );
  });
}

test('CHN-3: a page where the person has no right to answer is shown but can’t be chosen', async () => {
  const platform = await stage.platformWithApp('messenger');
  const [mine, seen] = [
    await platform.addAccount({ name: 'Mine' }),
    await platform.addAccount({ name: 'Seen only' }),
  ];
  const accounts = [mine.id, { id: seen.id, tasks: ['ANALYZE'] }];
  const admin = await platform.ask('POST', '/admins', { name: 'Petr', accounts });
  const { login } = await signedIn('messenger', { platform, admin });
  const listed = (await stateOf(login)).accounts;
  const can = Object.fromEntries(listed.map(({ id, administers }) => [id, administers]));
  assert.deepEqual(can, { [mine.id]: true, [seen.id]: false });
  const path = `${stage.path}/channels/login/${login}`;
  await refused(stage.owner.post(path, { account: seen.id }), 403, 'access.denied');
});

test('CHN-8: VK’s second page refused by the person ends the login as denied', async () => {
  const world = await administered('vk');
  const { login } = await signedIn('vk', world);
  const path = `${stage.path}/channels/login/${login}`;
  const { url } = await stage.owner.post(path, { account: String(world.accounts[0].id) });
  const { redirect } = await world.platform.approve(url, { deny: true });
  assert.match((await comeBack(redirect)).location, /error=denied$/);
  assert.equal((await stateOf(login)).state, 'failed');
});

test('CHN-3, CHN-8: platforms without a login refuse it; the list says which have one', async () => {
  const { items } = await stage.owner.get('/platforms');
  const oauth = Object.fromEntries(items.map((one) => [one.platform, one.oauth]));
  assert.deepEqual(oauth, {
    ...{ telegram: false, viber: false, vk: true, messenger: true, webchat: false },
  });
  for (const name of ['telegram', 'viber', 'webchat'])
    await refused(begin(name), 400, 'request.invalid');
});
