import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from './ownership_explain.mjs';
import * as model from './ownership_model.mjs';
import { seeded } from './ownership_random.mjs';

const member = (id, forbidden = [], more = {}) => [
  id,
  {
    ...{ id, chief: false, forbidden: new Set(forbidden), forbiddenDepartments: new Set() },
    ...more,
  },
];
const world = {
  people: new Map([
    member('boss', [], { chief: true }),
    member('ann'),
    member('bob'),
    member('cat'),
    member('noMine', ['mine']),
    member('noTake', ['take']),
    member('noOthers', ['others']),
    member('noNew', ['new']),
    member('barred', [], { forbiddenDepartments: new Set(['7']) }),
  ]),
  departments: new Map([
    ['7', { members: [] }],
    ['8', { members: ['ann'] }],
  ]),
  sources: new Map([
    ['shop', '7'],
    ['spring', '8'],
  ]),
  returnToManager: false,
};
const fresh = model.firstAppeal(world);

/** Applies commands of the form [who, name, args] one after the other. */
function play(chat, ...commands) {
  const lines = [];
  for (const [by, name, args] of commands) {
    const step = model.apply(world, chat, { by, name, args });
    assert.equal(step.code, undefined, `${by} ${name}: ${step.code}`);
    chat = step.next;
    lines.push(...step.lines);
  }
  return { chat, lines };
}
const refusal = (chat, by, name, args) => model.apply(world, chat, { by, name, args }).code;

test('HIE-2: the taker of a repeat appeal is responsible and the former one is added', () => {
  const { chat } = play(fresh, ['ann', 'take'], ['ann', 'done']);
  const again = model.clientWrites(world, chat);
  assert.deepEqual(again.lines, [['opened', null, null]]);
  const { chat: taken, lines } = play(again.next, ['bob', 'take']);
  assert.deepEqual([taken.responsible, taken.added, taken.dialogs], ['bob', ['ann'], 2]);
  assert.deepEqual(lines, [
    ['took', 'bob', null],
    ['added', 'bob', 'mann'],
  ]);
});

test('BOT-2: a repeat appeal goes straight back when the project wants it so', () => {
  const { chat } = play(fresh, ['ann', 'take'], ['ann', 'done']);
  const back = model.clientWrites({ ...world, returnToManager: true }, chat).next;
  assert.deepEqual([back.state, back.responsible, back.added], ['active', 'ann', []]);
});

test('HIE-3: a transfer waits for the other’s word', () => {
  const { chat } = play(fresh, ['ann', 'take'], ['ann', 'transfer', { to: 'bob' }]);
  assert.deepEqual([chat.responsible, chat.offered], ['ann', 'bob']);
  assert.equal(refusal(chat, 'cat', 'accept'), 'chat.not_offered');
  assert.equal(play(chat, ['bob', 'accept']).chat.responsible, 'bob');
  assert.equal(play(chat, ['bob', 'decline']).chat.responsible, 'ann');
  assert.equal(model.offerExpires(chat).next.offered, null);
  const second = play(chat, ['ann', 'transfer', { to: 'cat' }]);
  assert.equal(second.chat.offered, 'cat');
  assert.deepEqual(second.lines[0], ['withdrew', 'ann', 'mbob']);
});

test('HIE-1, CHT-1: only chiefs take over, only the responsible closes', () => {
  const { chat } = play(fresh, ['ann', 'take'], ['ann', 'add', { member: 'bob' }]);
  assert.equal(refusal(chat, 'cat', 'take_over'), 'access.denied');
  assert.equal(refusal(chat, 'bob', 'done'), 'chat.not_responsible');
  const over = play(chat, ['boss', 'take_over']).chat;
  assert.deepEqual([over.responsible, over.added], ['boss', ['bob']]);
});

test('TEAM-3: who may not see a chat has no command of it', () => {
  const { chat } = play(fresh, ['ann', 'take']);
  assert.equal(refusal(chat, 'noOthers', 'note'), 'not_found');
  assert.equal(refusal(fresh, 'noNew', 'take'), 'not_found');
  assert.equal(refusal(fresh, 'noTake', 'take'), 'access.denied');
  assert.equal(refusal(fresh, 'noMine', 'take'), 'access.denied');
  assert.equal(refusal(chat, 'ann', 'add', { member: 'noMine' }), 'member.cannot_hold');
  const forwarded = play(chat, ['ann', 'forward', { department: '7' }]).chat;
  assert.equal(refusal(forwarded, 'barred', 'take'), 'not_found');
  assert.equal(model.tabOf(world, forwarded, 'bob'), 'new');
});

test('INB-7: sources lead an appeal to a department', () => {
  const routed = model.firstAppeal(world, { channel: 'shop' });
  assert.equal(routed.department, '7');
  assert.equal(model.tabOf(world, routed, 'barred'), null);
  assert.equal(model.firstAppeal(world, { channel: 'shop', link: 'spring' }).department, '8');
  const { chat } = play(routed, ['ann', 'take'], ['ann', 'done']);
  assert.equal(model.clientWrites(world, chat).next.department, '7');
  const again = model.clientWrites(world, chat, 'spring');
  assert.deepEqual(again.lines[1], ['routed', null, 'd8']);
});

test('CHT-4: the lines of any walk, replayed, give the chat it ended in', () => {
  const { below } = seeded(12345);
  const people = [...world.people.keys()];
  const replayed = (chat, lines) => lines.reduce(model.replay, chat);
  let chat = fresh;
  let seen = fresh;
  for (let n = 0; n < 20_000; n += 1) {
    const who = () => people[below(people.length)];
    const name = model.commandNames[below(model.commandNames.length)];
    const args = { to: who(), member: who(), department: ['7', '8', '9'][below(3)] };
    let step = model.apply(world, chat, { by: who(), name, args });
    if (below(10) === 0) step = model.clientWrites(world, chat);
    if (below(50) === 0) step = model.released(chat, who());
    if (step.code) continue;
    seen = replayed(seen, step.lines);
    chat = step.next;
    assert.deepEqual(seen, chat, JSON.stringify([name, args, step.lines]));
    const held = chat.state === 'active';
    assert.equal(held, held && chat.responsible !== null);
    assert.ok(!chat.added.includes(chat.responsible));
    assert.ok(held || (chat.added.length === 0 && chat.offered === null));
  }
});

test('INB-5: answers that no order of the commands gives are found out', () => {
  const belief = { chat: fresh, lines: [] };
  const taken = (by) => ({ ...fresh, state: 'active', responsible: by });
  const shown = (chat) => ({
    ...{ state: chat.state, responsible: { id: chat.responsible }, dialogs: chat.dialogs },
    participants: [{ id: chat.responsible, role: 'responsible' }],
  });
  const won = (by) => ({ by, name: 'take', result: { ok: true, chat: shown(taken(by)) } });
  const lost = (by, to) => ({ by, name: 'take', result: { code: 'chat.already_taken', by: to } });
  const lostSight = (by) => ({ by, name: 'take', result: { code: 'not_found' } });
  const unknown = (by) => ({ by, name: 'take', result: { unknown: true } });
  const count = (...calls) => explain(world, [belief], calls, false).length;
  assert.equal(count(lost('bob', 'ann'), won('ann'), lostSight('noOthers')), 1);
  assert.equal(count(won('ann'), won('bob')), 0);
  assert.equal(count(lost('bob', 'cat'), won('ann')), 0);
  assert.equal(count(lost('bob', 'ann'), lost('ann', 'bob')), 0);
  assert.equal(count(unknown('ann'), lost('bob', 'ann')), 1);
  assert.equal(count(unknown('ann')), 2);
  const active = { chat: taken('ann'), lines: [] };
  const closed = { ...taken('ann'), state: 'done' };
  const done = { by: 'ann', name: 'done', result: { ok: true, chat: shown(closed) } };
  const write = { name: 'write', result: { ok: true } };
  const ends = explain(world, [active], [done, write], false).map(({ chat }) => chat.state);
  assert.deepEqual(ends.sort(), ['done', 'new'], 'the client wrote before or after the end');
});
