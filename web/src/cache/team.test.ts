import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Department, List, Presence } from '../api/types';
import { keys } from './keys';
import { dropDepartment, dropMember, putDepartment, putPresence } from './team';

const aDepartment = (id: string, name: string): Department => ({
  id,
  name,
  members: [],
  sources: [],
  assignment: null,
  assignment_cap: null,
  created_at: '2026-11-20T09:00:00.000Z',
});

const held = <T>(items: T[]): List<T> => ({ items, next_cursor: null });

test('INB-7: a department appears, is renamed in its place and goes', () => {
  const cache = new QueryClient();
  const names = () =>
    cache.getQueryData<List<Department>>(keys.departments('1'))?.items.map((one) => one.name);
  putDepartment(cache, '1', aDepartment('5', 'Sales'));
  expect(names()).toBeUndefined();
  cache.setQueryData(keys.departments('1'), held([aDepartment('5', 'Sales')]));
  putDepartment(cache, '1', aDepartment('6', 'Care'));
  putDepartment(cache, '1', aDepartment('5', 'Wholesale'));
  expect(names()).toEqual(['Wholesale', 'Care']);
  dropDepartment(cache, '1', '5');
  dropDepartment(cache, '1', '5');
  expect(names()).toEqual(['Care']);
});

test('TEAM-5: the last word on who is here counts, and who left is not counted', () => {
  const cache = new QueryClient();
  cache.setQueryData(
    keys.presence('1'),
    held<Presence>([{ member: '2', presence: 'offline', holds: 0 }]),
  );
  putPresence(cache, '1', { member: '2', presence: 'online', holds: 3 });
  putPresence(cache, '1', { member: '3', presence: 'away', holds: 1 });
  const list = () => cache.getQueryData<List<Presence>>(keys.presence('1'))?.items;
  expect(list()).toEqual([
    { member: '2', presence: 'online', holds: 3 },
    { member: '3', presence: 'away', holds: 1 },
  ]);
  dropMember(cache, '1', '2');
  expect(list()).toEqual([{ member: '3', presence: 'away', holds: 1 }]);
});
