import type { QueryClient } from '@tanstack/react-query';
import type { Chat, Id, Tab } from '../api/types';
import { compareIds } from './ids';
import { putClient } from './cards';
import { keys } from './keys';
import { changeEach, find, place, without, type Pages } from './pages';
import { tabOfChat } from './tab-of-chat';

/** What one list of the inbox shows. */
export interface Listing {
  tab: Tab;
  /** Null = chats of all departments. */
  department: Id | null;
}

function activity(chat: Chat): string {
  return chat.last_message?.created_at ?? chat.created_at;
}

/** Last activity first, as the server lists them. */
function isAbove(a: Chat, b: Chat): boolean {
  const [left, right] = [activity(a), activity(b)];
  return left === right ? compareIds(a.id, b.id) > 0 : left > right;
}

function belongs(chat: Chat, { tab, department }: Listing, me: Id): boolean {
  return tabOfChat(chat, me) === tab && (department === null || chat.department?.id === department);
}

/** A list after the chat changed: it enters, moves, or leaves. */
export function applyChat(
  pages: Pages<Chat>,
  arrived: Chat,
  listing: Listing,
  me: Id,
): Pages<Chat> {
  const held = find(pages, arrived.id);
  if (held && held.version >= arrived.version) return pages;
  if (!belongs(arrived, listing, me)) return without(pages, arrived.id);
  return place(pages, arrived, isAbove);
}

/** Every list of the project that is held, as `change` makes it. */
export function eachList(
  cache: QueryClient,
  project: Id,
  change: (pages: Pages<Chat>, listing: Listing) => Pages<Chat>,
): void {
  for (const [key, pages] of cache.getQueriesData<Pages<Chat>>({
    queryKey: keys.chatLists(project),
  })) {
    const [, , , tab, department] = key as ReturnType<typeof keys.chats>;
    if (pages) cache.setQueryData(key, change(pages, { tab, department }));
  }
}

/** A chat wherever it is held; the newest view of it. */
export function heldChat(cache: QueryClient, project: Id, id: Id): Chat | undefined {
  const alone = cache.getQueryData<Chat | null>(keys.chat(project, id));
  const listed = cache
    .getQueriesData<Pages<Chat>>({ queryKey: keys.chatLists(project) })
    .map(([, pages]) => pages && find(pages, id));
  return [alone, ...listed]
    .filter((chat) => chat !== undefined && chat !== null)
    .sort((a, b) => b.version - a.version)[0];
}

/**
 * Shows a chat as it is now, wherever it is held. The answers of our own calls may overtake events:
 * an older view must not bring the chat back to a tab it has left.
 */
export function putChat(cache: QueryClient, project: Id, chat: Chat, me: Id): void {
  if (chat.version < (heldChat(cache, project, chat.id)?.version ?? 0)) return;
  cache.setQueryData<Chat | null>(keys.chat(project, chat.id), (held) =>
    held === undefined ? held : chat,
  );
  eachList(cache, project, (pages, listing) => applyChat(pages, chat, listing, me));
  putClient(cache, project, chat.client);
}

/** Changes chats wherever they are held, without moving them; `change` may give back the same. */
export function eachChat(cache: QueryClient, project: Id, change: (chat: Chat) => Chat): void {
  cache.setQueriesData<Chat | null>({ queryKey: [...keys.project(project), 'chat'] }, (chat) =>
    chat ? change(chat) : chat,
  );
  eachList(cache, project, (pages) => changeEach(pages, change));
}

/** The answer to our own call: it may have been overtaken by the news that the chat is gone. */
export function putAnsweredChat(cache: QueryClient, project: Id, chat: Chat, me: Id): void {
  if (cache.getQueryData(keys.chat(project, chat.id)) !== null) putChat(cache, project, chat, me);
}

/**
 * The person may not see the chat any more (INB-11): nothing of it stays. Null stands for it, so
 * that its window says so, until an event shows it again.
 */
export function dropChat(cache: QueryClient, project: Id, id: Id): void {
  eachList(cache, project, (pages) => without(pages, id));
  cache.setQueryData<Chat | null>(keys.chat(project, id), null);
  cache.removeQueries({ queryKey: keys.messages(project, id) });
  cache.removeQueries({ queryKey: keys.typing(project, id) });
  // A client has one chat, with the client's id.
  cache.removeQueries({ queryKey: keys.client(project, id) });
}
