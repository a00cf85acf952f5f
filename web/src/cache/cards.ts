import type { QueryClient } from '@tanstack/react-query';
import type { Chat, ClientCard, Id } from '../api/types';
import { keys } from './keys';

/** A card as it is now, unless a newer one is held: answers of our own saving may overtake events. */
export function putCard(cache: QueryClient, project: Id, card: ClientCard): void {
  const held = cache.getQueryData<ClientCard>(keys.card(project, card.id));
  if (!held || held.version > card.version) return;
  cache.setQueryData<ClientCard>(keys.card(project, card.id), card);
  if (held.version === card.version) return;
  void cache.invalidateQueries({ queryKey: keys.cardPart(project, card.id, 'history') });
  if (held.phone !== card.phone || held.email !== card.email) {
    void cache.invalidateQueries({ queryKey: keys.cardPart(project, card.id, 'linked') });
  }
}

/** What the messenger tells of a client comes with the chat: name, photo, whether they may be written to. */
export function putClient(cache: QueryClient, project: Id, client: Chat['client']): void {
  const { name, first_name, last_name, photo_url, subscribed, came_by } = client;
  cache.setQueryData<ClientCard>(
    keys.card(project, client.id),
    (card) => card && { ...card, name, first_name, last_name, photo_url, subscribed, came_by },
  );
}
