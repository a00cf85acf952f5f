import type { QueryClient } from '@tanstack/react-query';
import type { Channel, Chat, Counters, Id, Me, Message } from '../api/types';
import type { EventOf, LiveEvent, MovedMessage } from '../live/events';
import { putCard } from './cards';
import { dropChat, eachChat, putChat } from './chats';
import { keys } from './keys';
import { dropFromList, putInList } from './lists';
import { applyMessage, moveLastWords, moveMessage } from './messages';
import { find, type Pages } from './pages';
import { dropDepartment, dropMember, putDepartment, putMember, putPresence } from './team';
import { startTyping, stopTyping } from './typing';

export { putChat } from './chats';
export { putMember } from './team';

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

/** A dialog that begins or ends is one more, or another one, on the card. */
function isAboutDialogs(message: Message): boolean {
  return message.action?.type === 'opened' || message.action?.type === 'closed';
}

/** A message from somebody means that they have stopped typing it. */
function putAdded(cache: QueryClient, project: Id, message: Message): void {
  putMessage(cache, project, message);
  if (message.kind === 'incoming') stopTyping(cache, project, message.chat, null);
  else if (message.author) stopTyping(cache, project, message.chat, message.author);
  if (isAboutDialogs(message)) {
    void cache.invalidateQueries({ queryKey: keys.cardPart(project, message.chat, 'dialogs') });
  }
}

export function putChannel(cache: QueryClient, project: Id, channel: Channel): void {
  if (channel.state !== 'disconnected') putInList(cache, keys.channels(project), channel);
  else dropFromList<Channel>(cache, keys.channels(project), (one) => one.id === channel.id);
}

function markUnclaimed(cache: QueryClient, project: Id, id: Id, since: string): void {
  const mark = (chat: Chat): Chat =>
    chat.id === id && chat.state === 'new'
      ? { ...chat, unclaimed: true, waiting_since: since }
      : chat;
  eachChat(cache, project, mark);
}

function putProject(cache: QueryClient, data: EventOf<'project.changed'>['data']): void {
  cache.setQueryData<Me>(
    keys.me,
    (held) =>
      held && {
        ...held,
        projects: held.projects.map((one) => (one.id === data.id ? { ...one, ...data } : one)),
      },
  );
}

type Applied = Exclude<LiveEvent['event'], 'resync'>;
type Apply<E> = (cache: QueryClient, event: E, me: Id, now: number) => void;

const APPLY: { [K in Applied]: Apply<EventOf<K>> } = {
  'chat.changed': (cache, { project, data }, me) => putChat(cache, project, data, me),
  'chat.gone': (cache, { project, data }) => dropChat(cache, project, data.chat),
  'chat.typing': (cache, { project, data }, _me, now) =>
    startTyping(cache, project, data.chat, data.person, now),
  'chat.unclaimed': (cache, { project, data }) =>
    markUnclaimed(cache, project, data.chat, data.waiting_since),
  'message.added': (cache, { project, data }) => putAdded(cache, project, data),
  'message.changed': (cache, { project, data }) => putMessage(cache, project, data),
  'message.moved': (cache, { project, data }) => putMoved(cache, project, data),
  'client.changed': (cache, { project, data }) => putCard(cache, project, data),
  'counters.changed': (cache, { project, data }) =>
    cache.setQueryData<Counters>(keys.counters(project), data),
  'channel.changed': (cache, { project, data }) => putChannel(cache, project, data),
  'member.changed': (cache, { project, data }) => putMember(cache, project, data),
  'member.removed': (cache, { project, data }) => dropMember(cache, project, data.id),
  'presence.changed': (cache, { project, data }) => putPresence(cache, project, data),
  'department.changed': (cache, { project, data }) => putDepartment(cache, project, data),
  'department.removed': (cache, { project, data }) => dropDepartment(cache, project, data.id),
  'variables.changed': (cache, { project }) => {
    void cache.invalidateQueries({ queryKey: keys.variables(project) });
    void cache.invalidateQueries({ queryKey: keys.tags(project) });
  },
  'project.changed': (cache, { data }) => putProject(cache, data),
};

/** Brings what is held up to date with one event. Applying it twice changes nothing more. */
export function applyEvent(
  cache: QueryClient,
  event: LiveEvent,
  me: Id,
  now: number = Date.now(),
): void {
  // An event of a newer server that this panel does not know changes nothing here.
  const table: Partial<Record<string, unknown>> = APPLY;
  const apply = table[event.event] as Apply<LiveEvent> | undefined;
  apply?.(cache, event, me, now);
}
