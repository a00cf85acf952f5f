import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage, pairOf } from './stage.mjs';

/** @type {Stage} */
let stage;
let app;
let pages;
let admin;
const callback = 'http://127.0.0.1:9/oauth/messenger';
const scopes = 'pages_show_list,pages_messaging,pages_manage_metadata';

before(async () => {
  stage = await Stage.open();
  app = await stage.control('POST', 'apps', {});
  const add = (name) => stage.control('POST', 'accounts', { app_id: app.app_id, name });
  pages = await Promise.all(['Shop', 'Café', 'Books'].map(add));
  const accounts = [pages[0].id, pages[1].id, { id: pages[2].id, tasks: ['ANALYZE'] }];
  admin = await stage.control('POST', 'admins', { name: 'Ira <K>', accounts });
});
after(() => stage.close());

function dialog(more = {}) {
  const query = {
    client_id: app.app_id,
    redirect_uri: callback,
    state: 's-1',
    scope: scopes,
    ...more,
  };
  return `${stage.server.url}/messenger/v25.0/dialog/oauth?${new URLSearchParams(query)}`;
}
const approve = async (more = {}) => {
  const { redirect } = await stage.control('POST', 'oauth/approve', { url: dialog(), ...more });
  return new URL(redirect).searchParams;
};
const exchange = async (more) => {
  const plain = { client_id: app.app_id, client_secret: app.app_secret };
  return (await stage.graph('GET', 'oauth/access_token', { ...plain, ...more })).body;
};
async function userToken(more) {
  const code = (await approve(more)).get('code');
  return (await exchange({ code, redirect_uri: callback })).access_token;
}
const longToken = async (more) => {
  const fb_exchange_token = await userToken(more);
  const long = await exchange({ grant_type: 'fb_exchange_token', fb_exchange_token });
  assert.equal(long.expires_in, 60 * 24 * 3600);
  return long.access_token;
};

test('CHN-3: the dialog is a page with a button per person, and a button leads back', async () => {
  const page = await fetch(dialog());
  const html = await page.text();
  assert.equal(page.headers.get('content-type').split(';')[0], 'text/html');
  assert.ok(html.includes('Ira &lt;K&gt;') && html.includes('pages_messaging'), html);
  const hidden = [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map(([, name, value]) => [name, value]));
  form.set('person', admin.id);
  const action = new URL(/action="([^"]+)"/.exec(html)[1], page.url);
  const press = (body) => fetch(action, { method: 'POST', body, redirect: 'manual' });
  const back = await press(form);
  const target = new URL(back.headers.get('location'));
  assert.deepEqual([back.status, target.origin + target.pathname], [302, callback]);
  assert.equal(target.searchParams.get('state'), 's-1');
  assert.ok(target.searchParams.get('code'));
  form.delete('person');
  form.set('deny', '1');
  const denied = new URL((await press(form)).headers.get('location')).searchParams;
  assert.deepEqual(
    [denied.get('error'), denied.get('state'), denied.get('code')],
    ['access_denied', 's-1', null],
  );
});

test('CHN-3: a dialog for an unknown app or a foreign address goes nowhere', async () => {
  assert.equal((await fetch(dialog({ client_id: '1' }))).status, 400);
  assert.equal((await fetch(dialog({ redirect_uri: 'nowhere' }))).status, 400);
  await stage.control('PATCH', `apps/${app.app_id}`, { redirect_uris: ['https://ours.example/'] });
  const blocked = await fetch(dialog());
  assert.equal(blocked.status, 400);
  assert.match(await blocked.text(), /white-listed/);
  await stage.control('PATCH', `apps/${app.app_id}`, { redirect_uris: [callback] });
});

test('CHN-3: a code counts once, for its app, secret and address', async () => {
  const code = (await approve()).get('code');
  const redirect_uri = callback;
  const wrongSecret = await exchange({ code, redirect_uri, client_secret: 'x' });
  assert.match(wrongSecret.error.message, /client secret/);
  assert.deepEqual(pairOf(await exchange({ code, redirect_uri: `${callback}/` })), [100, 36008]);
  assert.equal((await exchange({ code, redirect_uri, client_id: '1' })).error.code, 101);
  const token = await exchange({ code, redirect_uri });
  assert.equal(token.token_type, 'bearer');
  assert.ok(token.access_token && token.expires_in <= 7200);
  assert.deepEqual(pairOf(await exchange({ code, redirect_uri })), [100, 36009]);
  const { body } = await stage.graph('GET', 'me', { access_token: token.access_token });
  assert.deepEqual(body, { id: admin.id, name: 'Ira <K>' });
});

test('CHN-3: the pages that a person administers come in parts, with tasks and tokens', async () => {
  const access_token = await longToken();
  const fields = 'id,name,access_token,tasks,picture';
  const first = await stage.graph('GET', 'me/accounts', { access_token, fields, limit: 2 });
  const { data, paging } = first.body;
  assert.deepEqual(
    data.map(({ id, name, tasks }) => [id, name, tasks]),
    [
      [pages[0].id, 'Shop', ['MESSAGING', 'MANAGE']],
      [pages[1].id, 'Café', ['MESSAGING', 'MANAGE']],
    ],
  );
  const second = await (await fetch(paging.next)).json();
  assert.deepEqual([second.data[0].id, second.data[0].tasks], [pages[2].id, ['ANALYZE']]);
  assert.equal(second.paging.next, undefined);
  const { after: cursor } = paging.cursors;
  const again = await stage.graph('GET', 'me/accounts', { access_token, fields, after: cursor });
  assert.equal(again.body.data[0].id, pages[2].id);
  const picture = await fetch(data[0].picture.data.url);
  assert.equal(picture.headers.get('content-type'), 'image/jpeg');
  const me = await stage.graph('GET', 'me', {
    access_token: data[0].access_token,
    fields: 'id,name',
  });
  assert.deepEqual(me.body, { id: pages[0].id, name: 'Shop' });
});

test('CHN-3: a token tells its app, page, scopes and end', async () => {
  const debug = async (input_token, access_token = app.token) =>
    (await stage.graph('GET', 'debug_token', { input_token, access_token })).body.data;
  const user = await longToken();
  const { body } = await stage.graph('GET', 'me/accounts', { access_token: user });
  const page = await debug(body.data[0].access_token);
  assert.deepEqual(
    [page.app_id, page.type, page.is_valid, page.expires_at, page.profile_id],
    [app.app_id, 'PAGE', true, 0, pages[0].id],
  );
  assert.ok(page.scopes.includes('pages_messaging') && page.data_access_expires_at > 0);
  const person = await debug(user);
  assert.deepEqual([person.type, person.user_id], ['USER', admin.id]);
  const days = (person.expires_at - Date.now() / 1000) / 24 / 3600;
  assert.ok(days > 59 && days <= 60);
  const nothing = await debug('EAAnever');
  assert.deepEqual([nothing.is_valid, nothing.error.code], [false, 190]);
  const foreign = await stage.control('POST', 'apps', {});
  const params = { input_token: user, access_token: foreign.token };
  const refused = await stage.graph('GET', 'debug_token', params);
  assert.match(refused.body.error.message, /did not match the Viewing App/);
});

test('CHN-3: a permission that was not given is missed', async () => {
  const access_token = await userToken({ scopes: ['pages_show_list'] });
  const { body } = await stage.graph('GET', 'me/accounts', { access_token });
  const page = body.data[0].access_token;
  const subscribe = { access_token: page, subscribed_fields: 'messages' };
  const refused = await stage.graph('POST', 'me/subscribed_apps', subscribe);
  assert.deepEqual(pairOf(refused.body), [200, null]);
  const send = { access_token: page, messaging_type: 'RESPONSE', recipient: { id: '1' } };
  const sent = await stage.graph('POST', 'me/messages', { ...send, message: { text: 'x' } });
  assert.deepEqual(pairOf(sent.body), [230, null]);
  const blind = await userToken({ scopes: [] });
  const hidden = await stage.graph('GET', 'me/accounts', { access_token: blind });
  assert.deepEqual(pairOf(hidden.body), [200, null]);
});

test('CHN-10: page tokens die with the role, the password, the short token', async () => {
  const pageOf = async (access_token) =>
    (await stage.graph('GET', 'me/accounts', { access_token })).body.data[0].access_token;
  const ask = async (access_token) =>
    pairOf((await stage.graph('GET', 'me', { access_token })).body);
  const lasting = await pageOf(await longToken());
  const accounts = [pages[1].id];
  await stage.control('PATCH', `admins/${admin.id}`, { accounts });
  assert.deepEqual(await ask(lasting), [190, 492]);
  await stage.control('PATCH', `admins/${admin.id}`, { accounts: [pages[0].id] });
  assert.deepEqual(await ask(lasting), [undefined, null]);
  await stage.control('POST', `admins/${admin.id}/end_tokens`, { subcode: 460 });
  assert.deepEqual(await ask(lasting), [190, 460]);
  const given = { app_id: app.app_id, life_ms: -1 };
  const { access_token } = await stage.control('POST', `admins/${admin.id}/token`, given);
  assert.deepEqual(await ask(access_token), [190, 463]);
  const again = await pageOf(await longToken());
  assert.deepEqual(await ask(again), [undefined, null]);
});
