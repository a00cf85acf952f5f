import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../../api/types';
import { useToasts } from '../../ui/toasts';
import { useRules } from '../data';
import { useDrafts } from './use-drafts';

/** Takes chosen, dropped or pasted files into the message that is being written. */
export function useAddFiles(project: Id, chat: Chat): (files: readonly File[]) => void {
  const { t } = useTranslation();
  const toasts = useToasts();
  const drafts = useDrafts();
  const rules = useRules(chat.channel.platform);
  return useCallback(
    (files) => {
      if (files.length === 0) return;
      const left = drafts.add(project, chat.id, files, rules);
      if (left > 0) toasts.refused(t('files.noRoom', { count: left }));
    },
    [drafts, project, chat.id, rules, toasts, t],
  );
}
