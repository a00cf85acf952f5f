import type { QueryClient } from '@tanstack/react-query';
import type { Department, Id, List, Member, Presence } from '../api/types';
import { eachChat } from './chats';
import { keys } from './keys';
import { dropFromList, putInList } from './lists';

export function putMember(cache: QueryClient, project: Id, member: Member): void {
  putInList(cache, keys.members(project), member);
}

/** Who left the team is in no list of those one may turn to. */
export function dropMember(cache: QueryClient, project: Id, id: Id): void {
  dropFromList<Member>(cache, keys.members(project), (one) => one.id === id);
  dropFromList<Presence>(cache, keys.presence(project), (one) => one.member === id);
}

/** Who is there, and how many chats they hold (TEAM-5). */
export function putPresence(cache: QueryClient, project: Id, presence: Presence): void {
  cache.setQueryData<List<Presence>>(keys.presence(project), (list) => {
    if (!list) return list;
    const others = list.items.filter((one) => one.member !== presence.member);
    return { ...list, items: [...others, presence] };
  });
}

/** Chats name their department, so a new name shows on them too. */
export function putDepartment(cache: QueryClient, project: Id, department: Department): void {
  putInList(cache, keys.departments(project), department);
  const { id, name } = department;
  eachChat(cache, project, (chat) =>
    chat.department?.id === id && chat.department.name !== name
      ? { ...chat, department: { id, name } }
      : chat,
  );
}

export function dropDepartment(cache: QueryClient, project: Id, id: Id): void {
  dropFromList<Department>(cache, keys.departments(project), (one) => one.id === id);
}
