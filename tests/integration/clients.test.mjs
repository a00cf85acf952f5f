import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, refused } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

let stage;
let bot;
let manager;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
  manager = await addMember(stage.owner, stage.project, { name: 'Vera' });
});
after(() => stage.close());

const cardPath = ({ id }) => `${stage.path}/clients/${id}`;
const blindTo = async (...names) => {
  const session = await addMember(stage.owner, stage.project);
  const permissions = Object.fromEntries(names.map((name) => [name, false]));
  await stage.owner.patch(`${stage.path}/members/${session.me.id}`, { permissions });
  return session;
};
const newClient = async (fields) => (await stage.writingClient(bot, 'hello', fields)).chat;
const variable = (body) => stage.owner.post(`${stage.path}/variables`, body);

test('CRD-1: a client’s card begins with what the messenger told', async () => {
  const chat = await newClient({ last_name: 'Stone', username: 'stone', language_code: 'en' });
  const card = await manager.get(cardPath(chat));
  assert.deepEqual(
    [card.id, card.chat, card.first_name, card.last_name, card.username, card.language],
    [chat.id, chat.id, chat.client.first_name, 'Stone', 'stone', 'en'],
  );
  assert.equal(card.profile_url, 'https://t.me/stone');
  assert.deepEqual(
    [card.status, card.email, card.phone, card.sex, card.country, card.city, card.address],
    ['appealed', '', '', 'unknown', '', '', ''],
  );
  assert.deepEqual([card.notes, card.tags, card.variables], ['', [], {}]);
  assert.deepEqual(
    [card.subscribed, card.contacts, card.channel.platform],
    [true, true, 'telegram'],
  );
});

test('CRD-2: a change keeps what it does not name, and every panel hears of it', async () => {
  const chat = await newClient();
  const panel = await stage.openPanel(manager);
  await stage.owner.patch(cardPath(chat), { email: ' Ann@Example.COM ', city: ' Riga ' });
  const card = await stage.owner.patch(cardPath(chat), {
    phone: '+371 (20) 12-34-56',
    status: 'regular',
    sex: 'female',
    notes: 'two\nlines',
  });
  assert.deepEqual(
    [card.email, card.city, card.phone, card.status, card.sex, card.notes],
    ['ann@example.com', 'Riga', '+371 (20) 12-34-56', 'regular', 'female', 'two\nlines'],
  );
  assert.deepEqual(await manager.get(cardPath(chat)), card);
  const told = await panel.event(
    'the card',
    ({ event, data }) => event === 'client.changed' && data.version === card.version,
  );
  assert.deepEqual(told.data, card);
  const emptied = await stage.owner.patch(cardPath(chat), { email: '', phone: '' });
  assert.deepEqual([emptied.email, emptied.phone, emptied.city], ['', '', 'Riga']);
  await panel.close();
});

test('CRD-2: two people who change different fields at the same moment both win', async () => {
  const chat = await newClient();
  const fields = ['country', 'city', 'address', 'notes', 'email', 'phone'];
  const value = (field, n) =>
    field === 'email'
      ? `ann${n}@example.com`
      : field === 'phone'
        ? `+3712012345${n}`
        : `${field} ${n}`;
  const edits = [];
  for (let n = 0; n < 5; n += 1) {
    for (const [at, field] of fields.entries()) {
      const session = at % 2 === 0 ? stage.owner : manager;
      edits.push(session.patch(cardPath(chat), { [field]: value(field, n) }));
    }
    edits.push(stage.owner.patch(cardPath(chat), { add_tags: [`owner ${n}`] }));
    edits.push(manager.patch(cardPath(chat), { add_tags: [`manager ${n}`] }));
  }
  const answers = await Promise.all(edits);
  const versions = answers.map(({ version }) => version);
  assert.equal(new Set(versions).size, versions.length, 'every change has a version of its own');
  const card = await stage.owner.get(cardPath(chat));
  assert.equal(card.version, Math.max(...versions));
  for (const field of fields) {
    const all = [0, 1, 2, 3, 4].map((n) => value(field, n));
    assert.ok(all.includes(card[field]), `${field} is ${card[field]}`);
  }
  assert.equal(card.tags.length, 10);
  const history = await stage.owner.all(`${cardPath(chat)}/history`);
  assert.equal(history.length, edits.length);
});

test('CRD-2: what does not fit is refused where it stands, and nothing is changed', async () => {
  const chat = await newClient();
  const before = await stage.owner.get(cardPath(chat));
  for (const [body, pointer] of [
    [{ email: 'ann' }, '/email'],
    [{ phone: '1234' }, '/phone'],
    [{ phone: '+7 999 CALL-ME' }, '/phone'],
    [{ status: 'friend' }, '/status'],
    [{ city: 'two\nlines' }, '/city'],
    [{ add_tags: [' '] }, '/add_tags'],
    [{ variables: { 99: 'blue' } }, '/variables/99'],
  ]) {
    const wrong = refused(stage.owner.patch(cardPath(chat), body), 400, 'request.invalid');
    assert.equal((await wrong).body.errors[0].pointer, pointer);
  }
  await refused(stage.owner.patch(cardPath(chat), { version: 5 }), 400, 'request.unknown_field');
  assert.deepEqual(await stage.owner.get(cardPath(chat)), before);
});

test('CRD-3: tags are added and taken away, and the project remembers them by name', async () => {
  const chat = await newClient();
  await stage.owner.patch(cardPath(chat), { add_tags: ['tea', 'vip'] });
  const card = await manager.patch(cardPath(chat), {
    add_tags: ['coffee'],
    remove_tags: ['vip', 'none'],
  });
  assert.deepEqual(card.tags, ['tea', 'coffee']);
  const names = async () => (await manager.all(`${stage.path}/tags`, 1)).map(({ name }) => name);
  const all = await names();
  assert.deepEqual(all, [...all].sort());
  for (const tag of ['tea', 'vip', 'coffee']) assert.ok(all.includes(tag), tag);
  const many = Array.from({ length: 48 }, (_, n) => `tag ${n}`);
  assert.equal((await stage.owner.patch(cardPath(chat), { add_tags: many })).tags.length, 50);
  await refused(
    stage.owner.patch(cardPath(chat), { add_tags: ['one more'] }),
    409,
    'limit.reached',
  );
});

test('CRD-5: a value fits its variable’s kind, and null takes it away', async () => {
  const chat = await newClient();
  const made = {
    text: await variable({ name: 'Pet', kind: 'text' }),
    number: await variable({ name: 'Visits', kind: 'number' }),
    boolean: await variable({ name: 'Member', kind: 'boolean' }),
    date: await variable({ name: 'Birthday', kind: 'date' }),
    choice: await variable({ name: 'Size', kind: 'choice', choices: ['S', 'M'] }),
  };
  const good = { text: 'cat', number: 1.5, boolean: false, date: '2024-02-29', choice: 'M' };
  const bad = { text: 5, number: '5', boolean: 0, date: '2026-02-29', choice: 'XL' };
  const of = (values) =>
    Object.fromEntries(Object.entries(values).map(([kind, value]) => [made[kind].id, value]));
  const card = await stage.owner.patch(cardPath(chat), { variables: of(good) });
  assert.deepEqual(card.variables, of(good));
  for (const kind of Object.keys(bad)) {
    const body = { variables: of({ [kind]: bad[kind] }) };
    const wrong = await refused(stage.owner.patch(cardPath(chat), body), 400, 'request.invalid');
    assert.equal(wrong.body.errors[0].pointer, `/variables/${made[kind].id}`, kind);
  }
  const less = await manager.patch(cardPath(chat), { variables: of({ text: null, number: 2 }) });
  const { boolean, date, choice } = good;
  assert.deepEqual(less.variables, of({ number: 2, boolean, date, choice }));
});

test('CRD-5: variables are the administrators’, have names of their own and tell the panels', async () => {
  const panel = await stage.openPanel(manager);
  const made = await variable({ name: 'Colour', kind: 'choice', choices: ['red'] });
  await panel.event('the variables', ({ event }) => event === 'variables.changed');
  const list = await manager.all(`${stage.path}/variables`);
  assert.deepEqual(
    list.find(({ id }) => id === made.id),
    made,
  );
  const path = `${stage.path}/variables/${made.id}`;
  const changed = await stage.owner.patch(path, { name: 'Hue', choices: ['red', 'blue'] });
  assert.deepEqual([changed.name, changed.choices], ['Hue', ['red', 'blue']]);
  await refused(variable({ name: 'hue', kind: 'text' }), 409, 'name.taken');
  await refused(variable({ name: 'Sort', kind: 'choice' }), 400, 'request.invalid');
  await refused(variable({ name: 'Sort', kind: 'text', choices: ['a'] }), 400, 'request.invalid');
  await refused(manager.patch(path, { name: 'Mine' }), 403, 'access.denied');
  await refused(
    manager.post(`${stage.path}/variables`, { name: 'x', kind: 'text' }),
    403,
    'access.denied',
  );
  await stage.owner.do('DELETE', path);
  await refused(stage.owner.do('DELETE', path), 404, 'not_found');
  await refused(stage.owner.patch(path, { name: 'Back' }), 404, 'not_found');
  const audit = await stage.owner.get(`${stage.path}/audit?limit=3`);
  assert.deepEqual(
    audit.items.map(({ action, subject }) => [action, subject]),
    [
      ['variables.delete', 'Hue'],
      ['variables.update', 'Colour'],
      ['variables.create', 'Colour'],
    ],
  );
  await panel.close();
});

test('CRD-6, CRD-7: a client’s appeals and the links they came by are listed newest first', async () => {
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, '/start spring');
  const chat = await stage.chatOf(client);
  const path = `${stage.path}/chats/${chat.id}`;
  await stage.owner.post(`${path}/take`);
  await stage.owner.post(`${path}/done`);
  await stage.simulator.text(bot, client, '/start autumn');
  await stage.chatOf(client);
  const sources = await manager.all(`${cardPath(chat)}/sources`, 1);
  assert.deepEqual(
    sources.map(({ payload }) => payload),
    ['autumn', 'spring'],
  );
  const [second, first] = await manager.all(`${cardPath(chat)}/dialogs`, 1);
  assert.deepEqual([second.closed_at, second.closed_by], [null, null]);
  assert.equal(first.closed_by.name, 'Owner');
  assert.ok(first.opened_at < first.closed_at && first.closed_at <= second.opened_at);
});

test('CRD-8: who changed what of a card is told in words, page by page', async () => {
  const chat = await newClient();
  await stage.owner.patch(cardPath(chat), { status: 'interested', phone: '+37120999888' });
  await manager.patch(cardPath(chat), { status: 'client', add_tags: ['tea'] });
  await manager.patch(cardPath(chat), { status: 'client' });
  const history = await stage.owner.all(`${cardPath(chat)}/history`, 1);
  const told = history.map(({ by, field, before, after }) => [by.name, field, before, after]);
  assert.deepEqual(told.slice(0, 2).sort(), [
    ['Vera', 'status', 'interested', 'client'],
    ['Vera', 'tags', '', 'tea'],
  ]);
  assert.deepEqual(told.slice(2).sort(), [
    ['Owner', 'phone', '', '+37120999888'],
    ['Owner', 'status', 'appealed', 'interested'],
  ]);
});

test('CRD-8: clients with the same phone or e-mail are found from each other', async () => {
  const chats = [await newClient(), await newClient(), await newClient(), await newClient()];
  const [one, samePhone, sameEmail, other] = chats;
  await stage.owner.patch(cardPath(one), { phone: '+371 20 555 000', email: 'kim@example.com' });
  await stage.owner.patch(cardPath(samePhone), { phone: '+37120555000' });
  await stage.owner.patch(cardPath(sameEmail), { email: 'KIM@example.com' });
  await stage.owner.patch(cardPath(other), { phone: '+37120555001' });
  const linked = async (chat, session = stage.owner) =>
    (await session.all(`${cardPath(chat)}/linked`)).map(({ id }) => id);
  assert.deepEqual(await linked(one), [sameEmail.id, samePhone.id]);
  assert.deepEqual(await linked(samePhone), [one.id]);
  assert.deepEqual(await linked(other), []);
  // Of those hidden from somebody nothing is said.
  await manager.post(`${stage.path}/chats/${sameEmail.id}/take`);
  const blind = await blindTo('others');
  assert.deepEqual(await linked(one, blind), [samePhone.id]);
});

test('TEAM-3: who may not see contacts reads none and writes none', async () => {
  const chat = await newClient({ username: 'hidden_one' });
  const secrets = { email: 'hide@example.com', phone: '+37120777000', address: 'Secret Street 1' };
  await stage.owner.patch(cardPath(chat), { ...secrets, city: 'Riga' });
  const blind = await blindTo('client_contacts');
  const panel = await stage.openPanel(blind);
  const card = await blind.patch(cardPath(chat), { notes: 'seen' });
  assert.deepEqual(
    [card.contacts, card.email, card.phone, card.address, card.username, card.profile_url],
    [false, '', '', '', null, null],
  );
  assert.deepEqual([card.city, card.notes], ['Riga', 'seen']);
  for (const field of ['email', 'phone', 'address'])
    await refused(blind.patch(cardPath(chat), { [field]: secrets[field] }), 403, 'access.denied');
  const event = await panel.event(
    'the card',
    ({ event: name, data }) => name === 'client.changed' && data.version === card.version,
  );
  assert.deepEqual(event.data, card);
  const history = await blind.all(`${cardPath(chat)}/history`);
  const ofPhone = history.find(({ field }) => field === 'phone');
  assert.deepEqual([ofPhone.before, ofPhone.after], ['', '']);
  await panel.close();
});

test('CRD-2, HIE-3: of an active chat the participants edit the card, and owners', async () => {
  const { chat } = await stage.takenChat(bot, manager);
  const colleague = await addMember(stage.owner, stage.project);
  const path = `${stage.path}/chats/${chat.id}`;
  await refused(colleague.patch(cardPath(chat), { city: 'Riga' }), 403, 'chat.not_participant');
  assert.equal((await manager.patch(cardPath(chat), { city: 'Riga' })).city, 'Riga');
  assert.equal((await stage.owner.patch(cardPath(chat), { city: 'Oslo' })).city, 'Oslo');
  await manager.post(`${path}/add`, { member: colleague.me.id });
  assert.equal((await colleague.patch(cardPath(chat), { city: 'Bonn' })).city, 'Bonn');
  await manager.post(`${path}/done`);
  const stranger = await addMember(stage.owner, stage.project);
  assert.equal((await stranger.patch(cardPath(chat), { city: 'Graz' })).city, 'Graz');
});

test('CRD-8, TEAM-3: the list of clients is read page by page by who is allowed the audience', async () => {
  const chats = await stage.chats('new');
  const clients = await stage.owner.all(`${stage.path}/clients`, 2);
  const ids = clients.map(({ id }) => id);
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1)),
  );
  assert.equal(new Set(ids).size, ids.length);
  for (const { id } of chats) assert.ok(ids.includes(id));
  assert.ok(ids.length > chats.length, 'clients of chats in other tabs are there too');
  const blind = await blindTo('others', 'done');
  const seen = (await blind.all(`${stage.path}/clients`, 2)).map(({ id }) => id);
  assert.deepEqual(seen.sort(), chats.map(({ id }) => id).sort());
  const noAudience = await blindTo('audience');
  await refused(noAudience.get(`${stage.path}/clients`), 403, 'access.denied');
});

test('PRJ-1: a client of another project is not there', async () => {
  const chat = await newClient();
  const other = await stage.owner.post('/projects', { name: 'Other' });
  const path = `/projects/${other.id}/clients/${chat.id}`;
  for (const tail of ['', '/history', '/dialogs', '/sources', '/linked'])
    await refused(stage.owner.get(path + tail), 404, 'not_found');
  await refused(stage.owner.patch(path, { city: 'Riga' }), 404, 'not_found');
});
