import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tagsOn } from './rules/tags.mjs';
import { Stage, pairOf } from './stage.mjs';

/** @type {Stage} */
let stage;
let made;
before(async () => {
  stage = await Stage.open();
  made = await stage.talking();
});
after(() => stage.close());

const send = (message, more) => stage.send(made, message, more);
const template = (payload) => ({ attachment: { type: 'template', payload } });
const button = (more) => ({ type: 'postback', title: 'Yes', payload: 'p', ...more });
/** Says that a message is refused as malformed, and for what. */
async function refused(message, words, more) {
  const body = await send(message, more);
  assert.equal(body.error?.code, 100, JSON.stringify(body));
  assert.match(body.error.message, words);
  assert.ok(body.error.fbtrace_id && body.error.type);
}

test('CHT-2: a message goes by JSON, by a form and by multipart, by page or by me', async () => {
  const { page, psid } = made;
  const address = `${stage.server.url}/messenger`;
  const fields = {
    ...{ access_token: page.token, messaging_type: 'RESPONSE' },
    ...{ recipient: JSON.stringify({ id: psid }), message: JSON.stringify({ text: 'form' }) },
  };
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.set(name, value);
  const json = { ...fields, recipient: { id: psid }, message: { text: 'form' } };
  delete json.access_token;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${page.token}`,
  };
  const post = (path, options) => fetch(`${address}${path}`, { method: 'POST', ...options });
  const answers = await Promise.all([
    post(`/v25.0/${page.id}/messages`, { headers, body: JSON.stringify(json) }),
    post('/me/messages', { body: new URLSearchParams(fields) }),
    post('/v19.0/me/messages', { body: multipart }),
    post(`/v25.0/me/messages?${new URLSearchParams(fields)}`, {}),
    post(`//me/messages`, { body: new URLSearchParams(fields) }),
  ]);
  for (const answer of answers) {
    const body = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(body));
    assert.equal(body.recipient_id, psid);
    assert.match(body.message_id, /^m_/);
  }
  const got = await stage.messages(made, { from: 'account', contains: 'form' });
  assert.equal(got.length, 5);
});

test('CHT-2: what is malformed is refused by name', async () => {
  await refused('x', /messaging_type is required/, { messaging_type: undefined });
  await refused('x', /messaging_type must be/, { messaging_type: 'NEWS' });
  await refused('x', /recipient must be/, { recipient: 'nobody' });
  await refused('x', /recipient must name/, { recipient: {} });
  await refused({ text: 'я'.repeat(2001) }, /message\[text\].* 2000/);
  await refused({ text: 'x', metadata: 'm'.repeat(1001) }, /metadata.* 1000/);
  await refused({ text: 5 }, /must be a string/);
  await refused({ text: 'x', attachment: {} }, /Only one of/);
  await refused({ attachment: { type: 'smoke' } }, /type\] must be one of/);
  await refused('x', /Invalid persona_id/, { persona_id: '1' });
  assert.deepEqual(pairOf(await send({})), [100, 2018034]);
  assert.deepEqual(pairOf(await send({ text: '' })), [100, 2018034]);
  assert.deepEqual(pairOf(await send({ attachment: { type: 'image' } })), [100, 2018034]);
  const whole = await send({ text: '😀'.repeat(2000), metadata: 'm'.repeat(1000) });
  assert.ok(whole.message_id);
});

test('CHT-2: quick replies keep their limits', async () => {
  const reply = (more) => ({ content_type: 'text', title: 'A', payload: 'p', ...more });
  const ask = (quick_replies) => ({ text: 'x', quick_replies });
  await refused(ask(Array(14).fill(reply())), /at most 13/);
  await refused(ask([]), /non-empty/);
  await refused(ask([reply({ title: 'т'.repeat(21) })]), /title\].* 20/);
  await refused(ask([reply({ payload: 'p'.repeat(1001) })]), /payload\].* 1000/);
  await refused(ask([reply({ title: undefined })]), /title\] cannot be empty/);
  await refused(ask([reply({ content_type: 'location' })]), /content_type/);
  const full = Array(13).fill(reply({ title: 'т'.repeat(20), payload: 'p'.repeat(1000) }));
  assert.ok((await send(ask(full))).message_id);
});

test('CHT-2: templates keep their limits', async () => {
  const buttons = (...list) => template({ template_type: 'button', text: 'x', buttons: list });
  await refused(buttons(), /1 to 3/);
  await refused(buttons(...Array(4).fill(button())), /1 to 3/);
  await refused(buttons(button({ title: 'т'.repeat(21) })), /title\].* 20/);
  await refused(buttons(button({ payload: 'p'.repeat(1001) })), /payload\].* 1000/);
  await refused(buttons({ type: 'web_url', title: 'x', url: 'nowhere' }), /must be a URL/);
  await refused(buttons({ type: 'phone_number', title: 'x', payload: '0291' }), /begins with/);
  await refused(buttons({ type: 'smoke', title: 'x' }), /type\] is unknown/);
  const long = { template_type: 'button', text: 'т'.repeat(641), buttons: [button()] };
  await refused(template(long), /text\].* 640/);
  await refused(template({ template_type: 'smoke' }), /template_type/);
  const generic = (elements) => template({ template_type: 'generic', elements });
  await refused(generic(Array(11).fill({ title: 'x' })), /1 to 10/);
  await refused(generic([{ subtitle: 'x' }]), /title\] is required/);
  await refused(generic([{ title: 'x', subtitle: 'т'.repeat(81) }]), /subtitle\].* 80/);
  await refused(generic([{ title: 'x', buttons: Array(4).fill(button()) }]), /1 to 3/);
  const grid = (count) =>
    template({ template_type: 'image_grid', elements: Array(count).fill({}) });
  await refused(grid(1), /2 to 6/);
  await refused(grid(7), /2 to 6/);
  const good = [
    buttons(button(), { type: 'phone_number', title: 'Call', payload: '+380441112233' }),
    generic(Array(10).fill({ title: 'т'.repeat(80), buttons: [button()] })),
    grid(2),
  ];
  for (const message of good) assert.ok((await send(message)).message_id);
  const [card] = (await stage.messages(made, { from: 'account' })).at(-2).attachments;
  assert.deepEqual([card.kind, card.buttons[0].payload], ['card', 'p']);
});

test('CHT-2: a sticker goes out since June 2026', async () => {
  const { app_id } = made.app;
  await stage.control('PATCH', `apps/${app_id}`, { date: '2026-05-31' });
  await refused({ sticker_id: '369239263222822' }, /not supported/);
  await stage.control('PATCH', `apps/${app_id}`, { date: '2026-06-01' });
  assert.ok((await send({ sticker_id: '369239263222822' })).message_id);
  await refused({ sticker_id: 'like' }, /must be an id/);
});

test('CHN-5: after 24 hours the window is closed, whatever opened it', async () => {
  const closed = async () => {
    await stage.act(made, 'age', { hours: 24 });
    assert.deepEqual(pairOf(await send('x')), [10, 2018278]);
    assert.deepEqual(pairOf(await send('x', { messaging_type: 'UPDATE' })), [10, 2018278]);
  };
  await stage.act(made, 'text', { text: 'x' });
  await stage.act(made, 'age', { hours: 23.9 });
  const { message_id: id } = await send('in time');
  assert.ok(id);
  const openers = [
    ['text', { text: 'x' }],
    ['press', { menu: true, payload: 'm' }],
    ['referral', { ref: 'r' }],
    ['react', { id }],
    ['optin', { ref: 'o' }],
  ];
  for (const [action, params] of openers) {
    await closed();
    await stage.act(made, action, params);
    assert.ok((await send(action)).message_id, action);
  }
  await closed();
  await stage.act(made, 'read');
  assert.deepEqual(pairOf(await send('x')), [10, 2018278], 'reading opens nothing');
  await stage.act(made, 'text', { text: 'x' });
});

test('CHN-5: HUMAN_AGENT reaches seven days and needs its permission', async () => {
  const { app_id } = made.app;
  const human = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
  await stage.act(made, 'text', { text: 'x' });
  await stage.act(made, 'age', { hours: 7 * 24 - 1 });
  assert.ok((await send('x', human)).message_id);
  const sent = (await stage.messages(made, { from: 'account' })).at(-1);
  assert.deepEqual([sent.tag, sent.messaging_type], ['HUMAN_AGENT', 'MESSAGE_TAG']);
  await stage.control('PATCH', `apps/${app_id}`, { human_agent: false });
  assert.deepEqual(pairOf(await send('x', human)), [10, 2018065]);
  await stage.control('PATCH', `apps/${app_id}`, { human_agent: true });
  await stage.act(made, 'age', { hours: 1 });
  assert.deepEqual(pairOf(await send('x', human)), [10, 2018278]);
  await stage.act(made, 'text', { text: 'x' });
});

test('CHN-4: tags are taken only between their dates', async () => {
  const counts = ['2020-03-03', '2020-03-04', '2026-04-26', '2026-04-27'];
  assert.deepEqual(
    counts.map((date) => tagsOn(date).length),
    [17, 4, 4, 1],
  );
  assert.deepEqual(tagsOn('2026-02-10', true), ['HUMAN_AGENT']);
  const { app_id } = made.app;
  await stage.act(made, 'age', { hours: 100 * 24 });
  const tagged = async (date, tag) => {
    await stage.control('PATCH', `apps/${app_id}`, { date });
    return send('x', { messaging_type: 'MESSAGE_TAG', tag });
  };
  assert.ok((await tagged('2020-03-03', 'SHIPPING_UPDATE')).message_id);
  assert.ok((await tagged('2026-04-26', 'POST_PURCHASE_UPDATE')).message_id);
  const news = 'NON_PROMOTIONAL_SUBSCRIPTION';
  assert.deepEqual(pairOf(await tagged('2020-03-03', news)), [10, 2018065]);
  await stage.options(made, { subscription_messaging: true });
  assert.ok((await tagged('2020-03-03', news)).message_id);
  for (const [date, tag] of [
    ['2020-03-04', 'SHIPPING_UPDATE'],
    ['2026-04-27', 'POST_PURCHASE_UPDATE'],
    [null, 'CONFIRMED_EVENT_UPDATE'],
    [null, 'ACCOUNT_UPDATE'],
  ]) {
    const { error } = await tagged(date, tag);
    assert.deepEqual([error.code, error.error_subcode], [100, undefined]);
    assert.match(error.message, /Invalid parameter$/);
  }
  await stage.act(made, 'text', { text: 'x' });
});

test('CHN-5: utility and marketing messages need no window', async () => {
  await stage.act(made, 'age', { hours: 100 });
  const utility = { messaging_type: 'UTILITY' };
  const order = { template: { name: 'order', language: { code: 'uk' } } };
  await refused(order, /not approved/, utility);
  await refused('x', /template\] is required/, utility);
  await stage.options(made, { utility_templates: ['order'] });
  assert.ok((await send(order, utility)).message_id);
  await refused(order, /needs messaging_type UTILITY/);
  const { optin } = await stage.act(made, 'optin', { token: '77' });
  await stage.act(made, 'age', { hours: 100 });
  const recipient = { notification_messages_token: optin.notification_messages_token };
  assert.ok((await send('news', { recipient })).message_id);
  await stage.act(made, 'optin', { token: '77', stopped: true });
  assert.deepEqual(pairOf(await send('news', { recipient })), [100, 2018001]);
  await stage.act(made, 'text', { text: 'x' });
});

test('CHN-5: a comment is answered in private once', async () => {
  await stage.act(made, 'age', { hours: 100 });
  const { comment_id } = await stage.act(made, 'comment', { text: 'Price?' });
  const recipient = { comment_id };
  assert.ok((await send('10', { recipient })).message_id);
  await refused('again', /answered already/, { recipient });
  assert.deepEqual(pairOf(await send('x', { recipient: { comment_id: 'no' } })), [100, 33]);
  await stage.act(made, 'text', { text: 'x' });
});

test('CHT-7: typing and seen are calls of their own', async () => {
  const { page, psid } = made;
  const say = async (sender_action, more = {}) => {
    const params = { access_token: page.token, recipient: { id: psid }, sender_action, ...more };
    return (await stage.graph('POST', 'me/messages', params)).body;
  };
  const chat = async () => (await stage.control('GET', `accounts/${page.id}/chats`))[0];
  assert.deepEqual(await say('typing_on'), { recipient_id: psid });
  const { typing_until: until } = await chat();
  assert.ok(until > Date.now() && until <= Date.now() + 20_000);
  await say('typing_off');
  assert.equal((await chat()).typing_until, 0);
  await say('mark_seen');
  assert.ok((await chat()).seen_at > 0);
  assert.equal((await say('dance')).error.code, 100);
  assert.equal((await say('typing_on', { message: { text: 'x' } })).error.code, 100);
});

test('SUB-3: a person of another page, or who blocked the page, gets nothing', async () => {
  const stranger = { recipient: { id: '10000000000000001' } };
  assert.deepEqual(pairOf(await send('x', stranger)), [100, 2018001]);
  const other = await stage.pair();
  const { psid } = await stage.act({ ...other, client: made.client }, 'text', { text: 'x' });
  assert.deepEqual(pairOf(await send('x', { recipient: { id: psid } })), [100, 2018001]);
  const ways = [
    [551, 1545041],
    [551, null],
    [10, 2018108],
    [200, 1545041],
    [2, null],
  ];
  for (const [code, subcode] of ways) {
    await stage.act(made, 'block', { code, subcode });
    assert.deepEqual(pairOf(await send('x')), [code, subcode]);
  }
  await stage.act(made, 'unblock');
  assert.ok((await send('x')).message_id);
});

test('CHN-14: an app that was not reviewed, a page that is restricted or has not agreed', async () => {
  const { app_id } = made.app;
  await stage.control('PATCH', `apps/${app_id}`, { advanced_access: false });
  assert.deepEqual(pairOf(await send('x')), [200, 2018028]);
  const client = await stage.control('POST', 'clients', { tester: true });
  const { psid } = await stage.act({ ...made, client }, 'text', { text: 'x' });
  assert.ok((await send('x', { recipient: { id: psid } })).message_id);
  await stage.control('PATCH', `apps/${app_id}`, { advanced_access: true, permissions: [] });
  assert.deepEqual(pairOf(await send('x')), [230, null]);
  await stage.control('PATCH', `apps/${app_id}`, { permissions: ['pages_messaging'] });
  await stage.options(made, { restricted: true });
  assert.deepEqual(pairOf(await send('x')), [10, 1893063]);
  await stage.options(made, { restricted: false, terms_accepted: false });
  assert.deepEqual(pairOf(await send('x')), [2018344, null]);
  await stage.options(made, { terms_accepted: true });
  assert.ok((await send('x')).message_id);
});
