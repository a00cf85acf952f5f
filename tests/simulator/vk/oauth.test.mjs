import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { codeOf, openStage } from './test_stage.mjs';

const redirect_uri = 'https://crm.example.com/vk/back';
const verifier = 'v'.repeat(64);
const code_challenge = createHash('sha256').update(verifier).digest('base64url');
let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
after(() => stage.close());

/** An application, two communities, and who runs them. */
async function registered(wish = {}) {
  const app = await vk.ask('POST', '/apps', wish);
  const [first, second] = [await vk.addAccount(), await vk.addAccount()];
  const accounts = [first.id, second.id];
  const admin = await vk.ask('POST', '/admins', { name: 'Olga M', accounts });
  return { app, first, second, admin };
}
const address = (path, params) => `${stage.server.url}${path}?${new URLSearchParams(params)}`;
const queryOf = (url) => Object.fromEntries(new URL(url).searchParams);
async function post(path, fields) {
  const body = new URLSearchParams(fields);
  const response = await fetch(stage.server.url + path, { method: 'POST', body });
  return { http: response.status, ...(await response.json()) };
}

const loginOf = ({ app_id }, more = {}) => ({
  ...{ response_type: 'code', client_id: app_id, redirect_uri, state: 'st1', scope: 'groups' },
  ...{ code_challenge, code_challenge_method: 'S256', ...more },
});

async function userToken(app) {
  const { redirect } = await vk.approve(address('/vk/id/authorize', loginOf(app)));
  const { code, device_id, state } = queryOf(redirect);
  const wanted = { grant_type: 'authorization_code', code, code_verifier: verifier, device_id };
  return { ...wanted, redirect_uri, client_id: app.app_id, state };
}

test('CHN-8: VK ID gives a person, by PKCE, whose communities can be listed', async () => {
  const { app, first, second, admin } = await registered();
  const exchange = await userToken(app);
  assert.equal(exchange.state, 'st1');
  const given = await post('/vk/id/oauth2/auth', exchange);
  assert.deepEqual([given.user_id, given.state, given.scope], [admin.id, 'st1', 'groups']);
  const token = { token: given.access_token };
  const listed = await stage.must(token, 'groups.get', { filter: 'admin', extended: 1 });
  assert.deepEqual([listed.count, listed.items.map(({ id }) => id)], [2, [first.id, second.id]]);
  const plain = await stage.must(token, 'groups.get', { filter: 'admin' });
  assert.deepEqual(plain.items, [first.id, second.id]);
  const [self] = await stage.must(token, 'users.get');
  assert.deepEqual([self.id, self.first_name], [admin.id, 'Olga']);
  const fourth = await stage.call(token, 'users.get');
  assert.equal(codeOf(fourth), 6, 'a person may call three times a second');
  const refresh = { grant_type: 'refresh_token', refresh_token: given.refresh_token };
  const again = { ...refresh, client_id: app.app_id, device_id: exchange.device_id };
  assert.ok((await post('/vk/id/oauth2/auth', again)).access_token);
  assert.equal((await post('/vk/id/oauth2/auth', again)).error, 'invalid_grant');
});

test('CHN-8: VK ID refuses another verifier, device, address, and a code used before', async () => {
  const { app } = await registered();
  const wrongs = [
    { code_verifier: 'other' },
    { device_id: 'other' },
    { redirect_uri: 'https://other.example.com' },
    { client_id: 1 },
  ];
  for (const wrong of wrongs) {
    const answer = await post('/vk/id/oauth2/auth', { ...(await userToken(app)), ...wrong });
    assert.deepEqual([answer.http, answer.error], [401, 'invalid_grant'], JSON.stringify(wrong));
  }
  const exchange = await userToken(app);
  assert.ok((await post('/vk/id/oauth2/auth', exchange)).access_token);
  assert.equal((await post('/vk/id/oauth2/auth', exchange)).error, 'invalid_grant');
  const strange = await post('/vk/id/oauth2/auth', { ...exchange, grant_type: 'password' });
  assert.equal(strange.error, 'unsupported_grant_type');
});

test('CHN-8: a sign-in that asks wrongly is refused on its page', async () => {
  const { app } = await registered({ redirect_uris: [redirect_uri] });
  const wrongs = [
    [401, { client_id: 1 }],
    [400, { redirect_uri: 'https://evil.example.com/' }],
    [400, { response_type: 'token' }],
    [400, { code_challenge_method: 'plain' }],
    [400, { state: '' }],
  ];
  for (const [status, wrong] of wrongs) {
    const page = await fetch(address('/vk/id/authorize', loginOf(app, wrong)));
    assert.equal(page.status, status, JSON.stringify(wrong));
  }
});

test('CHN-8: a token without the right to groups lists none', async () => {
  const { app } = await registered();
  const url = address('/vk/id/authorize', loginOf(app, { scope: 'email' }));
  const { code, device_id } = queryOf((await vk.approve(url)).redirect);
  const given = await post('/vk/id/oauth2/auth', {
    ...{ grant_type: 'authorization_code', code, code_verifier: verifier, device_id },
    ...{ redirect_uri, client_id: app.app_id },
  });
  const token = { token: given.access_token };
  assert.equal(codeOf(await stage.call(token, 'groups.get', { filter: 'admin' })), 15);
  assert.equal(codeOf(await stage.call(token, 'messages.send', {})), 15);
});

const communityAsk = ({ app_id }, groups, more = {}) => ({
  ...{ client_id: app_id, group_ids: groups.map(({ id }) => id).join(), redirect_uri },
  ...{ scope: 'messages,manage', response_type: 'code', v: '5.199', state: 'st2', ...more },
});
const exchangeOf = ({ app_id, app_secret }, code) => ({
  ...{ client_id: app_id, client_secret: app_secret, redirect_uri, code },
});

test('CHN-8: the page gives tokens of communities to the program', async () => {
  const { app, first, second, admin } = await registered();
  const page = address('/vk/oauth/authorize', communityAsk(app, [first, second]));
  const html = await (await fetch(page)).text();
  assert.match(html, /Allow as Olga M/);
  const form = new URLSearchParams({ ...queryOf(page), person: admin.id });
  const pressed = await fetch(`${stage.server.url}/vk/oauth/authorize`, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
  });
  assert.equal(pressed.status, 302);
  const { code, state } = queryOf(pressed.headers.get('location'));
  assert.equal(state, 'st2');
  const given = await post('/vk/oauth/access_token', exchangeOf(app, code));
  assert.equal(given.expires_in, 0);
  assert.deepEqual(
    given.groups.map(({ group_id }) => group_id),
    [first.id, second.id],
  );
  const token = { token: given.groups[0].access_token };
  assert.equal((await stage.must(token, 'groups.getById')).groups[0].id, first.id);
  assert.equal((await stage.must(token, 'groups.getTokenPermissions')).mask, 4096 + 262_144);
  assert.ok((await stage.call(first, 'groups.getById')).response, 'the old token stays');
  await vk.ask('POST', `/admins/${admin.id}`, { accounts: [second.id] });
  assert.equal(codeOf(await stage.call(token, 'groups.getById')), 5, 'the role is lost');
});

test('CHN-8: the older answer has a key for each community', async () => {
  const { app, first } = await registered({ token_form: 'flat' });
  const { redirect } = await vk.approve(address('/vk/oauth/authorize', communityAsk(app, [first])));
  const query = new URLSearchParams(exchangeOf(app, queryOf(redirect).code));
  const given = await (await fetch(`${stage.server.url}/vk/oauth/access_token?${query}`)).json();
  const token = { token: given[`access_token_${first.id}`] };
  assert.ok((await stage.call(token, 'groups.getById')).response);
  assert.equal(given.groups, undefined);
});

test('CHN-8: refused, with a wrong secret, and twice: no token', async () => {
  const { app, first } = await registered();
  const page = address('/vk/oauth/authorize', communityAsk(app, [first]));
  const refused = queryOf((await vk.approve(page, { deny: true })).redirect);
  assert.deepEqual([refused.error, refused.state], ['access_denied', 'st2']);
  const codeNow = async () => queryOf((await vk.approve(page)).redirect).code;
  const wrong = { ...exchangeOf(app, await codeNow()), client_secret: 'x' };
  assert.equal((await post('/vk/oauth/access_token', wrong)).error, 'invalid_client');
  const elsewhere = { ...exchangeOf(app, await codeNow()), redirect_uri: 'https://a.example.com' };
  assert.equal((await post('/vk/oauth/access_token', elsewhere)).error, 'invalid_grant');
  const code = await codeNow();
  assert.ok((await post('/vk/oauth/access_token', exchangeOf(app, code))).groups);
  const twice = await post('/vk/oauth/access_token', exchangeOf(app, code));
  assert.deepEqual([twice.http, twice.error], [401, 'invalid_grant']);
});

test('CHN-8: only who runs a community can give its token', async () => {
  const { app, first } = await registered();
  const stranger = await vk.ask('POST', '/admins', { name: 'Petr' });
  const page = address('/vk/oauth/authorize', communityAsk(app, [first]));
  await assert.rejects(vk.approve(page, { person: stranger.id }), /403.*Petr does not run/);
  const nobody = await vk.addAccount();
  const other = address('/vk/oauth/authorize', communityAsk(app, [nobody]));
  await assert.rejects(vk.approve(other), /409.*nobody could press Allow/);
  await assert.rejects(vk.approve(`${stage.server.url}/elsewhere`), /400.*no sign-in page/);
  for (const wrong of [{ group_ids: '1' }, { scope: 'fly' }]) {
    const asked = communityAsk(app, [first], wrong);
    const answer = await fetch(address('/vk/oauth/authorize', asked));
    assert.equal(answer.status, 400);
  }
});
