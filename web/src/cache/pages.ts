import type { InfiniteData } from '@tanstack/react-query';
import type { List } from '../api/types';

/** A keyset list as far as it was scrolled. */
export type Pages<T> = InfiniteData<List<T>>;

interface Keyed {
  id: string;
}

/** The items of all pages; one that moved between two fetches is shown once. */
export function flatten<T extends Keyed>(pages: Pages<T> | undefined): T[] {
  const seen = new Set<string>();
  const items: T[] = [];
  for (const page of pages?.pages ?? []) {
    for (const item of page.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      items.push(item);
    }
  }
  return items;
}

export function find<T extends Keyed>(pages: Pages<T>, id: string): T | undefined {
  for (const page of pages.pages) {
    const found = page.items.find((item) => item.id === id);
    if (found) return found;
  }
  return undefined;
}

export function without<T extends Keyed>(pages: Pages<T>, id: string): Pages<T> {
  if (!find(pages, id)) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some((item) => item.id === id)
        ? { ...page, items: page.items.filter((item) => item.id !== id) }
        : page,
    ),
  };
}

/**
 * Puts the item where `before` wants it. Past the end of what was loaded it is left out, unless
 * there is nothing more to load: the next page will bring it.
 */
export function place<T extends Keyed>(
  pages: Pages<T>,
  item: T,
  before: (a: T, b: T) => boolean,
): Pages<T> {
  const rest = without(pages, item.id);
  for (const [index, page] of rest.pages.entries()) {
    const at = page.items.findIndex((other) => before(item, other));
    const isLast = index === rest.pages.length - 1;
    if (at < 0 && !(isLast && page.next_cursor === null)) continue;
    const items = [...page.items];
    items.splice(at < 0 ? items.length : at, 0, item);
    return { ...rest, pages: rest.pages.map((p, i) => (i === index ? { ...p, items } : p)) };
  }
  return rest;
}

/** The same item, newer, where it stands. */
export function replace<T extends Keyed>(pages: Pages<T>, item: T): Pages<T> {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some((other) => other.id === item.id)
        ? { ...page, items: page.items.map((other) => (other.id === item.id ? item : other)) }
        : page,
    ),
  };
}

/** The items where they stand, each as `change` makes it; the same pages when none changed. */
export function changeEach<T>(pages: Pages<T>, change: (item: T) => T): Pages<T> {
  let changed = false;
  const next = pages.pages.map((page) => {
    const items = page.items.map(change);
    const differs = items.some((item, index) => item !== page.items[index]);
    changed ||= differs;
    return differs ? { ...page, items } : page;
  });
  return changed ? { ...pages, pages: next } : pages;
}
