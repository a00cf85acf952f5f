import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import type { Chat, Id } from '../api/types';
import { heldChat } from '../cache/chats';
import { isOffered, tabOfChat } from '../cache/tab-of-chat';
import type { LiveEvent } from '../live/events';
import { useLiveEvents, useMyId } from '../session/live-context';
import { lineOf } from './last-words';

/** Reads new messages of New and Mine, and offers, aloud to those who listen to the screen. */
export function Announcer({ project }: { project: Id }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const me = useMyId();
  const [words, setWords] = useState('');
  const [offered] = useState(() => new Set<Id>());
  const tellOffer = useCallback(
    (chat: Chat) => {
      if (!isOffered(chat, me)) {
        offered.delete(chat.id);
        return;
      }
      if (offered.has(chat.id)) return;
      offered.add(chat.id);
      const from = chat.pending_transfer?.from.name;
      setWords(t('hold.offeredAloud', { name: from, client: chat.client.name }));
    },
    [me, offered, t],
  );
  const listen = useCallback(
    (event: LiveEvent) => {
      if (event.project !== project) return;
      if (event.event === 'chat.changed') tellOffer(event.data);
      if (event.event !== 'message.added') return;
      const message = event.data;
      if (message.kind !== 'incoming') return;
      const chat = heldChat(cache, project, message.chat);
      if (!chat || !['new', 'mine'].includes(tabOfChat(chat, me))) return;
      setWords(t('inbox.newMessageFrom', { name: chat.client.name, text: lineOf(t, message) }));
    },
    [project, cache, me, t, tellOffer],
  );
  useLiveEvents(listen);
  return (
    <div className="sr-only" aria-live="polite">
      {words}
    </div>
  );
}
