import type { QueryClient } from '@tanstack/react-query';
import type { Channel, Chat, Counters, Id, List, Me, Member, Message } from '../api/types';
import type { LiveEvent, MovedMessage } from '../live/events';
import { applyChat } from './chats';
import { countersFor } from './counters';
import { keys, TABS } from './keys';
import { applyMessage, moveLastWords, moveMessage } from './messages';
import { changeEach, find, type Pages } from './pages';
import { startTyping, stopTyping } from './typing';

function heldVersion(cache: QueryClient, project: Id, id: Id): number {
  const held = cache.getQueryData<Chat>(keys.chat(project, id))?.version ?? 0;
  const listed = TABS.map((tab) => {
    const pages = cache.getQueryData<Pages<Chat>>(keys.chats(project, tab));
    return (pages && find(pages, id)?.version) ?? 0;
  });
  return Math.max(held, ...listed);
}

/**
 * Shows a chat as it is now, wherever it is held. Also used for the answers of our own calls, which
 * may overtake events: an older view must not bring the chat back to a tab it has left.
 */
export function putChat(cache: QueryClient, project: Id, chat: Chat, me: Id): void {
  if (chat.version < heldVersion(cache, project, chat.id)) return;
  cache.setQueryData<Chat>(keys.chat(project, chat.id), (held) => held && chat);
  for (const tab of TABS) {
    cache.setQueryData<Pages<Chat>>(
      keys.chats(project, tab),
      (pages) => pages && applyChat(pages, chat, tab, me),
    );
  }
}

export function putMessage(cache: QueryClient, project: Id, message: Message): void {
  cache.setQueryData<Pages<Message>>(
    keys.messages(project, message.chat),
    (pages) => pages && applyMessage(pages, message),
  );
}

/** The answer to our own call: the events of the message may have come before it. */
export function putAnswer(cache: QueryClient, project: Id, message: Message): void {
  const pages = cache.getQueryData<Pages<Message>>(keys.messages(project, message.chat));
  if (!pages || !find(pages, message.id)) putMessage(cache, project, message);
}

function putMoved(cache: QueryClient, project: Id, moved: MovedMessage): void {
  cache.setQueryData<Pages<Message>>(
    keys.messages(project, moved.chat),
    (pages) => pages && moveMessage(pages, moved),
  );
  eachChat(cache, project, (chat) => moveLastWords(chat, moved));
}

/** A message from somebody means that they have stopped typing it. */
function putAdded(cache: QueryClient, project: Id, message: Message): void {
  putMessage(cache, project, message);
  if (message.kind === 'incoming') stopTyping(cache, project, message.chat, null);
  else if (message.author) stopTyping(cache, project, message.chat, message.author);
}

function putInList<T extends { id: Id }>(list: List<T> | undefined, item: T): List<T> | undefined {
  if (!list) return list;
  const known = list.items.some((other) => other.id === item.id);
  const items = known
    ? list.items.map((other) => (other.id === item.id ? item : other))
    : [...list.items, item];
  return { ...list, items };
}

export function putChannel(cache: QueryClient, project: Id, channel: Channel): void {
  cache.setQueryData<List<Channel>>(keys.channels(project), (list) => {
    if (channel.state !== 'disconnected') return putInList(list, channel);
    return list && { ...list, items: list.items.filter((other) => other.id !== channel.id) };
  });
}

export function putMember(cache: QueryClient, project: Id, member: Member): void {
  cache.setQueryData<List<Member>>(keys.members(project), (list) => putInList(list, member));
}

/** Changes chats wherever they are held, without moving them; `change` may give back the same. */
function eachChat(cache: QueryClient, project: Id, change: (chat: Chat) => Chat): void {
  cache.setQueriesData<Chat>({ queryKey: [...keys.project(project), 'chat'] }, (chat) =>
    chat ? change(chat) : chat,
  );
  for (const tab of TABS) {
    cache.setQueryData<Pages<Chat>>(
      keys.chats(project, tab),
      (pages) => pages && changeEach(pages, change),
    );
  }
}

function markUnclaimed(cache: QueryClient, project: Id, id: Id, since: string): void {
  const mark = (chat: Chat): Chat =>
    chat.id === id && chat.state === 'new'
      ? { ...chat, unclaimed: true, waiting_since: since }
      : chat;
  eachChat(cache, project, mark);
}

/** Brings what is held up to date with one event. Applying it twice changes nothing more. */
export function applyEvent(
  cache: QueryClient,
  event: LiveEvent,
  me: Id,
  now: number = Date.now(),
): void {
  const { project } = event;
  switch (event.event) {
    case 'chat.changed':
      putChat(cache, project, event.data, me);
      break;
    case 'message.added':
      putAdded(cache, project, event.data);
      break;
    case 'message.changed':
      putMessage(cache, project, event.data);
      break;
    case 'message.moved':
      putMoved(cache, project, event.data);
      break;
    case 'chat.typing':
      startTyping(cache, project, event.data.chat, event.data.person, now);
      break;
    case 'counters.changed':
      cache.setQueryData<Counters>(keys.counters(project), countersFor(event.data, me));
      break;
    case 'chat.unclaimed':
      markUnclaimed(cache, project, event.data.chat, event.data.waiting_since);
      break;
    case 'channel.changed':
      putChannel(cache, project, event.data);
      break;
    case 'member.changed':
      putMember(cache, project, event.data);
      break;
    case 'project.changed':
      cache.setQueryData<Me>(
        keys.me,
        (held) =>
          held && {
            ...held,
            projects: held.projects.map((one) =>
              one.id === project ? { ...one, ...event.data } : one,
            ),
          },
      );
      break;
    case 'resync':
      break;
  }
}
