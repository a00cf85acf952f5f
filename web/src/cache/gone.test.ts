import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, ClientCard, Message, Tab } from '../api/types';
import type { EventName, EventOf, LiveEvent } from '../live/events';
import { activeChat, aCard, aChat, aMessage } from '../testing/samples';
import { applyEvent } from './apply-event';
import { putAnsweredChat } from './chats';
import { keys, TABS } from './keys';
import { flatten, type Pages } from './pages';
import { refetchProject } from './resync';

const ME = '1';
const PROJECT = '10';
const SALES = { id: '70', name: 'Sales' };
let cache: QueryClient;

function apply<K extends EventName>(name: K, data: EventOf<K>['data']): void {
  const event = { event: name, project: PROJECT, epoch: 'e', seq: 1, data };
  applyEvent(cache, event as unknown as LiveEvent, ME);
}

const pages = <T>(items: T[]): Pages<T> => ({
  pages: [{ items, next_cursor: null }],
  pageParams: [undefined],
});

function hold(tab: Tab, department: string | null, chats: Chat[]): void {
  cache.setQueryData(keys.chats(PROJECT, tab, department), pages(chats));
}

const ids = (tab: Tab, department: string | null = null) =>
  flatten(cache.getQueryData<Pages<Chat>>(keys.chats(PROJECT, tab, department))).map(
    (chat) => chat.id,
  );

beforeEach(() => {
  cache = new QueryClient();
  for (const tab of TABS) hold(tab, null, []);
});

describe('INB-7: the list of one department follows what happens', () => {
  test('INB-7: a chat forwarded to the department appears in its list, in others it does not', () => {
    hold('new', SALES.id, []);
    hold('new', '71', []);
    apply('chat.changed', aChat({ id: '3', department: SALES }));
    expect(ids('new')).toEqual(['3']);
    expect(ids('new', SALES.id)).toEqual(['3']);
    expect(ids('new', '71')).toEqual([]);
  });

  test('INB-7: a chat forwarded elsewhere leaves the list', () => {
    hold('new', SALES.id, [aChat({ id: '3', department: SALES })]);
    apply('chat.changed', aChat({ id: '3', version: 2, department: null }));
    expect(ids('new', SALES.id)).toEqual([]);
    expect(ids('new')).toEqual(['3']);
  });

  test('INB-7: a department that is renamed is so on its chats', () => {
    hold('new', null, [aChat({ id: '3', department: SALES })]);
    apply('department.changed', {
      ...SALES,
      name: 'Wholesale',
      members: [],
      sources: [],
      assignment: null,
      assignment_cap: null,
      created_at: '2026-11-20T09:00:00.000Z',
    });
    const [chat] = flatten(cache.getQueryData<Pages<Chat>>(keys.chats(PROJECT, 'new')));
    expect(chat?.department).toEqual({ id: SALES.id, name: 'Wholesale' });
  });
});

describe('CHT-1: a chat that is passed to somebody is in their Mine before they accept', () => {
  const offered = activeChat('2', {
    id: '3',
    version: 2,
    pending_transfer: {
      to: { id: ME, name: 'I' },
      from: { id: '2', name: 'Boris' },
      since: '2026-11-20T09:00:00.000Z',
    },
  });

  test('CHT-1: it enters Mine with the offer', () => {
    hold('others', null, [activeChat('2', { id: '3' })]);
    apply('chat.changed', offered);
    expect([ids('mine'), ids('others')]).toEqual([['3'], []]);
  });

  test('CHT-1: it goes back to Others when it is declined', () => {
    hold('mine', null, [offered]);
    apply('chat.changed', { ...offered, version: 3, pending_transfer: null });
    expect([ids('mine'), ids('others')]).toEqual([[], ['3']]);
  });
});

describe('INB-11: a chat that one may not see any more leaves everything at once', () => {
  const chat = aChat({ id: '100' });

  beforeEach(() => {
    hold('new', null, [chat, aChat({ id: '101' })]);
    cache.setQueryData(keys.chat(PROJECT, '100'), chat);
    cache.setQueryData<Pages<Message>>(keys.messages(PROJECT, '100'), pages([aMessage()]));
    cache.setQueryData(keys.card(PROJECT, '100'), aCard({ id: '100' }));
    apply('chat.gone', { chat: '100' });
  });

  test('INB-11: nothing of it is held: not in the list, its messages, its client', () => {
    expect(ids('new')).toEqual(['101']);
    expect(
      JSON.stringify(
        cache
          .getQueryCache()
          .getAll()
          .map((one) => one.state.data),
      ),
    ).not.toContain('Hello');
    expect(cache.getQueryData(keys.messages(PROJECT, '100'))).toBeUndefined();
    expect(cache.getQueryData(keys.card(PROJECT, '100'))).toBeUndefined();
  });

  test('INB-11: its window is told so', () => {
    expect(cache.getQueryData(keys.chat(PROJECT, '100'))).toBeNull();
  });

  test('INB-11: an answer that the news overtook does not bring it back', () => {
    putAnsweredChat(cache, PROJECT, { ...chat, version: 9 }, ME);
    expect(ids('new')).toEqual(['101']);
    expect(cache.getQueryData(keys.chat(PROJECT, '100'))).toBeNull();
  });

  test('INB-11: when one may see it again it is back', () => {
    apply('chat.changed', { ...chat, version: 9 });
    expect(ids('new')).toContain('100');
    expect(cache.getQueryData<Chat>(keys.chat(PROJECT, '100'))?.version).toBe(9);
  });
});

test('INB-11: after a change of rights what is not on the screen is forgotten, and who one is asked again', () => {
  cache.setQueryData(keys.me, { person: {} });
  hold('done', null, [aChat({ id: '9', state: 'done' })]);
  refetchProject(cache, PROJECT);
  expect(cache.getQueryData(keys.chats(PROJECT, 'done'))).toBeUndefined();
  expect(cache.getQueryState(keys.me)?.isInvalidated).toBe(true);
});

describe('CRD-8: a card is kept fresh by what colleagues change', () => {
  const held = () => cache.getQueryData<ClientCard>(keys.card(PROJECT, '100'));

  test('CRD-8: a newer card takes the place of the older one, never the other way', () => {
    cache.setQueryData(keys.card(PROJECT, '100'), aCard({ id: '100', version: 4 }));
    apply('client.changed', aCard({ id: '100', version: 5, city: 'Minsk' }));
    expect(held()?.city).toBe('Minsk');
    apply('client.changed', aCard({ id: '100', version: 4, city: 'Brest' }));
    expect(held()?.city).toBe('Minsk');
  });

  test('CRD-8: a card nobody opened is not kept', () => {
    apply('client.changed', aCard({ id: '100', version: 5 }));
    expect(held()).toBeUndefined();
  });

  test('CRD-8: the history, and with a new phone the linked clients, are asked for again', () => {
    const isOld = (part: 'history' | 'linked') =>
      cache.getQueryState(keys.cardPart(PROJECT, '100', part))?.isInvalidated;
    cache.setQueryData(keys.card(PROJECT, '100'), aCard({ id: '100', version: 1 }));
    cache.setQueryData(keys.cardPart(PROJECT, '100', 'history'), pages([]));
    cache.setQueryData(keys.cardPart(PROJECT, '100', 'linked'), pages([]));
    apply('client.changed', aCard({ id: '100', version: 2, city: 'Minsk' }));
    expect([isOld('history'), isOld('linked')]).toEqual([true, false]);
    apply('client.changed', aCard({ id: '100', version: 3, phone: '+375291112233' }));
    expect(isOld('linked')).toBe(true);
  });
});
