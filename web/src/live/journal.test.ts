import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Chat, List } from '../api/types';
import { applyEvent } from '../cache/apply-event';
import { keys } from '../cache/keys';
import { flatten, type Pages } from '../cache/pages';
import { activeChat, aChat } from '../testing/samples';
import type { LiveEvent } from './events';
import { Journal, replayOverFetches } from './journal';

const PROJECT = '10';
const ME = '1';

test('INB-1: an event that overtakes the list it belongs to is not lost', async () => {
  const cache = new QueryClient();
  const journal = new Journal();
  const stop = replayOverFetches(cache, journal, (event) => applyEvent(cache, event, ME));
  let answer: (page: List<Chat>) => void = () => undefined;
  const fetching = cache.fetchInfiniteQuery({
    queryKey: keys.chats(PROJECT, 'new'),
    queryFn: () => new Promise<List<Chat>>((resolve) => (answer = resolve)),
    initialPageParam: undefined,
  });
  const taken = activeChat('2', { id: '3', version: 2 });
  const event: LiveEvent = {
    event: 'chat.changed',
    project: PROJECT,
    epoch: 'a',
    seq: 1,
    data: taken,
  };
  journal.add(event);
  applyEvent(cache, event, ME);
  // The server had looked before the chat was taken.
  answer({ items: [aChat({ id: '3', version: 1 }), aChat({ id: '4' })], next_cursor: null });
  await fetching;
  const held = cache.getQueryData<Pages<Chat>>(keys.chats(PROJECT, 'new'));
  expect(flatten(held).map((chat) => chat.id)).toEqual(['4']);
  stop();
});
