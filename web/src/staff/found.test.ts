import { expect, test } from 'vitest';
import type { StaffPerson } from '../api/types';
import { isFound, isSameName } from './found';

const anna: StaffPerson = {
  person: { id: '2', name: 'Анна Смирнова', email: 'anna@example.org', photo_url: null },
  projects: [{ id: '7', name: 'Кофейня', role: 'manager' }],
};

test('TEAM-4: a person is found by a part of the name, the e-mail or a project', () => {
  for (const typed of ['', 'смир', ' ANNA@', 'кофе'])
    expect(isFound(anna, typed), typed).toBe(true);
  expect(isFound(anna, 'Пётр')).toBe(false);
});

test('TEAM-4: removing for ever wants the whole name typed', () => {
  expect(isSameName(' анна смирнова ', anna.person.name)).toBe(true);
  for (const typed of ['', 'Анна', 'Анна Смирнов']) {
    expect(isSameName(typed, anna.person.name), typed).toBe(false);
  }
});
