import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Receiver } from '../simulator/shared/test_receiver.mjs';
import { Session, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let stranger;
before(async () => {
  stage = await openStage();
  const session = await new Session(stage.server.url).signUp();
  const project = await session.post('/projects', { name: 'Theirs' });
  stranger = { session, path: `/projects/${project.id}` };
});
after(() => stage.close());

const platforms = ['viber', 'vk', 'messenger'];
const connect = (platform, token, more = {}, { session, path } = ours()) =>
  session.post(`${path}/channels`, { platform, token, ...more });
const ours = () => ({ session: stage.owner, path: stage.path });
const disconnect = ({ channel }) =>
  stage.owner.do('DELETE', `${stage.path}/channels/${channel.id}`);
const channelNow = async ({ id }) =>
  (await stage.owner.all(`${stage.path}/channels`)).find((one) => one.id === id);

/** An account that is not connected, and its platform. */
async function unconnected(name, fields = {}) {
  const platform = await stage.platformWithApp(name);
  return { platform, account: await platform.addAccount({ name: 'Shop', ...fields }) };
}

test('CHN-7: a pasted Viber key connects: the webhook is ours, with the events we need', async () => {
  const link = await stage.connectAccount('viber', { account: { name: 'Лавка', uri: 'lavka' } });
  const { channel } = link;
  assert.deepEqual(
    [channel.platform, channel.name, channel.username, channel.mode, channel.state],
    ['viber', 'Лавка', 'lavka', 'webhook', 'connected'],
  );
  assert.match(channel.webhook_url, /\/hooks\/viber\/[A-Za-z0-9_-]{16,}$/);
  const { webhook } = await link.platform.account(link.account);
  assert.equal(webhook.url, channel.webhook_url);
  assert.deepEqual([webhook.send_name, webhook.send_photo], [true, true]);
  const wanted = ['conversation_started', 'delivered', 'failed', 'seen'];
  for (const event of wanted) assert.ok(webhook.event_types.includes(event), event);
  assert.ok(!JSON.stringify(channel).includes(link.account.token));
  assert.ok(!stage.server.log.includes(link.account.token), 'the key is in no log');
});

test('CHN-7: a handshake that Viber refuses is told with what to do, and one click repeats it', async () => {
  const { platform, account } = await unconnected('viber');
  await platform.fault(account, {
    kind: 'error',
    status: 1,
    methods: ['set_webhook'],
    times: null,
  });
  const channel = await connect('viber', account.token);
  assert.notEqual(channel.health.problem, null, JSON.stringify(channel));
  assert.match(channel.health.last_error, /https|address|answer/i);
  await platform.clearFaults(account);
  const armed = await stage.owner.post(`${stage.path}/channels/${channel.id}/rearm`);
  assert.deepEqual([armed.state, armed.health.problem], ['connected', null]);
  assert.equal((await platform.account(account)).webhook.url, armed.webhook_url);
});

test('CHN-7: another service’s Viber webhook is taken over only when that is wished', async () => {
  const { platform, account } = await unconnected('viber');
  const neighbour = await Receiver.start();
  const other = `${neighbour.url}/hook`;
  const taken = await fetch(`${stage.simulator.url}/viber/pa/set_webhook`, {
    method: 'POST',
    headers: { 'x-viber-auth-token': account.token },
    body: JSON.stringify({ url: other }),
  });
  assert.equal((await taken.json()).status, 0);
  const refusal = await refused(
    connect('viber', account.token, { mode: 'webhook' }),
    409,
    'channel.webhook_in_use',
  );
  assert.equal(refusal.body.host, new URL(other).host);
  assert.equal((await platform.account(account)).webhook.url, other);
  const channel = await connect('viber', account.token, { take_over: true });
  assert.equal((await platform.account(account)).webhook.url, channel.webhook_url);
  neighbour.close();
});

test('CHN-8: a VK community’s token connects: settings on, server confirmed, events chosen', async () => {
  const { account, channel, platform } = await stage.connectAccount('vk', {
    account: { name: 'Пекарня', screen_name: 'pekarnya', settings: { messages: 0 } },
  });
  assert.deepEqual(
    [channel.platform, channel.name, channel.username, channel.state, channel.health.problem],
    ['vk', 'Пекарня', 'pekarnya', 'connected', null],
  );
  const seen = await platform.account(account);
  const on = { messages: 1, bots_capabilities: 1, bots_start_button: 1 };
  assert.deepEqual(seen.settings, on);
  const [server] = seen.servers;
  assert.deepEqual([server.status, server.url], ['ok', channel.webhook_url]);
  assert.match(server.secret_key, /^\S{16,50}$/);
  for (const event of ['message_new', 'message_reply', 'message_deny', 'message_typing_state'])
    assert.ok(server.events.includes(event), event);
  assert.ok(!stage.server.log.includes(account.token), 'the token is in no log');
});

test('CHN-8: VK asks for the confirmation while the call that adds the server is open, or after', async () => {
  for (const confirm of ['before', 'after']) {
    const link = await stage.connectAccount('vk', { account: { confirm } });
    await until(`a confirmed server (${confirm})`, async () => {
      const [server] = (await link.platform.account(link.account)).servers;
      return server.status === 'ok';
    });
    const asked = await link.platform.deliveries(link.account, { event: 'confirmation' });
    assert.deepEqual(
      asked.map(({ accepted }) => accepted),
      [true],
      'one server, confirmed at once',
    );
  }
});

test('CHN-8, CHN-2: a personal token of VK is refused and told as such', async () => {
  const { platform, account } = await unconnected('vk');
  const admin = await platform.ask('POST', '/admins', { name: 'Olga M', accounts: [account.id] });
  const token = stage.platform.platforms
    .find(({ name }) => name === 'vk')
    .world.issue({ kind: 'user', id: admin.id, scopes: ['groups'] });
  const refusal = await refused(connect('vk', token), 422, 'channel.token_refused');
  assert.match(refusal.message, /personal/i);
});

test('CHN-8: a right that a VK token lacks is named', async () => {
  for (const [lacking, permissions] of [
    ['manage', ['messages', 'photos', 'docs']],
    ['messages', ['manage', 'photos', 'docs']],
  ]) {
    const { account } = await unconnected('vk', { permissions });
    const refusal = await refused(connect('vk', account.token), 422, 'channel.token_refused');
    assert.match(refusal.message, new RegExp(lacking));
  }
});

test('CHN-8: ten callback servers are VK’s limit, which is told', async () => {
  const { platform, account } = await unconnected('vk');
  for (let n = 0; n < 10; n += 1)
    await platform.ask('POST', `/accounts/${account.id}/servers`, { title: `Other ${n}` });
  const channel = await connect('vk', account.token, { mode: 'webhook' });
  assert.match(channel.health.last_error, /10 callback servers/);
});

test('CHN-3: a page token of Messenger connects: the app’s webhook is ours, the page subscribed', async () => {
  const { account, channel, platform } = await stage.connectAccount('messenger', {
    account: { name: 'Cafe' },
  });
  assert.deepEqual(
    [channel.name, channel.state, channel.health.problem],
    ['Cafe', 'connected', null],
  );
  assert.match(channel.webhook_url, /\/hooks\/messenger\/app$/);
  const [subscription] = (await platform.account(account)).webhooks;
  assert.equal(subscription.url, channel.webhook_url);
  const wanted = ['messages', 'messaging_postbacks', 'message_reads', 'message_echoes'];
  for (const field of wanted) assert.ok(subscription.fields.includes(field), field);
});

test('CHN-3: a page token that another app made is refused and told as such', async () => {
  const platform = await stage.platformWithApp('messenger');
  const other = await platform.ask('POST', '/apps', {});
  const account = await platform.addAccount({ app_id: other.app_id });
  const refusal = await refused(connect('messenger', account.token), 422, 'channel.token_refused');
  assert.match(refusal.message, /app/i);
});

for (const name of platforms) {
  test(`CHN-2: a ${name} account is in one project only; connecting it elsewhere is refused`, async () => {
    // Three connections within a second are more calls than VK allows.
    const link = await stage.connectAccount(name, { account: { limits: false } });
    const { account, channel } = link;
    const again = await connect(name, account.token);
    assert.equal(again.id, channel.id, 'once more is the same channel');
    const theirs = () => connect(name, account.token, {}, stranger);
    await refused(theirs(), 409, 'channel.connected_elsewhere');
    await disconnect(link);
    const moved = await theirs();
    assert.equal(moved.state, 'connected');
    const client = await stage.newPerson(link);
    await link.platform.text(account, client, 'to the new owner');
    await until('the chat at the new owner', async () => {
      const chats = await stranger.session.all(`${stranger.path}/chats?tab=new`);
      return chats.find((chat) => chat.client.name === client.name);
    });
  });

  test(`CHN-6: a ${name} token of a wrong form or an unknown one is refused`, async () => {
    await stage.platformWithApp(name);
    await refused(connect(name, ' '), 400, 'channel.bad_token');
    const { platform, account } = await unconnected(name);
    await platform.revoke(account);
    await refused(connect(name, account.token), 422, 'channel.token_refused');
  });

  test(`CHN-10: ${name} that does not answer is told as such, nothing is left behind`, async () => {
    const { platform, account } = await unconnected(name);
    const before = (await stage.owner.all(`${stage.path}/channels`)).length;
    await platform.fault(account, {
      ...{ kind: 'reset', when: 'before', methods: ['*'], times: null },
    });
    await refused(connect(name, account.token), 502, 'channel.platform_unreachable');
    assert.equal((await stage.owner.all(`${stage.path}/channels`)).length, before);
    await platform.clearFaults(account);
  });
}

test('CHN-10: a disconnected Viber bot has no webhook any more', async () => {
  const link = await stage.connectAccount('viber');
  await disconnect(link);
  assert.equal((await link.platform.account(link.account)).webhook, null);
  assert.equal((await fetch(link.channel.webhook_url, { method: 'POST' })).status, 404);
});

test('CHN-10: a disconnected VK community loses our server and keeps the others', async () => {
  const link = await stage.connectAccount('vk');
  const { platform, account } = link;
  await platform.ask('POST', `/accounts/${account.id}/servers`, { title: 'Other' });
  await disconnect(link);
  const { servers } = await platform.account(account);
  assert.deepEqual(
    servers.map(({ title }) => title),
    ['Other'],
  );
});

test('CHN-10: a disconnected page is unsubscribed; the app’s other pages go on', async () => {
  const [one, other] = [
    await stage.connectAccount('messenger'),
    await stage.connectAccount('messenger'),
  ];
  await disconnect(one);
  assert.deepEqual((await one.platform.account(one.account)).webhooks, []);
  const { chat } = await stage.talk(other, { text: 'still heard' });
  assert.equal(chat.last_message.text, 'still heard');
});

test('CHN-10: a webhook that vanished at the platform shows in the check and is armed again', async () => {
  const link = await stage.connectAccount('messenger');
  const { platform, account, channel } = link;
  await platform.ask('POST', `/accounts/${account.id}/unsubscribe`, {});
  const check = await stage.owner.post(`${stage.path}/channels/${channel.id}/check`);
  const bad = check.findings.filter(({ grade }) => grade === 'bad').map(({ code }) => code);
  assert.deepEqual(bad, ['page_not_subscribed']);
  await stage.owner.post(`${stage.path}/channels/${channel.id}/rearm`);
  assert.equal((await platform.account(account)).webhooks.length, 1);
});

test('CHN-12: a web chat connects by its name alone, as often as a project likes', async () => {
  const open = (name) => stage.owner.post(`${stage.path}/channels`, { platform: 'webchat', name });
  const [one, other] = [await open('Our site'), await open('Our site')];
  assert.deepEqual([one.name, one.state, one.health.problem], ['Our site', 'connected', null]);
  assert.notEqual(one.id, other.id);
  assert.match(one.link, /^\/webchat\/[A-Za-z0-9_-]{12,}$/);
  assert.notEqual(one.link, other.link);
  await refused(
    stage.owner.post(`${stage.path}/channels`, { platform: 'webchat' }),
    400,
    'request.invalid',
  );
  await disconnect({ channel: other });
  assert.equal((await channelNow(other)).state, 'disconnected');
});
