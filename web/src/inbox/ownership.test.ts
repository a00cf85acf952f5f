import { describe, expect, test } from 'vitest';
import type { Chat, Department, Member, Presence } from '../api/types';
import { activeChat, aChat, aMember, aMessage, permissionsOf } from '../testing/samples';
import { candidates, matches } from './candidates';
import { chatRights, mayBeGiven, type ChatRights, type Viewer } from './rights';
import { beginningOf } from './use-show-dialog';

const ME = '1';
const viewer = (parts: Partial<Viewer> = {}): Viewer => ({
  id: ME,
  chief: false,
  permissions: permissionsOf(),
  ...parts,
});

/** Everything that is allowed, by name. */
const allowed = (chat: Chat, who: Viewer = viewer()): string[] => {
  const rights: ChatRights = chatRights(chat, who);
  return Object.entries(rights)
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
    .map(([name]) => name);
};

const withAdded = (chat: Chat, id: string): Chat => ({
  ...chat,
  participants: [...chat.participants, { id, name: `Member ${id}`, role: 'added' }],
});

const offeredTo = (chat: Chat, id: string): Chat => ({
  ...chat,
  pending_transfer: {
    to: { id, name: `Member ${id}` },
    from: { id: '2', name: 'Member 2' },
    since: '2026-11-20T09:00:00.000Z',
  },
});

describe('HIE-1, HIE-3: what each may do with a chat', () => {
  test('INB-6: from New, who may take may hand it out too; who may not, only reads', () => {
    expect(allowed(aChat())).toEqual(['take', 'pass', 'forward', 'edit']);
    expect(allowed(aChat(), viewer({ permissions: permissionsOf({ take: false }) }))).toEqual([
      'edit',
    ]);
    expect(allowed(aChat(), viewer({ permissions: permissionsOf({ mine: false }) }))).toEqual([
      'edit',
    ]);
  });

  test('HIE-3: the responsible passes, forwards, adds, removes, takes back and closes', () => {
    const chat = offeredTo(withAdded(activeChat(ME), '3'), '4');
    expect(allowed(chat)).toEqual([
      'done',
      'pass',
      'forward',
      'add',
      'removable',
      'withdrawable',
      'edit',
    ]);
    expect(chatRights(chat, viewer()).removable.map((one) => one.id)).toEqual(['3']);
  });

  test('HIE-3: an added one writes, edits the card and may leave, no more', () => {
    expect(allowed(withAdded(activeChat('2'), ME))).toEqual(['leave', 'edit']);
  });

  test('HIE-3: others only read, and the card too', () => {
    expect(allowed(activeChat('2'))).toEqual([]);
  });

  test('HIE-1: owners and administrators may take it over, and edit the card', () => {
    expect(allowed(activeChat('2'), viewer({ chief: true }))).toEqual(['takeOver', 'edit']);
    expect(allowed(activeChat(ME), viewer({ chief: true }))).not.toContain('takeOver');
  });

  test('CHT-1: who was offered the chat answers the offer', () => {
    expect(allowed(offeredTo(activeChat('2'), ME))).toEqual(['answer']);
    expect(allowed(offeredTo(withAdded(activeChat('2'), ME), ME))).toContain('answer');
  });

  test('CRD-5: of a chat that is done, whoever sees it edits the card', () => {
    expect(allowed(aChat({ state: 'done' }))).toEqual(['edit']);
  });
});

const SALES: Department = {
  id: '70',
  name: 'Sales',
  members: ['3', '4'],
  sources: [],
  assignment: null,
  assignment_cap: null,
  created_at: '2026-11-20T09:00:00.000Z',
};

describe('CHT-1: whom a chat can be passed to', () => {
  const team: Member[] = [
    aMember({ id: ME, name: 'I' }),
    aMember({ id: '2', name: 'Boris' }),
    aMember({ id: '3', name: 'Vera' }),
    aMember({ id: '4', name: 'Anna' }),
    aMember({ id: '5', name: 'Gleb', permissions: permissionsOf({ mine: false }) }),
    aMember({ id: '6', name: 'Chief', role: 'admin' }),
  ];
  const presence: Presence[] = [
    { member: '2', presence: 'away', holds: 0 },
    { member: '3', presence: 'online', holds: 4 },
    { member: '4', presence: 'online', holds: 2 },
  ];
  const names = (chat: Chat, what: 'pass' | 'add') =>
    candidates(chat, what, ME, team, presence, [SALES]).map((one) => one.name);

  test('CHT-1: those who are here come first, and of them those with fewer chats', () => {
    expect(names(activeChat(ME), 'pass')).toEqual(['Anna', 'Vera', 'Boris', 'Chief']);
  });

  test('TEAM-3: not to who may not see the chat’s department or hold chats', () => {
    const chat = activeChat(ME, { department: { id: SALES.id, name: SALES.name } });
    expect(names(chat, 'pass')).toEqual(['Anna', 'Vera', 'Chief']);
    const barred = aMember({ id: '4', forbidden_departments: [SALES.id] });
    expect(mayBeGiven(barred, SALES)).toBe(false);
    expect(mayBeGiven(barred, undefined)).toBe(true);
    expect(mayBeGiven({ ...barred, role: 'owner' }, SALES)).toBe(true);
  });

  test('CHT-1: who is in the chat can be passed it, but not added once more', () => {
    const chat = withAdded(activeChat(ME), '3');
    expect(names(chat, 'pass')).toContain('Vera');
    expect(names(chat, 'add')).not.toContain('Vera');
  });

  test('CHT-1: who was asked is not asked again', () => {
    expect(names(offeredTo(activeChat(ME), '4'), 'pass')).not.toContain('Anna');
  });

  test('CHT-1: a colleague is found by the beginnings of their names', () => {
    expect(matches('Мария Иванова', 'ив мар')).toBe(true);
    expect(matches('Мария Иванова', 'ария')).toBe(false);
    expect(matches('Мария Иванова', '')).toBe(true);
  });
});

describe('CRD-6: a dialog of the card is found in the history', () => {
  const newestFirst = [
    aMessage({ id: '9', dialog: '30' }),
    aMessage({ id: '8', dialog: '20' }),
    aMessage({ id: '7', dialog: '20' }),
  ];

  test('CRD-6: it begins with its first message', () => {
    expect(beginningOf(newestFirst, '30', true)).toMatchObject({ id: '9' });
    expect(beginningOf(newestFirst, '20', false)).toMatchObject({ id: '7' });
  });

  test('CRD-6: what may go on above is loaded first', () => {
    expect(beginningOf(newestFirst, '20', true)).toBe('older');
    expect(beginningOf(newestFirst, '10', true)).toBe('older');
    expect(beginningOf([], '10', true)).toBe('older');
  });

  test('CRD-6: one without messages is nowhere', () => {
    expect(beginningOf(newestFirst, '10', false)).toBeNull();
  });
});
