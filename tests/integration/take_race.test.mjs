import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { addMember, Refusal, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';

const takers = 200;
let stage;
let bot;
let members;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
  members = [stage.owner];
  for (let n = 0; n < 4; n += 1) members.push(await addMember(stage.owner, stage.project));
});
after(() => stage.close());

/** One answer per call: the chat, or the refusal. */
const outcomes = (calls) => Promise.all(calls.map((call) => call.catch((error) => error)));

/** Exactly one member's calls may have won; every refusal names that member. */
function judge(results, members) {
  const won = results.filter((result) => !(result instanceof Error));
  const lost = results.filter((result) => result instanceof Refusal);
  assert.equal(
    won.length + lost.length,
    takers,
    String(results.find((one) => one instanceof Error)),
  );
  assert.equal(won.length, 1);
  const [{ responsible }] = won;
  for (const { status, code, body } of lost) {
    assert.deepEqual([status, code, body.by], [409, 'chat.already_taken', responsible]);
  }
  assert.ok(members.some(({ me }) => me.id === responsible.id));
  return responsible;
}

test('INB-5: exactly one of 200 takers wins and 199 are told who', async () => {
  const { chat } = await stage.writingClient(bot);
  const sessions = [...members];
  for (const member of members) {
    sessions.push(await new Session(stage.server.url).signIn(member.me.email, member.password));
  }
  const path = `${stage.path}/chats/${chat.id}/take`;
  const calls = Array.from({ length: takers }, (_, n) => sessions[n % sessions.length].post(path));
  const responsible = judge(await outcomes(calls), members);
  const now = await stage.owner.get(`${stage.path}/chats/${chat.id}`);
  assert.deepEqual([now.state, now.responsible], ['active', responsible]);
  const took = (await stage.messages(chat)).filter(({ action }) => action?.type === 'took');
  assert.deepEqual(
    took.map(({ action }) => action.by),
    [responsible],
  );
});

test('INB-5: it is the same over 50 sockets, and everyone hears of it once', async () => {
  const { chat } = await stage.writingClient(bot);
  const panels = await Promise.all(
    Array.from({ length: 50 }, (_, n) => Panel.open(members[n % members.length])),
  );
  await Promise.all(panels.map((panel) => panel.subscribe(stage.project)));
  const params = { project: stage.project.id, chat: chat.id };
  const calls = Array.from({ length: takers }, (_, n) => panels[n % 50].call('chats.take', params));
  const responsible = judge(await outcomes(calls), members);
  const isTook = ({ event, data }) => event === 'message.added' && data.action?.type === 'took';
  for (const panel of panels) {
    const heard = await panel.event('the system line', isTook);
    assert.deepEqual(heard.data.action.by, responsible);
    assert.equal(panel.events.filter(isTook).length, 1);
  }
  await Promise.all(panels.map((panel) => panel.close()));
});
