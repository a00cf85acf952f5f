import { expect, test } from 'vitest';
import type { Department, Member } from '../../api/types';
import { en } from '../../i18n/en';
import { administrationWords } from '../../i18n/en-administration';
import { permissionsOf } from '../../testing/samples';
import { inOrder, isUnlisted, limitsOf, RIGHTS, withDepartment } from './rights';

const ALL = permissionsOf();

const aMember = (parts: Partial<Member> = {}): Member => ({
  id: '3',
  name: 'Anna',
  email: 'anna@example.org',
  role: 'manager',
  photo_url: null,
  permissions: ALL,
  forbidden_departments: [],
  away: false,
  ...parts,
});

test('TEAM-3: every permission stands in one group and says what it means to be without it', () => {
  const shown = RIGHTS.flatMap(({ names }) => names);
  expect([...shown].sort()).toEqual(Object.keys(ALL).sort());
  const { names, without } = administrationWords.rights;
  for (const name of shown) {
    expect(names[name].length, name).toBeGreaterThan(0);
    expect(without[name], name).toMatch(/^Off: .+\.$/);
  }
});

test('TEAM-3: permissions of the tabs are called as the tabs are', () => {
  const { names } = administrationWords.rights;
  const { tabs } = en.inbox;
  expect([names.new, names.mine, names.others, names.done]).toEqual([
    tabs.new,
    tabs.mine,
    tabs.others,
    tabs.done,
  ]);
});

test('TEAM-3: what is forbidden is counted, departments too; chiefs are limited by nothing', () => {
  const limited = {
    permissions: { ...ALL, others: false, export: false },
    forbidden_departments: ['7'],
  };
  expect(limitsOf(aMember(limited))).toBe(3);
  expect(limitsOf(aMember({ ...limited, role: 'admin' }))).toBe(0);
  expect(limitsOf(aMember())).toBe(0);
});

test('INB-7: one department is switched, the others stay as they are', () => {
  const member = aMember({ forbidden_departments: ['7', '8'] });
  expect(withDepartment(member, '7', true)).toEqual(['8']);
  expect(withDepartment(member, '9', false)).toEqual(['7', '8', '9']);
  expect(withDepartment(member, '7', false)).toEqual(['8', '7']);
});

test('INB-7: a department with a list of its own leaves out who is not on it', () => {
  const department: Department = {
    id: '7',
    name: 'Sales',
    members: [],
    sources: [],
    assignment: null,
    assignment_cap: null,
    created_at: '2026-11-20T09:00:00.000Z',
  };
  expect(isUnlisted(department, aMember())).toBe(false);
  expect(isUnlisted({ ...department, members: ['4'] }, aMember())).toBe(true);
  expect(isUnlisted({ ...department, members: ['4', '3'] }, aMember())).toBe(false);
});

test('TEAM-2: the owner comes first, then administrators, then managers by name', () => {
  const team = [
    aMember({ id: '1', name: 'Zoe' }),
    aMember({ id: '2', name: 'Boris', role: 'admin' }),
    aMember({ id: '3', name: 'Anna' }),
    aMember({ id: '4', name: 'Yana', role: 'owner' }),
  ];
  expect(inOrder(team, 'en').map((one) => one.name)).toEqual(['Yana', 'Boris', 'Anna', 'Zoe']);
});
