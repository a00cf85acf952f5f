import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Building2, Inbox as InboxIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import { isOffered } from '../cache/tab-of-chat';
import { useMyId } from '../session/live-context';
import { Empty } from '../ui/empty';
import { ChatRow } from './chat-row';
import { useChats } from './data';
import classes from './chat-row.module.css';
import frame from './inbox.module.css';
import { OfferActs } from './offer-acts';
import { chooseDepartment, useDepartment, useSeenDepartments } from './use-department';
import { usePlace } from './use-place';
import { Welcome } from './welcome';

const ROW_PX = 76;
const LOAD_AHEAD = 15;

/** Only because of the filter is there nothing: the way out of it stands here. */
function NothingInDepartment({ project, department }: { project: Id; department: Id }) {
  const { t } = useTranslation();
  const name = useSeenDepartments(project)?.find((one) => one.id === department)?.name ?? '…';
  return (
    <Empty
      icon={<Building2 size={22} />}
      title={t('hold.emptyDepartment', { name })}
      text={t('hold.emptyDepartmentText')}
    >
      <Button variant="light" size="xs" mt="xs" onClick={() => chooseDepartment(project, null)}>
        {t('hold.showAll')}
      </Button>
    </Empty>
  );
}

function NoChats({ project }: { project: Id }) {
  const { t } = useTranslation();
  const { tab } = usePlace(project);
  const department = useDepartment(project);
  if (department) return <NothingInDepartment project={project} department={department} />;
  const empty = (
    <Empty
      icon={<InboxIcon size={22} />}
      title={t(`inbox.empty.${tab}`)}
      text={t(`inbox.empty.${tab}Text`)}
    />
  );
  // On a wide screen the middle column teaches; on a phone there is only this one.
  if (tab !== 'new') return empty;
  return (
    <>
      <div className={frame.onlyNarrow}>
        <Welcome project={project}>{empty}</Welcome>
      </div>
      <div className={frame.onlyWide}>{empty}</div>
    </>
  );
}

/** The chats of the open tab; only the rows in view exist, however long the list is. */
export function ChatList({ project, open }: { project: Id; open: Id | null }) {
  const { t } = useTranslation();
  const { tab, href } = usePlace(project);
  const { chats, ...query } = useChats(project, tab, useDepartment(project));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const me = useMyId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: chats.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => chats[index]?.id ?? index,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= chats.length - LOAD_AHEAD) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, chats.length]);
  const at = open ? chats.findIndex((chat) => chat.id === open) : -1;
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);

  if (query.isError) {
    return (
      <Stack align="center" p="xl" gap="xs">
        <Text c="dimmed">{t('inbox.loadFailed')}</Text>
        <Button variant="default" size="xs" onClick={() => void query.refetch()}>
          {t('common.retry')}
        </Button>
      </Stack>
    );
  }
  if (query.isPending) {
    return (
      <Center p="xl">
        <Loader type="dots" size="sm" aria-label={t('common.loading')} />
      </Center>
    );
  }
  if (chats.length === 0) return <NoChats project={project} />;
  return (
    <div ref={scroller} className={classes.rows}>
      <ul className={classes.rowsInner} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const chat = chats[item.index];
          if (!chat) return null;
          return (
            <li
              key={item.key}
              className={classes.rowPlace}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <ChatRow
                chat={chat}
                href={href(chat.id)}
                open={chat.id === open}
                tab={tab}
                offered={isOffered(chat, me)}
              />
              {isOffered(chat, me) && <OfferActs project={project} chat={chat} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
