import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { codeOf, openStage } from './test_stage.mjs';
import { runScript } from './vkscript.mjs';

let stage;
let vk;
before(async () => {
  stage = await openStage();
  ({ vk } = stage);
});
beforeEach(() => stage.receiver.clear());
after(() => stage.close());

const execute = (account, code, more = {}) => stage.call(account, 'execute', { code, ...more });
const sendOf = (peer_id, message, random_id = 0) =>
  `API.messages.send(${JSON.stringify({ peer_id, message, random_id })})`;

test('OPS-3: a list of sends is one request with an answer for each', async () => {
  const { account, client } = await stage.talking();
  const stranger = await vk.addClient();
  const code = `return [${sendOf(client.id, 'one', 11)}, ${sendOf(stranger.id, 'two')}, ${sendOf(client.id, 'three')}];`;
  const answer = await execute(account, code);
  const [first, second, third] = answer.response;
  assert.ok(first > 0 && third > first);
  assert.equal(second, false);
  assert.deepEqual(answer.execute_errors, [
    {
      ...{ method: 'messages.send', error_code: 901 },
      error_msg: "Can't send messages for users without permission",
    },
  ]);
  const again = await execute(account, code);
  assert.equal(again.response[0], first, 'random_id counts here, too');
});

test('OPS-3: without failures there are no execute_errors', async () => {
  const { account, client } = await stage.talking();
  const answer = await execute(account, `return [${sendOf(client.id, 'x')}];`);
  assert.deepEqual(Object.keys(answer), ['response']);
});

test('OPS-3: texts with quotes, lines and any letters arrive as they were', async () => {
  const { account, client } = await stage.talking();
  const said = 'a "b" \'c\' \\ / \n ; // no comment \u2028 ёж 🙂';
  await execute(account, `return [${sendOf(client.id, said)}];`);
  const [shown] = await vk.messages(account, client, { from: 'account' });
  assert.equal(shown.text, said);
});

test('OPS-3: a keyboard within execute is a string of JSON', async () => {
  const { account, client } = await stage.talking();
  const keyboard = JSON.stringify({
    inline: true,
    buttons: [[{ action: { type: 'text', label: 'A' } }]],
  });
  const params = { peer_id: client.id, message: 'x', random_id: 0, keyboard };
  const answer = await execute(account, `return API.messages.send(${JSON.stringify(params)});`);
  assert.ok(answer.response > 0);
  const [shown] = await vk.messages(account, client, { from: 'account' });
  assert.equal(shown.buttons[0][0].text, 'A');
});

test('OPS-3: 25 calls at most', async () => {
  const { account, client } = await stage.talking();
  const of = (count) =>
    `return [${Array.from({ length: count }, (_, n) => sendOf(client.id, `n${n}`)).join(',')}];`;
  const { response } = await execute(account, of(25));
  assert.equal(response.length, 25);
  await vk.setOptions(account, { limits: false });
  assert.equal(codeOf(await execute(account, of(26))), 13);
});

test('OPS-3: the calls inside count against the calls of a second', async () => {
  const { account, client } = await stage.talking();
  const many = Array.from({ length: 25 }, (_, n) => sendOf(client.id, `n${n}`)).join(',');
  assert.equal((await execute(account, `return [${many}];`)).response.length, 25);
  assert.equal(codeOf(await stage.call(account, 'groups.getById')), 6);
});

test('OPS-3: a fault of one person fails only their call inside', async () => {
  const { account, client } = await stage.talking();
  const other = await vk.addClient();
  await vk.text(account, other, 'hi');
  await vk.fault(account, { kind: 'error', code: 902, client: other.id });
  const { response, execute_errors } = await execute(
    account,
    `return [${sendOf(client.id, 'a')},${sendOf(other.id, 'b')}];`,
  );
  assert.ok(response[0] > 0 && response[1] === false);
  assert.equal(execute_errors[0].error_code, 902);
});

test('OPS-3: calls inside are on record as calls of their own', async () => {
  const { account, client } = await stage.talking();
  await execute(account, `return [${sendOf(client.id, 'a')}];`);
  const [inner, outer] = await vk.calls(account, { last: 2 });
  assert.deepEqual(
    [inner.method, inner.inside, inner.params.message],
    [...['messages.send', 'execute', 'a']],
  );
  assert.equal(outer.method, 'execute');
});

test('OPS-3: a program that cannot be read is error 12', async () => {
  const { account } = await stage.opened({ limits: false });
  for (const code of [
    'return [',
    'return API.messages.send({a: }) ;',
    'return x;',
    '#',
    'var = 1;',
  ]) {
    assert.equal(codeOf(await execute(account, code)), 12, code);
  }
  assert.deepEqual(await execute(account, ''), { response: null });
  const nested = await execute(account, 'return API.execute({"code": "return 1;"});');
  assert.deepEqual([nested.response, nested.execute_errors[0].error_code], [false, 3]);
});

test('OPS-3: variables, sums, members and arguments are read', async () => {
  const called = [];
  const call = async (method, params) => {
    called.push([method, params]);
    return { items: [{ id: 1 }, { id: 2 }], count: 2 };
  };
  const code = `
    // the first page
    var page = API.users.get({user_ids: [1, 2], 'lang': "ru",}), n = page.count + 1;
    /* and more */
    return {ids: page.items@.id, second: page.items[1].id, n: n, who: Args.who, no: page.x,
      left: -(2 + 3), yes: true, 'nothing': null};`;
  const result = await runScript(code, { who: 'me' }, call);
  assert.deepEqual(called, [['users.get', { user_ids: [1, 2], lang: 'ru' }]]);
  assert.deepEqual(result, {
    ...{ ids: [1, 2], second: 2, n: 3, who: 'me', no: null, left: -5, yes: true, nothing: null },
  });
});
