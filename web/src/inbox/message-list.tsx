import { ActionIcon, Button, Center, Loader } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id, Message, PlatformName } from '../api/types';
import { useUnsent } from '../session/live-context';
import { dayHeading } from '../text/time';
import { useNow } from '../ui/use-now';
import { useMessages } from './data';
import classes from './chat.module.css';
import { shotsOf } from './media/kinds';
import { Viewing } from './media/viewing';
import { Acts } from './message-actions';
import { MessageBubble } from './message-bubble';
import { messageRows, type Row } from './message-rows';
import messageClasses from './message.module.css';
import { UnsentBubble } from './unsent-bubble';
import { useAutoRead } from './use-auto-read';
import { useChatScroll } from './use-chat-scroll';
import { useMessageActs, type Writing } from './use-message-acts';
import { useShowDialog } from './use-show-dialog';
import { useShowMessage } from './use-show-message';

const Viewer = lazy(() => import('./media/viewer'));

const ROW_PX = 52;

function Day({ time }: { time: string }) {
  const { i18n } = useTranslation();
  return (
    <div className={messageClasses.day} role="separator">
      <span>{dayHeading(time, useNow(), i18n.language)}</span>
    </div>
  );
}

function RowView({ row, platform }: { row: Row; platform: PlatformName }) {
  if (row.type === 'day') return <Day time={row.time} />;
  if (row.type === 'unsent') return <UnsentBubble item={row.item} />;
  return <MessageBubble message={row.message} platform={platform} joined={row.joined} />;
}

interface ShownPictureProps {
  chat: Chat;
  messages: readonly Message[];
  shown: string | null;
  onShow: (shot: string | null) => void;
}

function ShownPicture({ chat, messages, shown, onShow }: ShownPictureProps) {
  const shots = useMemo(() => (shown ? shotsOf(messages) : []), [shown, messages]);
  if (!shown) return null;
  return (
    <Suspense>
      <Viewer
        shots={shots}
        shown={shown}
        client={chat.client.name}
        onShow={onShow}
        onClose={() => onShow(null)}
      />
    </Suspense>
  );
}

interface MessageListProps {
  project: Id;
  chat: Chat;
  writing: Writing;
  /** Is given the way to bring the beginning of a dialog into view. */
  showDialog: RefObject<(dialog: Id) => void>;
}

/** A chat's history: opens at its end, stays there, and grows upward without jumps. */
export function MessageList({ project, chat, writing, showDialog }: MessageListProps) {
  const { t } = useTranslation();
  const { messages, ...query } = useMessages(project, chat.id);
  const unsent = useUnsent();
  const rows = useMemo(
    () =>
      messageRows(
        messages,
        unsent.filter((item) => item.chat === chat.id),
      ),
    [messages, unsent, chat.id],
  );
  const [shown, setShown] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: 10,
    paddingEnd: 14,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadOlder = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const scroll = useChatScroll(scroller, virtual, rows, loadOlder);
  const show = useShowMessage(scroller, virtual, rows, scroll.release);
  useShowDialog(showDialog, messages, query, show);
  const acts = useMessageActs(project, chat, writing, show);
  useAutoRead(project, chat, messages[0], scroll.atEnd);

  return (
    <div className={classes.history}>
      <div
        ref={scroller}
        className={classes.messages}
        role="log"
        aria-live="off"
        aria-label={t('chat.history')}
        tabIndex={0}
        onScroll={scroll.onScroll}
      >
        {query.isPending && (
          <Center h="100%">
            <Loader type="dots" size="sm" aria-label={t('common.loading')} />
          </Center>
        )}
        {query.isError && (
          <Center p="md">
            <Button variant="default" size="xs" onClick={() => void query.refetch()}>
              {t('chat.olderFailed')}: {t('common.retry')}
            </Button>
          </Center>
        )}
        {/* A short history stands at the bottom, where the next message will be. */}
        <div className={classes.messagesInner} style={{ height: virtual.getTotalSize() }}>
          <Acts value={acts}>
            <Viewing value={setShown}>
              {virtual.getVirtualItems().map((item) => {
                const row = rows[item.index];
                if (!row) return null;
                return (
                  <div
                    key={item.key}
                    ref={virtual.measureElement}
                    data-index={item.index}
                    className={classes.messagePlace}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <RowView row={row} platform={chat.channel.platform} />
                  </div>
                );
              })}
            </Viewing>
          </Acts>
        </div>
      </div>
      {!scroll.atEnd && rows.length > 0 && (
        <ActionIcon
          className={classes.toEnd}
          variant="default"
          size={38}
          radius="xl"
          onClick={scroll.toEnd}
          aria-label={t('chat.toEnd')}
        >
          <ArrowDown size={18} aria-hidden />
        </ActionIcon>
      )}
      <ShownPicture chat={chat} messages={messages} shown={shown} onShow={setShown} />
    </div>
  );
}
