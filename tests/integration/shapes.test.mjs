import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pngOf } from '../support/pictures.mjs';
import { addMember, Session } from '../support/session.mjs';
import { Shapes } from '../support/shapes.mjs';
import { openStage } from '../support/stage.mjs';
import { turnOnTotp } from '../support/totp.mjs';

/** What needs a platform's login, a mail server or a failure, and is answered in other files. */
const elsewhere = [
  ...['auth.ask_reset', 'auth.finish_reset', 'messages.retry'],
  ...['channels.login', 'channels.login_state', 'channels.login_choose'],
];

let stage;
let shapes;
let bot;
let channel;
let owner;
let manager;
before(async () => {
  shapes = await Shapes.open();
  stage = await openStage();
  owner = shapes.watch(stage.owner);
  ({ bot, channel } = await stage.connectBot());
  manager = shapes.watch(await addMember(owner, stage.project, { name: 'Vera' }));
});
after(() => stage.close());

const none = [];
const remove = (path, body, session = owner) => session.do('DELETE', path, body);
const at = (path) => `${stage.path}/${path}`;

async function upload(path, field) {
  const form = new FormData();
  form.set('file', new Blob([pngOf(64, 64)], { type: 'image/png' }), 'picture.png');
  const body = await owner.postForm(path, form);
  shapes.look('POST', path, { status: field, body });
  return body;
}

test('ACC-7: what accounts and sessions are answered is what is described', async () => {
  const email = `shapes.${process.pid}@example.com`;
  const someone = shapes.watch(new Session(stage.server.url));
  await someone.signUp({ name: 'Someone', email });
  await someone.patch('/auth/me', { locale: 'en' });
  await someone.post('/auth/change_password', {
    current: someone.password,
    password: 'another 12',
  });
  await someone.refresh();
  const elsewhereToo = await new Session(stage.server.url).signIn(email, 'another 12');
  const list = await someone.get('/auth/sessions');
  await someone.do('DELETE', `/auth/sessions/${list.items.find(({ current }) => !current).id}`);
  await assert.rejects(elsewhereToo.refresh());
  await someone.post('/auth/sessions/end_others');
  await turnOnTotp(someone);
  await someone.post('/auth/totp/recovery_codes', { password: 'another 12' });
  await someone.get('/auth/me');
  await someone.post('/auth/totp/off', { password: 'another 12' });
  await upload('/auth/photo', 200);
  await remove('/auth/photo');
  await someone.post('/auth/sign_out');
  await shapes.watch(new Session(stage.server.url)).signIn(email, 'another 12');
  assert.deepEqual(shapes.wrong, none);
});

test('ACC-7: what a project and its team are answered is what is described', async () => {
  await owner.get('/projects');
  await owner.get(stage.path);
  await owner.patch(stage.path, { color: '#aabbcc', assignment_cap: 5 });
  await upload(at('logo'), 200);
  await remove(at('logo'));
  await owner.get('/platforms');
  const member = `members/${manager.me.id}`;
  await owner.patch(at(member), { permissions: { export: false } });
  await manager.post(at('presence'), { away: false });
  const made = await owner.post(at('departments'), {
    name: 'Sales',
    channels: [],
    links: ['spring'],
  });
  await owner.patch(at(`departments/${made.id}`), {
    assignment: 'least_loaded',
    assignment_cap: 3,
  });
  const gone = await owner.post(at('departments'), { name: 'Gone' });
  await remove(at(`departments/${gone.id}`));
  const invite = await owner.post(at('invites'), { role: 'manager' });
  const guest = shapes.watch(new Session(stage.server.url));
  const token = invite.url.split('/').pop();
  await guest.post('/invites/look', { token });
  const newcomer = {
    name: 'Guest',
    email: `guest.${process.pid}@example.com`,
    password: 'guest 12345',
  };
  await guest.post('/invites/accept', { token, ...newcomer });
  const second = await owner.post(at('invites'), { role: 'admin' });
  const key = await owner.post(at('tokens'), { name: 'CRM', scopes: ['chats.read'] });
  for (const list of ['members', 'presence', 'departments', 'invites', 'tokens', 'audit'])
    assert.ok((await owner.get(at(list))).items.length > 0, list);
  await owner.get('/staff');
  await remove(at(`invites/${second.id}`));
  await remove(at(`tokens/${key.id}`));
  const { person } = await guest.refresh();
  await remove(at(`members/${person.id}`));
  await remove(`/staff/${person.id}`);
  const spare = await owner.post('/projects', { name: 'Spare' });
  await remove(`/projects/${spare.id}`, { name: 'Spare' });
  assert.deepEqual(shapes.wrong, none);
});

test('ACC-7: what channels and chats are answered is what is described', async () => {
  await owner.get(at('channels'));
  const viber = await stage.connectAccount('viber');
  await owner.patch(at(`channels/${viber.channel.id}`), { welcome: 'Hello' });
  await owner.post(at(`channels/${channel.id}/check`));
  const profile = at(`channels/${channel.id}/bot_profile`);
  const { name } = await owner.get(profile);
  await owner.do('PUT', profile, { name });
  await owner.post(at(`channels/${channel.id}/rearm`));
  const { chat } = await stage.writingClient(bot);
  const path = at(`chats/${chat.id}`);
  const sales = (await owner.get(at('departments'))).items[0];
  await owner.post(`${path}/forward`, { department: sales.id });
  await manager.post(`${path}/take`);
  const helper = await addMember(owner, stage.project, { name: 'Helper' });
  await manager.post(`${path}/add`, { member: helper.me.id });
  await manager.post(`${path}/remove`, { member: helper.me.id });
  await manager.post(`${path}/add`, { member: helper.me.id });
  await shapes.watch(helper).post(`${path}/leave`);
  await manager.post(`${path}/transfer`, { to: helper.me.id });
  await helper.post(`${path}/decline`);
  await manager.post(`${path}/transfer`, { to: helper.me.id });
  await helper.post(`${path}/accept`);
  await owner.post(`${path}/take_over`);
  const file = await upload(at('files'), 201);
  await owner.post(`${path}/typing`);
  await owner.post(`${path}/notes`, { text: 'a note' });
  const sent = await owner.post(`${path}/messages`, { text: 'hi', attachments: [file.id] });
  await stage.messageWith(chat, 'hi', 'sent');
  await owner.patch(`${path}/messages/${sent.id}`, { text: 'hello' });
  await remove(`${path}/messages/${sent.id}`);
  await owner.post(`${path}/read`, { up_to: sent.id });
  for (const tab of ['new', 'mine', 'others', 'done']) await stage.chats(tab);
  await owner.get(at('chats/counters'));
  await owner.get(path);
  await stage.messages(chat);
  await owner.post(`${path}/done`);
  assert.deepEqual(shapes.wrong, none);
});

test('ACC-7: what clients are answered is what is described', async () => {
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, '/start summer');
  const chat = await stage.chatOf(client);
  const path = at(`clients/${chat.id}`);
  const pet = await owner.post(at('variables'), { name: 'Pet', kind: 'choice', choices: ['cat'] });
  await owner.patch(at(`variables/${pet.id}`), { choices: ['cat', 'dog'] });
  const card = { phone: '+37120123123', add_tags: ['tea'], variables: { [pet.id]: 'dog' } };
  await owner.patch(path, card);
  const { chat: twin } = await stage.writingClient(bot);
  await owner.patch(at(`clients/${twin.id}`), { phone: card.phone });
  for (const list of ['history', 'dialogs', 'sources', 'linked'])
    assert.ok((await owner.get(`${path}/${list}`)).items.length > 0, list);
  await owner.get(path);
  for (const list of ['clients', 'variables', 'tags'])
    assert.ok((await owner.get(at(list))).items.length > 0, list);
  await remove(at(`variables/${pet.id}`));
  assert.deepEqual(shapes.wrong, none);
});

test('ACC-7: refusals have the described shape too, and every operation was answered', async () => {
  await owner.ask('PATCH', stage.path, { color: 'red', colour: 'red' });
  await owner.ask('GET', at('chats/1'));
  await manager.ask('DELETE', stage.path, { name: 'Shop' });
  await remove(at(`channels/${channel.id}`));
  assert.deepEqual(shapes.wrong, none);
  const missing = shapes.operations.filter((name) => !shapes.seen.has(name));
  assert.deepEqual(missing.sort(), [...elsewhere].sort());
});
