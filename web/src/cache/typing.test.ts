import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message, Named } from '../api/types';
import type { EventName, EventOf, LiveEvent } from '../live/events';
import { aChat, aMessage } from '../testing/samples';
import { applyEvent, putAnswer } from './apply-event';
import { keys } from './keys';
import { flatten, type Pages } from './pages';
import { typistsAt, type Typist } from './typing';

const ME = '1';
const PROJECT = '10';
const CHAT = '100';
const masha: Named = { id: '2', name: 'Masha' };
const START = Date.parse('2026-11-20T09:00:00.000Z');
let cache: QueryClient;

function apply<K extends EventName>(name: K, data: EventOf<K>['data'], now = START): void {
  const event = { event: name, project: PROJECT, epoch: 'e', seq: 1, data };
  applyEvent(cache, event as unknown as LiveEvent, ME, now);
}

const typists = (now: number) =>
  typistsAt(cache.getQueryData<Typist[]>(keys.typing(PROJECT, CHAT)), now, ME).map(
    (one) => one.person?.name ?? 'client',
  );

beforeEach(() => {
  cache = new QueryClient();
});

describe('CHT-7: who types is seen, and no longer than they do', () => {
  test('CHT-7: the client and a colleague type at once; each disappears after 6 s of silence', () => {
    apply('chat.typing', { chat: CHAT, person: null });
    apply('chat.typing', { chat: CHAT, person: masha }, START + 2000);
    expect(typists(START + 2000)).toEqual(['client', 'Masha']);
    expect(typists(START + 6001)).toEqual(['Masha']);
    expect(typists(START + 8001)).toEqual([]);
  });

  test('CHT-7: who goes on typing is there once and stays', () => {
    apply('chat.typing', { chat: CHAT, person: masha });
    apply('chat.typing', { chat: CHAT, person: masha }, START + 4000);
    expect(typists(START + 4000)).toEqual(['Masha']);
    expect(typists(START + 9000)).toEqual(['Masha']);
  });

  test('CHT-7: one’s own typing is not news', () => {
    apply('chat.typing', { chat: CHAT, person: { id: ME, name: 'Me' } });
    expect(typists(START)).toEqual([]);
  });

  test('CHT-7: typing ends when the message is there', () => {
    apply('chat.typing', { chat: CHAT, person: null });
    apply('chat.typing', { chat: CHAT, person: masha });
    apply('message.added', aMessage({ id: '501' }));
    expect(typists(START)).toEqual(['Masha']);
    apply('message.added', aMessage({ id: '502', kind: 'outgoing', author: masha }));
    expect(typists(START)).toEqual([]);
  });
});

describe('CHT-7: delivery is followed without the message being sent again', () => {
  const outgoing = aMessage({ id: '501', kind: 'outgoing', status: 'sent' });
  const messages = () => flatten(cache.getQueryData<Pages<Message>>(keys.messages(PROJECT, CHAT)));
  const moved = (parts: Partial<EventOf<'message.moved'>['data']>) => ({
    chat: CHAT,
    message: '501',
    status: 'read' as const,
    error: null,
    ...parts,
  });
  beforeEach(() => {
    cache.setQueryData<Pages<Message>>(keys.messages(PROJECT, CHAT), {
      pages: [{ items: [aMessage({ id: '502' }), outgoing], next_cursor: null }],
      pageParams: [undefined],
    });
  });

  test('CHT-7: a moved message changes its status and nothing else', () => {
    apply('message.moved', moved({}));
    expect(messages()).toEqual([aMessage({ id: '502' }), { ...outgoing, status: 'read' }]);
  });

  test('CHT-7: a failure brings its reason, a retry takes it away', () => {
    const error = { code: 'window_closed', text: 'outside of the window' };
    apply('message.moved', moved({ status: 'failed', error }));
    expect(messages()[1]).toMatchObject({ status: 'failed', error });
    apply('message.moved', moved({ status: 'queued' }));
    expect(messages()[1]).toMatchObject({ status: 'queued', error: null });
  });

  test('CHT-7: a message that is not loaded is not invented', () => {
    apply('message.moved', moved({ message: '7' }));
    expect(messages().map((one) => one.status)).toEqual([null, 'sent']);
  });

  test('CHT-7: the last words of the list follow too, without moving the chat', () => {
    const last = { ...outgoing, status: 'sent' as const };
    const chat = aChat({ id: CHAT, last_message: last });
    cache.setQueryData<Chat>(keys.chat(PROJECT, CHAT), chat);
    cache.setQueryData<Pages<Chat>>(keys.chats(PROJECT, 'new'), {
      pages: [{ items: [aChat({ id: '99' }), chat], next_cursor: null }],
      pageParams: [undefined],
    });
    apply('message.moved', moved({ status: 'delivered' }));
    expect(cache.getQueryData<Chat>(keys.chat(PROJECT, CHAT))?.last_message?.status).toBe(
      'delivered',
    );
    const listed = flatten(cache.getQueryData<Pages<Chat>>(keys.chats(PROJECT, 'new')));
    expect(listed.map((one) => [one.id, one.last_message?.status])).toEqual([
      ['99', undefined],
      [CHAT, 'delivered'],
    ]);
  });

  test('CHT-7: the answer to sending does not undo what events have told meanwhile', () => {
    apply('message.moved', moved({ status: 'delivered' }));
    putAnswer(cache, PROJECT, { ...outgoing, status: 'queued' });
    expect(messages()[1]?.status).toBe('delivered');
    putAnswer(cache, PROJECT, { ...outgoing, id: '503', status: 'queued' });
    expect(messages()[0]).toMatchObject({ id: '503', status: 'queued' });
  });
});
