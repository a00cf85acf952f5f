import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Counters, Message, Tab } from '../api/types';
import type { EventName, EventOf, LiveEvent } from '../live/events';
import { activeChat, aChat, aMessage } from '../testing/samples';
import { applyEvent, putChat } from './apply-event';
import { keys, TABS } from './keys';
import { flatten, type Pages } from './pages';

const ME = '1';
const PROJECT = '10';
let cache: QueryClient;
let seq = 0;

function event<K extends EventName>(name: K, data: EventOf<K>['data']): LiveEvent {
  return { event: name, project: PROJECT, epoch: 'e', seq: ++seq, data } as unknown as LiveEvent;
}

function hold(tab: Tab, chats: Chat[], more: string | null = null): void {
  const pages: Pages<Chat> = {
    pages: [{ items: chats, next_cursor: more }],
    pageParams: [undefined],
  };
  cache.setQueryData(keys.chats(PROJECT, tab), pages);
}

const ids = (tab: Tab) =>
  flatten(cache.getQueryData<Pages<Chat>>(keys.chats(PROJECT, tab))).map((chat) => chat.id);

const saidAt = (time: string): Partial<Chat> => ({
  last_message: { ...aMessage(), created_at: `2026-11-20T${time}:00.000Z` },
});

beforeEach(() => {
  cache = new QueryClient();
  for (const tab of TABS) hold(tab, []);
});

describe('INB-1: the lists follow what happens', () => {
  test('INB-1: a chat with newer words moves to the top of its tab', () => {
    hold('new', [aChat({ id: '3', ...saidAt('10:00') }), aChat({ id: '4', ...saidAt('09:00') })]);
    applyEvent(
      cache,
      event('chat.changed', aChat({ id: '4', version: 2, ...saidAt('11:00') })),
      ME,
    );
    expect(ids('new')).toEqual(['4', '3']);
  });

  test('INB-5: a chat that a colleague took leaves New and is in Others at once', () => {
    hold('new', [aChat({ id: '3' })]);
    applyEvent(cache, event('chat.changed', activeChat('2', { id: '3', version: 2 })), ME);
    expect(ids('new')).toEqual([]);
    expect(ids('others')).toEqual(['3']);
  });

  test('INB-1: an older view of a chat changes nothing', () => {
    hold('mine', [activeChat(ME, { id: '3', version: 5 })]);
    applyEvent(cache, event('chat.changed', aChat({ id: '3', version: 4 })), ME);
    expect(ids('mine')).toEqual(['3']);
    expect(ids('new')).toEqual([]);
  });

  test('INB-5: the answer to Take that overtakes events is not undone by them', () => {
    hold('new', [aChat({ id: '3', version: 1 })]);
    putChat(cache, PROJECT, activeChat(ME, { id: '3', version: 3 }), ME);
    applyEvent(cache, event('chat.changed', aChat({ id: '3', version: 2, unread: 1 })), ME);
    expect(ids('new')).toEqual([]);
    expect(ids('mine')).toEqual(['3']);
  });

  test('INB-1: a chat below what was scrolled to waits for its page', () => {
    hold('done', [aChat({ id: '9', state: 'done', ...saidAt('10:00') })], 'more');
    const old = aChat({ id: '2', state: 'done', version: 2, ...saidAt('08:00') });
    applyEvent(cache, event('chat.changed', old), ME);
    expect(ids('done')).toEqual(['9']);
  });

  test('INB-1: an event applied twice is an event applied once', () => {
    const change = event('chat.changed', activeChat(ME, { id: '3', version: 2 }));
    applyEvent(cache, change, ME);
    applyEvent(cache, change, ME);
    expect(ids('mine')).toEqual(['3']);
  });

  test('INB-1: counters are those of the member who looks', () => {
    const own = { new: 4, mine: 2, others: 7, done: 100 };
    applyEvent(cache, event('counters.changed', own), ME);
    expect(cache.getQueryData<Counters>(keys.counters(PROJECT))).toEqual(own);
  });

  test('INB-2: an appeal nobody took for 15 minutes is marked where it stands', () => {
    hold('new', [aChat({ id: '3' }), aChat({ id: '4' })]);
    const since = '2026-11-20T09:00:00.000Z';
    applyEvent(cache, event('chat.unclaimed', { chat: '3', waiting_since: since }), ME);
    const held = flatten(cache.getQueryData<Pages<Chat>>(keys.chats(PROJECT, 'new')));
    expect(held.map((chat) => chat.unclaimed)).toEqual([true, false]);
  });
});

describe('CHT-7: messages of an open chat follow their delivery', () => {
  const holdMessages = (items: Message[]) =>
    cache.setQueryData<Pages<Message>>(keys.messages(PROJECT, '100'), {
      pages: [{ items, next_cursor: null }],
      pageParams: [undefined],
    });
  const messages = () => flatten(cache.getQueryData<Pages<Message>>(keys.messages(PROJECT, '100')));

  test('CHT-7: a message goes from queued to sent in its place', () => {
    holdMessages([
      aMessage({ id: '502' }),
      aMessage({ id: '501', kind: 'outgoing', status: 'queued' }),
    ]);
    const sent = aMessage({ id: '501', kind: 'outgoing', status: 'sent' });
    applyEvent(cache, event('message.changed', sent), ME);
    expect(messages().map((one) => [one.id, one.status])).toEqual([
      ['502', null],
      ['501', 'sent'],
    ]);
  });

  test('CHT-2: messages stand in the order of their ids, however they arrive', () => {
    holdMessages([]);
    for (const id of ['9', '11', '10', '11']) {
      applyEvent(cache, event('message.added', aMessage({ id })), ME);
    }
    expect(messages().map((one) => one.id)).toEqual(['11', '10', '9']);
  });
});
