import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { codeOf, openStage } from './test_stage.mjs';

let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
beforeEach(() => stage.receiver.clear());
after(() => stage.close());

test('CHN-8: a token tells its community, in the form of the version', async () => {
  const account = await vk.addAccount({ name: 'Demo shop', screen_name: 'demoshop', photo: true });
  const { groups, profiles } = await stage.must(account, 'groups.getById');
  assert.deepEqual(profiles, []);
  const { id, name, screen_name, photo_200 } = groups[0];
  assert.deepEqual([id, name, screen_name], [account.id, 'Demo shop', 'demoshop']);
  assert.equal((await fetch(photo_200)).headers.get('content-type'), 'image/jpeg');
  const older = await stage.must(account, 'groups.getById', { v: '5.131' });
  assert.deepEqual(older, groups);
  const other = await vk.addAccount();
  const named = await stage.must(account, 'groups.getById', { group_ids: `demoshop,${other.id}` });
  assert.deepEqual(
    named.groups.map((one) => one.id),
    [account.id, other.id],
  );
  const nobody = await stage.call(account, 'groups.getById', { group_ids: 'nobody' });
  assert.equal(codeOf(nobody), 100);
});

test('CHN-8: a token tells its rights', async () => {
  const account = await vk.addAccount();
  const { mask, permissions } = await stage.must(account, 'groups.getTokenPermissions');
  assert.equal(mask, 397_316);
  const messages = permissions.find(({ name }) => name === 'messages');
  assert.equal(messages.setting, 4096);
});

test('CHN-8: a right that the token lacks is error 15', async () => {
  const account = await vk.addAccount({ permissions: ['messages'] });
  assert.equal((await stage.must(account, 'groups.getTokenPermissions')).mask, 4096);
  const group_id = account.id;
  for (const method of ['groups.setSettings', 'groups.getCallbackServers', 'docs.save']) {
    assert.equal(codeOf(await stage.call(account, method, { group_id })), 15, method);
  }
  await assert.rejects(vk.addAccount({ permissions: ['fly'] }), /400.*no permission fly/);
});

test('CHN-8: a wrong call says what is wrong', async () => {
  const account = await vk.addAccount();
  const wrong = async (method, params) => codeOf(await stage.call(account, method, params));
  assert.equal(await wrong('groups.fly'), 3);
  assert.equal(await wrong('groups.getById', { v: '' }), 8);
  assert.equal(await wrong('groups.setSettings', { group_id: account.id, messages: 2 }), 100);
  assert.equal(await wrong('groups.setSettings', { group_id: 1 }), 203);
  assert.equal(await wrong('groups.get', { filter: 'admin' }), 27);
  assert.equal(codeOf(await stage.call({ token: 'vk1.a.wrong' }, 'groups.getById')), 5);
  const none = await fetch(`${stage.server.url}/vk/method/groups.getById?v=5.199`);
  assert.equal(none.status, 200);
  const { error } = await none.json();
  assert.equal(error.error_code, 5);
  assert.match(error.error_msg, /no access_token passed/);
});

test('CHN-8: a call is a form or a query, never JSON', async () => {
  const { token } = await vk.addAccount();
  const url = `${stage.server.url}/vk/method/groups.getById`;
  const byQuery = await fetch(`${url}?access_token=${token}&v=5.199`);
  assert.ok((await byQuery.json()).response);
  const byJson = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ access_token: token, v: '5.199' }),
  });
  assert.equal(codeOf(await byJson.json()), 5);
});

test('CHN-8: a refusal repeats the call without the token', async () => {
  const account = await vk.addAccount();
  const { error } = await stage.call(account, 'messages.send', { peer_id: 5, random_id: 1 });
  assert.deepEqual(error.request_params, [
    { key: 'method', value: 'messages.send' },
    { key: 'v', value: '5.199' },
    { key: 'peer_id', value: '5' },
    { key: 'random_id', value: '1' },
  ]);
  const [record] = await vk.calls(account, { client: 5 });
  assert.equal(record.outcome, '936: Contact not found');
  assert.ok(!JSON.stringify(record).includes(account.token));
});

test('CHN-10: a revoked token is error 5, another one works again', async () => {
  const account = await vk.addAccount();
  await vk.revoke(account);
  assert.equal(codeOf(await stage.call(account, 'groups.getById')), 5);
  const renewed = await vk.newToken(account);
  assert.notEqual(renewed.token, account.token);
  assert.ok((await stage.call(renewed, 'groups.getById')).response);
  assert.equal(codeOf(await stage.call(account, 'groups.getById')), 5);
});

test('OPS-3: people are told in one batch, with the fields that were asked', async () => {
  const account = await vk.addAccount();
  const ira = await vk.addClient({
    ...{ first_name: 'Ira', last_name: 'K', screen_name: 'ira_k', sex: 1, photo: true },
    ...{ city: { id: 314, title: 'Kyiv' }, names: { en: { first_name: 'Irene', last_name: 'K' } } },
  });
  const gone = await vk.addClient({ deactivated: 'deleted' });
  const fields = 'photo_200,screen_name,domain,sex,city,bdate';
  const user_ids = [ira.id, gone.id, 1].join();
  const [first, second, ...more] = await stage.must(account, 'users.get', { user_ids, fields });
  const { photo_200, ...told } = first;
  assert.deepEqual(told, {
    ...{ id: ira.id, first_name: 'Ira', last_name: 'K', can_access_closed: true },
    ...{ is_closed: false, screen_name: 'ira_k', domain: 'ira_k', sex: 1 },
    city: { id: 314, title: 'Kyiv' },
  });
  assert.equal((await fetch(photo_200)).status, 200);
  assert.deepEqual([second.deactivated, second.photo_200, more], ['deleted', undefined, []]);
  const [plain] = await stage.must(account, 'users.get', { user_ids: 'ira_k', lang: 'en' });
  assert.deepEqual([plain.first_name, plain.sex], ['Irene', undefined]);
  const many = Array.from({ length: 1001 }, (_, n) => n + 1).join();
  assert.equal(codeOf(await stage.call(account, 'users.get', { user_ids: many })), 100);
  assert.equal(codeOf(await stage.call(account, 'users.get')), 100);
});
