import { Center, Loader } from '@mantine/core';
import { CircleSlash } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import type { Chat, Id, Message } from '../api/types';
import { readDraft, type Mode } from '../outbox/drafts';
import { isParticipant, isResponsible } from '../cache/tab-of-chat';
import { useMyId } from '../session/live-context';
import { useOfferChatCommands } from '../shell/chat-commands';
import { useHotkeys } from '../shell/hotkeys';
import { Empty } from '../ui/empty';
import { useToasts } from '../ui/toasts';
import { ChatHeader } from './chat-header';
import { ClientCard } from './client-card';
import { ComposerPlace } from './composer-place';
import { useChat, useChatOp } from './data';
import { DropZone } from './files/drop-zone';
import { useAddFiles } from './files/use-add-files';
import { useDrafts } from './files/use-drafts';
import classes from './chat.module.css';
import frame from './inbox.module.css';
import { MessageList } from './message-list';
import { usePlace } from './use-place';

function useTake(project: Id, chat: Chat, onTaken: () => void) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { open } = usePlace(project);
  const take = useChatOp(project, chat.id, 'chats.take');
  const run = () => {
    if (take.isPending) return;
    take.mutate(undefined, {
      onSuccess: () => {
        open(chat.id, 'mine');
        onTaken();
      },
      onError: (error) => {
        const taken = error instanceof Problem && error.code === 'chat.already_taken';
        if (!taken) toasts.problem(error);
        else if (error.by?.name) toasts.refused(t('chat.alreadyTaken', { name: error.by.name }));
        else toasts.refused(t('chat.alreadyTakenAnon'));
      },
    });
  };
  return { run, pending: take.isPending };
}

function useDone(project: Id, chat: Chat) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const done = useChatOp(project, chat.id, 'chats.done');
  const run = () => {
    if (done.isPending) return;
    done.mutate(undefined, {
      onSuccess: () => toasts.done(t('chat.closed')),
      onError: (error) => toasts.problem(error),
    });
  };
  return { run, pending: done.isPending };
}

/** A note begun where one can't write to the client is found again. */
function firstMode(chat: Chat): Mode {
  return chat.state === 'new' && readDraft(chat.id, 'note') ? 'note' : 'message';
}

function LoadedChat({ project, chat }: { project: Id; chat: Chat }) {
  const { t } = useTranslation();
  const me = useMyId();
  const [card, setCard] = useState(false);
  const [mode, setMode] = useState<Mode>(() => firstMode(chat));
  const [focus, setFocus] = useState<Mode | null>(null);
  const write = useCallback((next: Mode) => {
    setMode(next);
    setFocus(next);
  }, []);
  const [editing, setEditing] = useState<Message | null>(null);
  const drafts = useDrafts();
  const addFiles = useAddFiles(project, chat);
  const take = useTake(project, chat, () => write('message'));
  const done = useDone(project, chat);
  const mayWrite = isParticipant(chat, me);
  const writing = {
    reply: ({ id, text }: Message) => {
      setEditing(null);
      drafts.reply(project, chat.id, { message: id, text });
      write('message');
    },
    edit: setEditing,
  };
  const takeFiles = (files: File[]) => {
    setEditing(null);
    write('message');
    addFiles(files);
  };

  const takeRun = take.run;
  const doneRun = done.run;
  const isNew = chat.state === 'new';
  const isMine = isResponsible(chat, me);
  const commands = useMemo(
    () => ({
      take: isNew ? takeRun : undefined,
      done: isMine ? doneRun : undefined,
      reply: mayWrite ? () => write('message') : undefined,
      note: () => write('note'),
    }),
    // The functions change with every render but mean the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [isNew, isMine, mayWrite, chat.id],
  );
  useHotkeys(commands);
  useOfferChatCommands(commands);

  return (
    <>
      <DropZone onFiles={mayWrite && chat.may_send.allowed ? takeFiles : null}>
        {(handlers, overlay) => (
          <section
            {...handlers}
            className={classes.chat}
            aria-label={t('chat.region', { name: chat.client.name })}
            data-one-chat
            data-state={chat.state}
          >
            <ChatHeader
              project={project}
              chat={chat}
              onCard={() => setCard((shown) => !shown)}
              done={done}
            />
            <MessageList project={project} chat={chat} writing={writing} />
            <ComposerPlace
              project={project}
              chat={chat}
              mode={mode}
              onMode={write}
              focus={focus}
              onFocused={() => setFocus(null)}
              take={take}
              editing={editing}
              onEdited={() => setEditing(null)}
            />
            {overlay}
          </section>
        )}
      </DropZone>
      <ClientCard chat={chat} shown={card} onClose={() => setCard(false)} />
    </>
  );
}

/** The middle of the inbox: one chat with everything that can be done in it. */
export function ChatWindow({ project, id }: { project: Id; id: Id }) {
  const { t } = useTranslation();
  const chat = useChat(project, id);
  if (chat.data) return <LoadedChat project={project} chat={chat.data} />;
  return (
    <div className={frame.nothing} data-one-chat>
      {chat.isError ? (
        <Empty
          icon={<CircleSlash size={22} />}
          title={t('common.notFound')}
          text={t('errors.not_found')}
        />
      ) : (
        <Center>
          <Loader type="dots" aria-label={t('common.loading')} />
        </Center>
      )}
    </div>
  );
}
