import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { Session, addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

let stage;
/** The ids of a project that the stranger is no member of, by the name of the path parameter. */
let ids;
let stranger;
let operations;

before(async () => {
  stage = await openStage();
  const { bot, channel } = await stage.connectBot();
  const { chat, path } = await stage.takenChat(bot);
  const message = await stage.owner.post(`${path}/messages`, { text: 'secret' });
  const make = async (what, wish) => (await stage.owner.post(`${stage.path}/${what}`, wish)).id;
  ids = {
    project: stage.project.id,
    channel: channel.id,
    chat: chat.id,
    client: chat.id,
    message: message.id,
    login: '1',
    member: (await addMember(stage.owner, stage.project)).me.id,
    department: await make('departments', { name: 'Inside' }),
    invite: await make('invites', { role: 'manager' }),
    token: await make('tokens', { name: 'Program', scopes: ['chats.read'] }),
    variable: await make('variables', { name: 'Size', kind: 'text' }),
  };
  stranger = await new Session(stage.server.url).signUp();
  stranger.project = await stranger.post('/projects', { name: 'Own' });
  const document = await stage.owner.get('/openapi.json');
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
});
after(() => stage.close());

/** Values that pass the checks of an operation's body, so that only the ids decide. */
const plausible = {
  'chats.add': { member: '1' },
  'chats.forward': { department: '1' },
  'chats.remove': { member: '1' },
  'chats.transfer': { to: '1' },
  'clients.update': { notes: 'x' },
  'departments.update': { name: 'Taken over' },
  'members.update': { permissions: { others: false } },
  'variables.update': { name: 'Taken over' },
  'members.add': { name: 'N', email: 'n@example.com', password: 'long enough', role: 'manager' },
  'channels.connect': { platform: 'telegram', token: `123456789:${'a'.repeat(35)}` },
  'channels.login': { platform: 'vk' },
  'channels.login_choose': { account: '1' },
  'channels.update': { welcome: 'x' },
  'channels.set_bot_profile': { name: 'N' },
  'messages.send': { text: 'x' },
  'messages.edit': { text: 'x' },
  'notes.add': { text: 'x' },
  'projects.update': { name: 'Taken over' },
};

function request(operation, values) {
  const path = operation.path.replace(/^\/api\/v1/, '').replace(/\{(\w+)\}/g, (_, name) => {
    assert.ok(values[name], `the test knows no id for {${name}} of ${operation.operationId}`);
    return values[name];
  });
  const query = operation.operationId === 'chats.list' ? '?tab=new' : '';
  const body =
    operation.method === 'GET' || operation.method === 'DELETE'
      ? undefined
      : bodyOf(operation, values);
  return { path: path + query, body };
}

function bodyOf({ operationId }, values) {
  if (operationId === 'chats.mark_read') return { up_to: values.message };
  return plausible[operationId] ?? {};
}

const inProject = () => operations.filter(({ path }) => path.includes('{project}'));

test('PRJ-1: every operation answers 404 to someone outside the project', async () => {
  assert.ok(inProject().length >= 15, `only ${inProject().length} operations found`);
  for (const operation of inProject()) {
    const { path, body } = request(operation, ids);
    const answer = await stranger.ask(operation.method, path, body);
    const seen = [answer.status, answer.body.code];
    assert.deepEqual(
      seen,
      [404, 'not_found'],
      `${operation.operationId}: ${JSON.stringify(answer.body)}`,
    );
  }
});

test('PRJ-1: ids of one project answer 404 under another project of the same person', async () => {
  const mixed = { ...ids, project: stranger.project.id };
  const deeper = inProject().filter(({ path }) => /\{(?!project)\w+\}/.test(path));
  assert.ok(deeper.length >= 8, `only ${deeper.length} operations found`);
  for (const operation of deeper) {
    const { path, body } = request(operation, mixed);
    const answer = await stranger.ask(operation.method, path, body);
    const seen = [answer.status, answer.body.code];
    assert.deepEqual(
      seen,
      [404, 'not_found'],
      `${operation.operationId}: ${JSON.stringify(answer.body)}`,
    );
  }
});

test('PRJ-1: the same calls over the socket answer 404 too', async () => {
  const panel = await Panel.open(stranger);
  const anywhere = inProject().filter(({ operationId }) => !operationId.startsWith('auth.'));
  for (const operation of anywhere) {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const params = Object.fromEntries(names.map((name) => [name, ids[name]]));
    const tab = operation.operationId === 'chats.list' ? { tab: 'new' } : {};
    const body = operation.method === 'GET' ? {} : bodyOf(operation, ids);
    await refused(
      panel.call(operation.operationId, { ...params, ...tab, ...body }),
      404,
      'not_found',
    );
  }
  await refused(panel.subscribe(stage.project), 404, 'not_found');
  await panel.close();
});

test('PRJ-1: ids that are none get a clear answer, never a 500', async () => {
  const odd = [
    '0',
    '-1',
    'x',
    '9223372036854775807',
    '9223372036854775808',
    '1e3',
    '%00',
    '../1',
    "1'--",
    ' 1',
  ];
  for (const id of odd) {
    for (const path of [
      `/projects/${encodeURIComponent(id)}`,
      `${stage.path}/chats/${encodeURIComponent(id)}`,
    ]) {
      const answer = await stage.owner.ask('GET', path);
      assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    }
  }
});

test('PRJ-1: nothing of the attempts changed the project', async () => {
  const project = await stage.owner.get(stage.path);
  assert.equal(project.name, stage.project.name);
  const [channel] = await stage.owner.all(`${stage.path}/channels`);
  assert.equal(channel.state, 'connected');
  const texts = (await stage.messages({ id: ids.chat })).map((message) => message.text);
  assert.ok(!texts.includes('x'));
  for (const [what, id] of [
    ['members', ids.member],
    ['departments', ids.department],
    ['invites', ids.invite],
    ['tokens', ids.token],
    ['variables', ids.variable],
  ]) {
    const all = await stage.owner.all(`${stage.path}/${what}`);
    assert.ok(
      all.some((one) => one.id === id && one.name !== 'Taken over'),
      what,
    );
  }
  assert.equal((await stage.owner.get(`${stage.path}/clients/${ids.client}`)).notes, '');
});
