import type { QueryClient } from '@tanstack/react-query';
import type { Id, List } from '../api/types';

type Key = readonly unknown[];

/** Puts an item into a short list that is held whole; where none is held it changes nothing. */
export function putInList<T extends { id: Id }>(cache: QueryClient, key: Key, item: T): void {
  cache.setQueryData<List<T>>(key, (list) => {
    if (!list) return list;
    const known = list.items.some((other) => other.id === item.id);
    const items = known
      ? list.items.map((other) => (other.id === item.id ? item : other))
      : [...list.items, item];
    return { ...list, items };
  });
}

/** Takes what `isGone` says out of such a list. */
export function dropFromList<T>(cache: QueryClient, key: Key, isGone: (item: T) => boolean): void {
  cache.setQueryData<List<T>>(
    key,
    (list) => list && { ...list, items: list.items.filter((item) => !isGone(item)) },
  );
}
