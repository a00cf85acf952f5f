import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import type { Chat, Id } from '../api/types';
import { keys, TABS } from '../cache/keys';
import { find, type Pages } from '../cache/pages';
import { tabOfChat } from '../cache/tab-of-chat';
import type { LiveEvent } from '../live/events';
import { useLiveEvents, useMyId } from '../session/live-context';
import { lineOf } from './last-words';

/** Reads new messages of New and Mine aloud to those who listen to the screen. */
export function Announcer({ project }: { project: Id }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const me = useMyId();
  const [words, setWords] = useState('');
  const listen = useCallback(
    (event: LiveEvent) => {
      if (event.project !== project || event.event !== 'message.added') return;
      const message = event.data;
      if (message.kind !== 'incoming') return;
      const chat =
        cache.getQueryData<Chat>(keys.chat(project, message.chat)) ??
        TABS.map((tab) => cache.getQueryData<Pages<Chat>>(keys.chats(project, tab)))
          .map((pages) => pages && find(pages, message.chat))
          .find((one) => one !== undefined);
      if (!chat || !['new', 'mine'].includes(tabOfChat(chat, me))) return;
      setWords(t('inbox.newMessageFrom', { name: chat.client.name, text: lineOf(t, message) }));
    },
    [project, cache, me, t],
  );
  useLiveEvents(listen);
  return (
    <div className="sr-only" aria-live="polite">
      {words}
    </div>
  );
}
