import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo } from 'react';
import type { Params } from '../api/ops';
import type { CardChange, ClientCard, ClientSource, Dialog, Id, List } from '../api/types';
import { putCard } from '../cache/cards';
import { keys } from '../cache/keys';
import { flatten } from '../cache/pages';
import { useLive } from '../session/live-context';

const AT_ONCE = 20;

/** All that is known of a client (CRD-1 to CRD-8); kept fresh by events. */
export function useCard(project: Id, client: Id) {
  const live = useLive();
  return useQuery<ClientCard>({
    queryKey: keys.card(project, client),
    queryFn: () => live.read('clients.get', { project, client }),
  });
}

/** What changes of a card; the rest stays as it is. */
export type CardChanges = Omit<Params<'clients.update'>, 'project' | 'client'>;

/** Saves some of a card; gives the card as the server holds it then. */
export type Save = (changes: CardChanges) => Promise<ClientCard>;

export function useSave(project: Id, client: Id): Save {
  const { socket } = useLive();
  const cache = useQueryClient();
  return useCallback(
    async (changes) => {
      const card = await socket.call('clients.update', { ...changes, project, client });
      putCard(cache, project, card);
      return card;
    },
    [socket, cache, project, client],
  );
}

/** The card that is shown, for its parts. */
export interface Open {
  project: Id;
  card: ClientCard;
  save: Save;
  /** False for who may only read it. */
  editable: boolean;
}

const Context = createContext<Open | null>(null);
export const OpenCard = Context.Provider;

export function useOpenCard(): Open {
  const open = useContext(Context);
  if (!open) throw new Error('used outside of a client card');
  return open;
}

/** The card's lists that are asked for apart. */
interface Parts {
  dialogs: Dialog;
  sources: ClientSource;
  linked: ClientCard;
  history: CardChange;
}
export type Part = keyof Parts;
export type PartItem<P extends Part> = Parts[P];

/** A list of the card, newest first, as far as it was asked for. */
export function useCardPart<P extends Part>(part: P) {
  const live = useLive();
  const { project, card } = useOpenCard();
  const query = useInfiniteQuery({
    queryKey: keys.cardPart(project, card.id, part),
    queryFn: async ({ pageParam }) =>
      (await live.read(`clients.${part}` as 'clients.dialogs', {
        project,
        client: card.id,
        limit: AT_ONCE,
        cursor: pageParam,
      })) as List<unknown> as List<Parts[P]>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const items = useMemo(() => flatten<Parts[P]>(query.data), [query.data]);
  return { ...query, items };
}
