import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import type { Chat, Id, Named } from '../api/types';
import { useToasts } from '../ui/toasts';
import { useUndoToast } from '../ui/undo-toast';
import { useChatOp } from './data';
import { chatRights, useViewer, type ChatRights } from './rights';
import { usePlace } from './use-place';

/** What is being chosen before something is done with the chat. */
export type Choosing = 'pass' | 'add' | 'forward';

export interface Ownership {
  rights: ChatRights;
  take: () => void;
  done: () => void;
  takeOver: () => void;
  leave: () => void;
  accept: () => void;
  decline: () => void;
  /** Takes an added colleague out, or takes an offer back. */
  remove: (person: Named) => void;
  pass: (to: Named) => void;
  add: (person: Named) => void;
  forward: (department: Named) => void;
  /** Which list to choose from is open. */
  choosing: Choosing | null;
  choose: (what: Choosing | null) => void;
  pending: {
    take: boolean;
    done: boolean;
    answer: boolean;
  };
}

function useTaken(): (error: unknown) => void {
  const { t } = useTranslation();
  const toasts = useToasts();
  return (error) => {
    const taken = error instanceof Problem && error.code === 'chat.already_taken';
    if (!taken) toasts.problem(error);
    else if (error.by?.name) toasts.refused(t('chat.alreadyTaken', { name: error.by.name }));
    else toasts.refused(t('chat.alreadyTakenAnon'));
  };
}

/** Who comes in and who goes: the half of it that others are chosen for. */
function usePeople(project: Id, chat: Chat) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const undo = useUndoToast();
  const refused = useTaken();
  const transfer = useChatOp(project, chat.id, 'chats.transfer');
  const addition = useChatOp(project, chat.id, 'chats.add');
  const removal = useChatOp(project, chat.id, 'chats.remove');
  const forwarding = useChatOp(project, chat.id, 'chats.forward');
  const onError = toasts.problem;
  const add = (person: Named) => addition.mutate({ member: person.id }, { onError });
  return {
    add,
    pass: (to: Named) => transfer.mutate({ to: to.id }, { onError: refused }),
    remove: (person: Named) => {
      const added = chat.participants.some((one) => one.id === person.id);
      removal.mutate(
        { member: person.id },
        {
          onError,
          onSuccess: () => {
            if (added)
              undo(
                `removed-${chat.id}-${person.id}`,
                t('hold.removed', { name: person.name }),
                () => add(person),
              );
            else toasts.done(t('hold.withdrawn', { name: person.name }));
          },
        },
      );
    },
    forward: (department: Named) =>
      forwarding.mutate(
        { department: department.id },
        {
          onError: refused,
          onSuccess: () => toasts.done(t('hold.forwarded', { name: department.name })),
        },
      ),
  };
}

/**
 * All that changes who holds a chat (CHT-1, HIE-1 to HIE-3), with what this person may do of it.
 * `onMine` is told when the chat has become theirs.
 */
export function useOwnership(project: Id, chat: Chat, onMine: () => void): Ownership {
  const { t } = useTranslation();
  const toasts = useToasts();
  const refused = useTaken();
  const { open } = usePlace(project);
  const viewer = useViewer(project);
  const rights = useMemo(() => chatRights(chat, viewer), [chat, viewer]);
  const [choosing, choose] = useState<Choosing | null>(null);
  const people = usePeople(project, chat);
  const take = useChatOp(project, chat.id, 'chats.take');
  const takeOver = useChatOp(project, chat.id, 'chats.take_over');
  const accept = useChatOp(project, chat.id, 'chats.accept');
  const decline = useChatOp(project, chat.id, 'chats.decline');
  const leave = useChatOp(project, chat.id, 'chats.leave');
  const done = useChatOp(project, chat.id, 'chats.done');
  const onError = toasts.problem;
  const mine = () => {
    open(chat.id, 'mine');
    onMine();
  };
  const say = (words: string) => () => toasts.done(words);
  const answering = accept.isPending || decline.isPending;
  return {
    ...people,
    rights,
    choosing,
    choose,
    pending: {
      take: take.isPending || takeOver.isPending,
      done: done.isPending,
      answer: answering,
    },
    take: () => {
      if (!take.isPending) take.mutate({}, { onSuccess: mine, onError: refused });
    },
    takeOver: () => {
      if (!takeOver.isPending) takeOver.mutate({}, { onSuccess: mine, onError });
    },
    accept: () => {
      if (!answering) accept.mutate({}, { onSuccess: mine, onError });
    },
    decline: () => {
      if (!answering) decline.mutate({}, { onSuccess: say(t('hold.declined')), onError });
    },
    leave: () => leave.mutate({}, { onSuccess: say(t('hold.left')), onError }),
    done: () => {
      if (!done.isPending) done.mutate({}, { onSuccess: say(t('chat.closed')), onError });
    },
  };
}
