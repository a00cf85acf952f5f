import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Chat, LastMessage } from '../api/types';

const LONGEST = 160;

/** A message in one line: its words, or what kind of thing it is. */
export function lineOf(t: TFunction, message: LastMessage): string {
  const text = message.text.slice(0, LONGEST).replace(/\s+/gu, ' ').trim();
  if (message.content === 'text' && message.kind !== 'system') return text;
  if (message.kind === 'system') return text;
  const label = t(`chat.content.${message.content}`);
  return text ? `${label}: ${text}` : label;
}

/** The last words of a chat as the list shows them. */
export function useLastWords(chat: Chat): string {
  const { t } = useTranslation();
  const message = chat.last_message;
  if (!message) return '';
  const line = lineOf(t, message);
  if (message.kind === 'note') return t('inbox.note') + line;
  if (message.kind === 'outgoing' && line) return `→ ${line}`;
  return line;
}
