import { ActionIcon, Menu } from '@mantine/core';
import {
  ArrowRightLeft,
  Building2,
  EllipsisVertical,
  Hand,
  LogOut,
  UserMinus,
  UserPlus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat } from '../api/types';
import type { Ownership } from './use-ownership';

interface ItemProps {
  icon: typeof Hand;
  /** The key that does the same. */
  press?: string;
  onClick: () => void;
  children: ReactNode;
}

function Item({ icon: Icon, press, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={press && <kbd aria-hidden>{press}</kbd>}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}

/** On a phone the header has no room for all of them. */
function names(chat: Chat, locale: string): string {
  const people = chat.participants.map((person) => person.name);
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(people);
}

/** Everything one may do with who holds the chat (CHT-1); nothing when one may do nothing. */
export function ChatMenu({ chat, hold }: { chat: Chat; hold: Ownership }) {
  const { t, i18n } = useTranslation();
  const { rights } = hold;
  const nothing =
    !rights.pass && !rights.forward && !rights.add && !rights.takeOver && !rights.leave;
  if (nothing) return null;
  return (
    <Menu position="bottom-end" shadow="md" width={268} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('hold.menu')}
          title={t('hold.menu')}
        >
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown data-chat-menu={chat.id}>
        {chat.participants.length > 1 && (
          <Menu.Label>
            {t('chat.participants')}: {names(chat, i18n.language)}
          </Menu.Label>
        )}
        {rights.takeOver && (
          <Item icon={Hand} onClick={hold.takeOver}>
            {t('hold.takeOver')}
          </Item>
        )}
        {rights.pass && (
          <Item icon={ArrowRightLeft} press="P" onClick={() => hold.choose('pass')}>
            {t('hold.pass')}
          </Item>
        )}
        {rights.forward && (
          <Item icon={Building2} press="F" onClick={() => hold.choose('forward')}>
            {t('hold.forward')}
          </Item>
        )}
        {rights.add && (
          <Item icon={UserPlus} press="A" onClick={() => hold.choose('add')}>
            {t('hold.add')}
          </Item>
        )}
        {rights.removable.map((person) => (
          <Item key={person.id} icon={UserMinus} onClick={() => hold.remove(person)}>
            {t('hold.remove', { name: person.name })}
          </Item>
        ))}
        {rights.leave && (
          <Item icon={LogOut} onClick={hold.leave}>
            {t('hold.leave')}
          </Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
