import { ActionIcon, Button } from '@mantine/core';
import { ArrowLeft, Building2, Check, PanelRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Chat, Id } from '../api/types';
import { useMyId } from '../session/live-context';
import { Avatar } from '../ui/avatar';
import { ChatMenu } from './chat-menu';
import classes from './chat.module.css';
import frame from './inbox.module.css';
import { usePlace } from './use-place';
import type { Ownership } from './use-ownership';

/** Who is in the chat from our side, the responsible first (CHT-1). */
function Participants({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const me = useMyId();
  if (chat.state !== 'active') return <span>{chat.channel.name}</span>;
  const people = [...chat.participants].sort((a) => (a.role === 'responsible' ? -1 : 1));
  return (
    <>
      {people.map((person) => (
        <span key={person.id} className={classes.participant} data-role={person.role}>
          {person.role === 'responsible' ? `${t('chat.responsible')}: ` : '+ '}
          <bdi>{person.name}</bdi>
          {person.id === me && ` (${t('common.you')})`}
        </span>
      ))}
    </>
  );
}

interface ChatHeaderProps {
  project: Id;
  chat: Chat;
  onCard: () => void;
  hold: Ownership;
}

export function ChatHeader({ project, chat, onCard, hold }: ChatHeaderProps) {
  const { t } = useTranslation();
  const { href } = usePlace(project);
  return (
    <header className={classes.head}>
      <ActionIcon
        component={Link}
        href={href(null)}
        className={frame.onlyNarrow}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('common.back')}
      >
        <ArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <Avatar
        id={chat.client.id}
        name={chat.client.name}
        photo={chat.client.photo_url}
        size={38}
        platform={chat.channel.platform}
      />
      <div className={classes.headText}>
        <h2 className={classes.headName}>
          <bdi>{chat.client.name}</bdi>
        </h2>
        <div className={classes.headSub}>
          {chat.department && (
            <span className={classes.headDepartment} title={t('hold.department')}>
              <Building2 size={12} aria-hidden />
              <bdi>{chat.department.name}</bdi>
            </span>
          )}
          <Participants chat={chat} />
        </div>
      </div>
      {hold.rights.done && (
        <Button
          className={classes.doneButton}
          size="sm"
          variant="light"
          leftSection={<Check size={16} aria-hidden />}
          loading={hold.pending.done}
          onClick={hold.done}
          title="E"
        >
          <span className={classes.doneWord}>{t('chat.done')}</span>
        </Button>
      )}
      <ChatMenu chat={chat} hold={hold} />
      <ActionIcon
        className={classes.cardToggle}
        variant="subtle"
        color="gray"
        size="lg"
        onClick={onCard}
        aria-label={t('chat.card')}
        title={t('chat.card')}
      >
        <PanelRight size={18} aria-hidden />
      </ActionIcon>
    </header>
  );
}
