import { Button, Center, Loader } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id, Message } from '../api/types';
import { readDraft, type Mode } from '../outbox/drafts';
import { isParticipant } from '../cache/tab-of-chat';
import { useMyId } from '../session/live-context';
import { useOfferChatCommands } from '../shell/chat-commands';
import { useHotkeys } from '../shell/hotkeys';
import { Empty } from '../ui/empty';
import { ClientCard } from '../client-card/client-card';
import { ChatGone } from './chat-gone';
import { ChatHeader } from './chat-header';
import { ComposerPlace } from './composer-place';
import { useChat } from './data';
import { DropZone } from './files/drop-zone';
import { useAddFiles } from './files/use-add-files';
import { useDrafts } from './files/use-drafts';
import classes from './chat.module.css';
import frame from './inbox.module.css';
import { MessageList } from './message-list';
import { TransferBar } from './transfer-bar';
import { useOwnership, type Ownership } from './use-ownership';

const Choosing = lazy(() => import('./choosing'));

/** A note begun where one can't write to the client is found again. */
function firstMode(chat: Chat): Mode {
  return chat.state === 'new' && readDraft(chat.id, 'note') ? 'note' : 'message';
}

/** What the keys and the palette can do here; absent is what this person can't. */
function useCommands(hold: Ownership, mayWrite: boolean, write: (mode: Mode) => void) {
  const latest = useRef(hold);
  useEffect(() => {
    latest.current = hold;
  });
  const { rights } = hold;
  return useMemo(() => {
    const run = (act: (now: Ownership) => void) => () => act(latest.current);
    const take = rights.answer ? run((now) => now.accept()) : run((now) => now.take());
    return {
      take: rights.take || rights.answer ? take : undefined,
      takeOver: rights.takeOver ? run((now) => now.takeOver()) : undefined,
      decline: rights.answer ? run((now) => now.decline()) : undefined,
      done: rights.done ? run((now) => now.done()) : undefined,
      pass: rights.pass ? run((now) => now.choose('pass')) : undefined,
      add: rights.add ? run((now) => now.choose('add')) : undefined,
      forward: rights.forward ? run((now) => now.choose('forward')) : undefined,
      leave: rights.leave ? run((now) => now.leave()) : undefined,
      reply: mayWrite ? () => write('message') : undefined,
      note: () => write('note'),
    };
  }, [
    rights.answer,
    rights.take,
    rights.takeOver,
    rights.done,
    rights.pass,
    rights.add,
    rights.forward,
    rights.leave,
    mayWrite,
    write,
  ]);
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
  const hold = useOwnership(project, chat, () => write('message'));
  const showDialog = useRef<(dialog: Id) => void>(() => undefined);
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

  const commands = useCommands(hold, mayWrite, write);
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
              hold={hold}
            />
            <TransferBar chat={chat} hold={hold} />
            <MessageList project={project} chat={chat} writing={writing} showDialog={showDialog} />
            <ComposerPlace
              project={project}
              chat={chat}
              mode={mode}
              onMode={write}
              focus={focus}
              onFocused={() => setFocus(null)}
              hold={hold}
              editing={editing}
              onEdited={() => setEditing(null)}
            />
            {overlay}
          </section>
        )}
      </DropZone>
      <ClientCard
        project={project}
        chat={chat}
        editable={hold.rights.edit}
        shown={card}
        onClose={() => setCard(false)}
        onDialog={(dialog) => {
          setCard(false);
          showDialog.current(dialog);
        }}
      />
      <Suspense>{hold.choosing && <Choosing project={project} chat={chat} hold={hold} />}</Suspense>
    </>
  );
}

/** The middle of the inbox: one chat with everything that can be done in it. */
export function ChatWindow({ project, id }: { project: Id; id: Id }) {
  const { t } = useTranslation();
  const chat = useChat(project, id);
  if (chat.data) return <LoadedChat project={project} chat={chat.data} />;
  return (
    <div className={frame.nothing} data-one-chat data-gone={chat.data === null || undefined}>
      {chat.data === null && <ChatGone project={project} />}
      {chat.isError && (
        <Empty
          icon={<CloudOff size={22} />}
          title={t('hold.notLoaded')}
          text={t('hold.notLoadedText')}
        >
          <Button variant="light" size="sm" mt="sm" onClick={() => void chat.refetch()}>
            {t('common.retry')}
          </Button>
        </Empty>
      )}
      {chat.isPending && !chat.isError && (
        <Center>
          <Loader type="dots" aria-label={t('common.loading')} />
        </Center>
      )}
    </div>
  );
}
