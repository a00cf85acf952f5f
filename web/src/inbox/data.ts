import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Params } from '../api/ops';
import { Problem } from '../api/problem';
import type {
  Chat,
  Counters,
  Id,
  List,
  Message,
  PlatformName,
  PlatformRules,
  Tab,
} from '../api/types';
import { usePlatform } from '../channels/data';
import { putMessage } from '../cache/apply-event';
import { dropChat, heldChat, putAnsweredChat } from '../cache/chats';
import { waitingForMe } from '../cache/counters';
import { keys } from '../cache/keys';
import { flatten } from '../cache/pages';
import { useLive, useMyId } from '../session/live-context';
import { usePermissions } from './rights';

const CHATS_AT_ONCE = 50;
const MESSAGES_AT_ONCE = 50;

const NO_CHATS: List<Chat> = { items: [], next_cursor: null };

/** What is refused is shown as nothing: rights may end while a list is on the screen (INB-11). */
function emptyIfDenied(error: unknown): List<Chat> {
  if (error instanceof Problem && error.code === 'access.denied') return NO_CHATS;
  throw error;
}

/** One tab's chats, as far as it was scrolled; `department` null = of all departments. */
export function useChats(project: Id, tab: Tab, department: Id | null = null) {
  const live = useLive();
  const enabled = usePermissions(project)[tab];
  const query = useInfiniteQuery({
    queryKey: keys.chats(project, tab, department),
    queryFn: ({ pageParam }) =>
      live
        .read('chats.list', {
          project,
          tab,
          department: department ?? undefined,
          limit: CHATS_AT_ONCE,
          cursor: pageParam,
        })
        .catch(emptyIfDenied),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled,
  });
  const chats = useMemo(() => (enabled ? flatten(query.data) : []), [enabled, query.data]);
  return { ...query, chats };
}

export function useCounters(project: Id) {
  const live = useLive();
  return useQuery<Counters>({
    queryKey: keys.counters(project),
    queryFn: () => live.read('chats.counters', { project }),
  });
}

/** How many chats want this person's attention, for the rail and the title. */
export function useWaiting(project: Id): number {
  const me = useMyId();
  const counters = useCounters(project).data;
  const { chats } = useChats(project, 'mine');
  return waitingForMe(counters, chats, me);
}

/** One chat, shown at once when a list holds it; null when this person does not see it. */
export function useChat(project: Id, chat: Id) {
  const live = useLive();
  const cache = useQueryClient();
  return useQuery<Chat | null>({
    queryKey: keys.chat(project, chat),
    queryFn: async () => {
      try {
        return await live.read('chats.get', { project, chat });
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'not_found') throw error;
        dropChat(cache, project, chat);
        return null;
      }
    },
    placeholderData: () => heldChat(cache, project, chat),
  });
}

/** A chat's history, newest first, as far up as it was scrolled. */
export function useMessages(project: Id, chat: Id) {
  const live = useLive();
  const query = useInfiniteQuery({
    queryKey: keys.messages(project, chat),
    queryFn: ({ pageParam }) =>
      live.read('messages.list', { project, chat, limit: MESSAGES_AT_ONCE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const messages = useMemo(() => flatten(query.data), [query.data]);
  return { ...query, messages };
}

/** What changes who holds a chat. */
export type ChatOp =
  | 'chats.take'
  | 'chats.done'
  | 'chats.take_over'
  | 'chats.transfer'
  | 'chats.accept'
  | 'chats.decline'
  | 'chats.add'
  | 'chats.remove'
  | 'chats.leave'
  | 'chats.forward';

/** The part of the call beside the chat. */
type Rest<K extends ChatOp> = Omit<Params<K>, 'project' | 'chat'>;

/** Does something with a chat; the answer is shown everywhere the chat is. */
export function useChatOp<K extends ChatOp>(project: Id, chat: Id, op: K) {
  const { socket } = useLive();
  const cache = useQueryClient();
  const me = useMyId();
  return useMutation<Chat, unknown, Rest<K>>({
    mutationFn: async (rest) =>
      (await socket.call(op, { ...rest, project, chat } as Params<K>)) as Chat,
    onSuccess: (changed) => putAnsweredChat(cache, project, changed, me),
    onError: () => {
      // Somebody was quicker: what we showed was old.
      void cache.invalidateQueries({ queryKey: keys.chat(project, chat) });
    },
  });
}

export function useRetry(project: Id, chat: Id) {
  const { socket } = useLive();
  const cache = useQueryClient();
  return useMutation<Message, unknown, Id>({
    mutationFn: (message) => socket.call('messages.retry', { project, chat, message }),
    onSuccess: (message) => putMessage(cache, project, message),
  });
}

export function useMarkRead(project: Id, chat: Id) {
  const { socket } = useLive();
  const cache = useQueryClient();
  const me = useMyId();
  return useMutation<Chat, unknown, Id>({
    mutationFn: (upTo) => socket.call('chats.mark_read', { project, chat, up_to: upTo }),
    onSuccess: (changed) => putAnsweredChat(cache, project, changed, me),
  });
}

/** What the chat's messenger can and takes; undefined until it is known. */
export function useRules(platform: PlatformName): PlatformRules | undefined {
  return usePlatform(platform)?.rules;
}

export function useEdit(project: Id, chat: Id) {
  const { socket } = useLive();
  const cache = useQueryClient();
  return useMutation<Message, unknown, { message: Id; text: string }>({
    mutationFn: (change) => socket.call('messages.edit', { project, chat, ...change }),
    onSuccess: (message) => putMessage(cache, project, message),
  });
}

export function useDelete(project: Id, chat: Id) {
  const { socket } = useLive();
  const cache = useQueryClient();
  return useMutation<Message, unknown, Id>({
    mutationFn: (message) => socket.call('messages.delete', { project, chat, message }),
    onSuccess: (message) => putMessage(cache, project, message),
  });
}
