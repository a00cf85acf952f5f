import { expect, test } from 'vitest';
import type { Department } from '../../api/types';
import { changesOf, fieldsOf, ruleOf, takenChannels, valuesOf } from './rules';

const aDepartment = (parts: Partial<Department> = {}): Department => ({
  id: '7',
  name: 'Sales',
  members: [],
  sources: [],
  assignment: null,
  assignment_cap: null,
  created_at: '2026-11-20T09:00:00.000Z',
  ...parts,
});

test('INB-8: what a department does not decide is as the project has it', () => {
  const project = { assignment: 'round_robin', assignment_cap: 5 } as const;
  expect(ruleOf(aDepartment(), project)).toEqual({ rule: 'round_robin', cap: 5 });
  expect(ruleOf(aDepartment({ assignment: 'by_hand', assignment_cap: 0 }), project)).toEqual({
    rule: 'by_hand',
    cap: 0,
  });
});

test('INB-7: a department that is opened and saved untouched stays the same', () => {
  const department = aDepartment({
    members: ['3', '4'],
    sources: [
      { kind: 'channel', source: '11' },
      { kind: 'link', source: 'sale' },
    ],
    assignment: 'least_loaded',
    assignment_cap: 3,
  });
  expect(fieldsOf(valuesOf(department))).toEqual({
    name: 'Sales',
    members: ['3', '4'],
    channels: ['11'],
    links: ['sale'],
    assignment: 'least_loaded',
    assignment_cap: 3,
  });
  expect(fieldsOf(valuesOf(aDepartment()))).toMatchObject({
    assignment: 'project',
    assignment_cap: -1,
  });
  expect(fieldsOf(valuesOf(aDepartment({ assignment_cap: 0 }))).assignment_cap).toBe(0);
});

test('INB-7: a department opened to the whole team keeps no list', () => {
  const values = valuesOf(aDepartment({ members: ['3'] }));
  expect(values.who).toBe('chosen');
  expect(fieldsOf({ ...values, who: 'everyone' }).members).toEqual([]);
});

test('INB-7: only what was changed is sent, and nobody who has left the team', () => {
  const department = aDepartment({ members: ['3', '9'] });
  const values = valuesOf(department);
  const team = ['3', '4'];
  expect(changesOf(values, department, team)).toEqual({});
  expect(changesOf({ ...values, name: ' Care ' }, department, team)).toEqual({ name: 'Care' });
  expect(changesOf({ ...values, members: ['3', '9', '4'] }, department, team)).toEqual({
    members: ['3', '4'],
  });
  expect(changesOf({ ...values, who: 'everyone' }, department, team)).toEqual({ members: [] });
});

test('INB-7: channels that lead elsewhere are known, those of the department itself are free', () => {
  const departments = [
    aDepartment({ sources: [{ kind: 'channel', source: '11' }] }),
    aDepartment({
      id: '8',
      name: 'Care',
      sources: [
        { kind: 'channel', source: '12' },
        { kind: 'link', source: '13' },
      ],
    }),
  ];
  expect([...takenChannels(departments, '7')]).toEqual([['12', 'Care']]);
  expect(takenChannels(departments, null).get('11')).toBe('Sales');
});
