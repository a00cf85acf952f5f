import { MessageSquareText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import { useHotkeys } from '../shell/hotkeys';
import { Empty } from '../ui/empty';
import { Announcer } from './announcer';
import { ChatList } from './chat-list';
import { ChatWindow } from './chat-window';
import { useChats, useWaiting } from './data';
import { DepartmentFilter } from './department-filter';
import { InboxTabs } from './inbox-tabs';
import { neighbour } from './neighbour';
import classes from './inbox.module.css';
import { Welcome } from './welcome';
import { useDepartment } from './use-department';
import { usePlace } from './use-place';

function useTitle(project: Id): void {
  const { t } = useTranslation();
  const waiting = useWaiting(project);
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${t('inbox.title')} · Switchboard`;
  }, [waiting, t]);
}

/** Remembers where in the list the open chat stood, so that J goes on when it has left the tab. */
function useListKeys(project: Id, chat: Id | null): void {
  const place = usePlace(project);
  const { chats } = useChats(project, place.tab, useDepartment(project));
  const [standing, setStanding] = useState(0);
  const at = chats.findIndex((one) => one.id === chat);
  useEffect(() => {
    if (at >= 0) setStanding(at);
  }, [at]);
  const move = (step: 1 | -1) => {
    const next = chats[neighbour(chats.length, at, standing, step)];
    if (next) place.open(next.id);
  };
  useHotkeys({ next: () => move(1), previous: () => move(-1) });
}

/** The inbox: list, chat, client card; one of them at a time on a phone. */
export function Inbox({ project, chat }: { project: Id; chat: Id | null }) {
  const { t } = useTranslation();
  useTitle(project);
  useListKeys(project, chat);
  return (
    <div className={classes.inbox} data-open={chat ? 'chat' : 'list'}>
      <section className={classes.list} aria-label={t('inbox.list')}>
        <header className={classes.head}>
          <h1 className={classes.title}>{t('inbox.title')}</h1>
          <DepartmentFilter project={project} />
        </header>
        <InboxTabs project={project}>
          <ChatList project={project} open={chat} />
        </InboxTabs>
      </section>
      {/* The list's own title goes with the list where there is room for one column only. */}
      {chat && <h1 className={classes.spokenTitle}>{t('inbox.title')}</h1>}
      {chat ? (
        <ChatWindow key={chat} project={project} id={chat} />
      ) : (
        <div className={classes.nothing}>
          <Welcome project={project}>
            <Empty
              icon={<MessageSquareText size={24} />}
              title={t('inbox.select')}
              text={t('inbox.selectText')}
            />
          </Welcome>
        </div>
      )}
      <Announcer project={project} />
    </div>
  );
}
