import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Chat, Counters, Id, Message, PlatformName, PlatformRules, Tab } from '../api/types';
import { usePlatform } from '../channels/data';
import { putChat, putMessage } from '../cache/apply-event';
import { waitingForMe } from '../cache/counters';
import { keys } from '../cache/keys';
import { flatten, type Pages } from '../cache/pages';
import { useLive, useMyId } from '../session/live-context';

const CHATS_AT_ONCE = 50;
const MESSAGES_AT_ONCE = 50;

/** One tab's chats, as far as it was scrolled. */
export function useChats(project: Id, tab: Tab) {
  const live = useLive();
  const query = useInfiniteQuery({
    queryKey: keys.chats(project, tab),
    queryFn: ({ pageParam }) =>
      live.read('chats.list', { project, tab, limit: CHATS_AT_ONCE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const chats = useMemo(() => flatten(query.data), [query.data]);
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
  const counters = useCounters(project).data;
  const { chats } = useChats(project, 'mine');
  return waitingForMe(counters, chats);
}

/** One chat; shown at once when a list holds it. */
export function useChat(project: Id, chat: Id) {
  const live = useLive();
  const cache = useQueryClient();
  return useQuery<Chat>({
    queryKey: keys.chat(project, chat),
    queryFn: () => live.read('chats.get', { project, chat }),
    placeholderData: () => {
      const lists = cache.getQueriesData<Pages<Chat>>({
        queryKey: [...keys.project(project), 'chats'],
      });
      return lists.flatMap(([, pages]) => flatten(pages)).find((one) => one.id === chat);
    },
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

type ChatOp = 'chats.take' | 'chats.done';

/** Takes or closes a chat; the answer is shown everywhere the chat is. */
export function useChatOp(project: Id, chat: Id, op: ChatOp) {
  const { socket } = useLive();
  const cache = useQueryClient();
  const me = useMyId();
  return useMutation<Chat>({
    mutationFn: () => socket.call(op, { project, chat }),
    onSuccess: (changed) => putChat(cache, project, changed, me),
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
    onSuccess: (changed) => putChat(cache, project, changed, me),
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
