import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { Scene } from './permissions_scene.mjs';
import { operations } from './permissions_table.mjs';

let scene;
let documented;
before(async () => {
  scene = await Scene.open();
  const document = await scene.stage.owner.get('/openapi.json');
  documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operations[operation.operationId]?.sight)
      .map(([method, { operationId }]) => ({
        ...{ name: operationId, method: method.toUpperCase() },
        path: path.replace(/^\/api\/v1/, ''),
      })),
  );
});
after(() => scene.close());

const tabs = ['new', 'mine', 'others', 'done'];
const tabOf = { new: 'new', active: 'others', done: 'done' };

/** What each operation would need to be done, were the chat seen. */
const bodies = {
  'chats.transfer': () => ({ to: scene.holder.me.id }),
  'chats.add': () => ({ member: scene.insider.me.id }),
  'chats.remove': () => ({ member: scene.insider.me.id }),
  'chats.forward': () => ({ department: scene.departments.barred.id }),
  'chats.mark_read': () => ({ up_to: '1' }),
  'messages.send': () => ({ text: 'not to be sent' }),
  'messages.edit': () => ({ text: 'not to be changed' }),
  'notes.add': () => ({ text: 'not to be written' }),
  'clients.update': () => ({ notes: 'not to be known' }),
};

const valuesOf = async (chat) => {
  const [message] = await scene.stage.messages(chat);
  return { project: scene.stage.project.id, chat: chat.id, client: chat.id, message: message.id };
};
const bodyOf = ({ name, method }) => (method === 'GET' ? undefined : (bodies[name]?.() ?? {}));
const namesOf = ({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const addressOf = (operation, values) =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);

test('INB-11: of a chat that is hidden nothing answers, of one that is seen everything does', async () => {
  assert.ok(documented.length > 20, `only ${documented.length} operations speak of a chat`);
  for (const [name, person] of Object.entries(scene.people)) {
    for (const [which, chat] of Object.entries(scene.chats)) {
      const values = await valuesOf(chat);
      const seen = person.sees.includes(which);
      const ask = async (operation) => {
        if (seen && operation.method !== 'GET') return;
        const address = addressOf(operation, values);
        const answer = await person.session.ask(operation.method, address, bodyOf(operation));
        const wanted = seen ? 200 : 404;
        assert.equal(answer.status, wanted, `${name}, ${which}: ${operation.name}`);
        if (!seen) assert.equal(answer.body.code, 'not_found');
      };
      await Promise.all(documented.map(ask));
    }
  }
});

test('INB-11: over the socket it is the same', async () => {
  for (const [name, person] of Object.entries(scene.people)) {
    const panel = await Panel.open(person.session);
    for (const which of scene.hidden(person)) {
      const values = await valuesOf(scene.chats[which]);
      for (const operation of documented) {
        const params = Object.fromEntries(namesOf(operation).map((one) => [one, values[one]]));
        const call = panel.call(operation.name, { ...params, ...bodyOf(operation) });
        const code = await call.then(
          () => 'given',
          (refusal) => refusal.code,
        );
        assert.equal(code, 'not_found', `${name}, ${which}: ${operation.name}`);
      }
    }
    await panel.close();
  }
});

test('INB-11: nothing that was refused was done', async () => {
  for (const chat of Object.values(scene.chats)) {
    const texts = (await scene.stage.messages(chat)).map(({ text }) => text);
    assert.ok(
      texts.every((text) => !text.startsWith('not to be')),
      texts.join(),
    );
    const card = await scene.stage.owner.get(`${scene.stage.path}/clients/${chat.id}`);
    assert.equal(card.notes, '');
  }
});

test('INB-1, INB-11: lists and counters hold what is seen and nothing else', async () => {
  for (const [name, person] of Object.entries(scene.people)) {
    const { permissions } = (await person.session.get('/auth/me')).projects[0];
    const counters = await person.session.get(`${scene.stage.path}/chats/counters`);
    for (const tab of tabs) {
      const path = `${scene.stage.path}/chats?tab=${tab}`;
      const wanted = person.sees.filter((which) => tabOf[scene.chats[which].state] === tab);
      assert.equal(counters[tab], wanted.length, `${name}: the number of ${tab}`);
      if (!permissions[tab]) {
        const { status, body } = await person.session.ask('GET', path);
        assert.deepEqual([status, body.code], [403, 'access.denied'], `${name}: ${tab}`);
        continue;
      }
      const found = (await person.session.all(path, 2)).map(({ id }) => id).sort();
      const ids = wanted.map((which) => scene.chats[which].id).sort();
      assert.deepEqual(found, ids, `${name}: ${tab}`);
    }
  }
});

test('INB-7: a list of one department has its chats, and none for who is kept out of it', async () => {
  for (const [name, person] of Object.entries(scene.people)) {
    for (const [where, { id }] of Object.entries(scene.departments)) {
      for (const state of ['new', 'active', 'done']) {
        const path = `${scene.stage.path}/chats?tab=${tabOf[state]}&department=${id}`;
        const answer = await person.session.ask('GET', path);
        if (answer.status !== 200) {
          assert.ok([403, 404].includes(answer.status), `${name}: ${path}: ${answer.status}`);
          assert.ok(!person.sees.includes(`${where} ${state}`), `${name}: ${where} ${state}`);
          continue;
        }
        const wanted = person.sees.includes(`${where} ${state}`)
          ? [scene.chats[`${where} ${state}`].id]
          : [];
        assert.deepEqual(
          answer.body.items.map((chat) => chat.id),
          wanted,
          `${name}: ${path}`,
        );
      }
    }
  }
});

test('INB-4, INB-11: a list by who is responsible does not show what is hidden', async () => {
  const { id } = scene.holder.me;
  for (const [name, person] of Object.entries(scene.people)) {
    const path = `${scene.stage.path}/chats?tab=others&responsible=${id}`;
    const answer = await person.session.ask('GET', path);
    if (answer.status === 403) continue;
    const wanted = person.sees.filter((which) => scene.chats[which].state === 'active');
    const ids = wanted.map((which) => scene.chats[which].id).sort();
    assert.deepEqual(answer.body.items.map((chat) => chat.id).sort(), ids, name);
  }
});

test('CRD-8, INB-11: lists of clients and linked clients hold no client of a hidden chat', async () => {
  const { stage } = scene;
  for (const { id } of Object.values(scene.chats)) {
    await stage.owner.patch(`${stage.path}/clients/${id}`, { phone: '+380 44 123 45 67' });
  }
  for (const [name, person] of Object.entries(scene.people)) {
    const ids = person.sees.map((which) => scene.chats[which].id).sort();
    const { permissions } = (await person.session.get('/auth/me')).projects[0];
    if (permissions.audience) {
      const found = (await person.session.all(`${stage.path}/clients`)).map(({ id }) => id);
      assert.deepEqual(found.sort(), ids, `${name}: clients`);
    }
    if (ids.length === 0) continue;
    const linked = await person.session.all(`${stage.path}/clients/${ids[0]}/linked`);
    const wanted = permissions.client_contacts ? ids.slice(1) : [];
    const seen = linked.map(({ id }) => id).sort();
    if (permissions.client_contacts) assert.deepEqual(seen, wanted, `${name}: linked clients`);
    else
      assert.ok(
        seen.every((id) => ids.includes(id)),
        `${name}: linked clients`,
      );
  }
});

test('TEAM-3: who may not see contacts finds them nowhere', async () => {
  const { stage, chats } = scene;
  const { id } = chats.active;
  const secrets = { email: 'secret.client@example.com', phone: '+380 44 765 43 21' };
  const address = 'Secret Street 5';
  await stage.owner.patch(`${stage.path}/clients/${id}`, { ...secrets, address });
  const hidden = [...Object.values(secrets), address];
  const blind = scene.people.Everything.session;
  const reads = ['', '/history', '/dialogs', '/sources', '/linked'];
  const paths = reads.map((path) => `${stage.path}/clients/${id}${path}`);
  paths.push(chats.active.path, `${chats.active.path}/messages`, `${stage.path}/chats?tab=others`);
  for (const path of paths) {
    const text = JSON.stringify(await blind.get(path));
    for (const secret of hidden) assert.ok(!text.includes(secret), `${path} tells ${secret}`);
  }
  const card = await blind.get(`${stage.path}/clients/${id}`);
  const { contacts, email, phone, profile_url, username } = card;
  assert.deepEqual([contacts, email, phone], [false, '', '']);
  assert.deepEqual([profile_url, username], [null, null]);
  const whole = await scene.people.Insider.session.get(`${stage.path}/clients/${id}`);
  assert.deepEqual([whole.contacts, whole.email, whole.phone], [true, ...Object.values(secrets)]);
});

test('ACC-7, INB-11: a token shows no more than its maker sees, by no operation', async () => {
  const { stage } = scene;
  const maker = await scene.member('Maker', { role: 'admin' });
  const scopes = ['chats.read', 'chats.write', 'clients.read', 'clients.write', 'project.read'];
  const { token } = await maker.post(`${stage.path}/tokens`, { name: 'CRM', scopes });
  const path = `${stage.path}/members/${maker.me.id}`;
  const permissions = { new: false, others: false, done: false };
  await stage.owner.patch(path, { role: 'manager', permissions });
  const authorization = `Bearer ${token}`;
  const nobody = { cookie: '', 'x-csrf-token': '', authorization };
  for (const chat of Object.values(scene.chats)) {
    const values = await valuesOf(chat);
    for (const operation of documented) {
      const address = addressOf(operation, values);
      const { status } = await maker.ask(operation.method, address, bodyOf(operation), nobody);
      assert.equal(status, 404, operation.name);
    }
  }
});
