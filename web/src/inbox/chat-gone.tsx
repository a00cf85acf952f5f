import { Button } from '@mantine/core';
import { EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id } from '../api/types';
import { Empty } from '../ui/empty';
import { useChats } from './data';
import { useDepartment } from './use-department';
import { usePlace } from './use-place';

/** The chat is not this person's to see any more: says so, and what to do next (INB-11). */
export function ChatGone({ project }: { project: Id }) {
  const { t } = useTranslation();
  const { tab, href } = usePlace(project);
  const { chats } = useChats(project, tab, useDepartment(project));
  const next = chats[0];
  return (
    <Empty icon={<EyeOff size={22} />} title={t('hold.goneTitle')} text={t('hold.goneText')}>
      <Button
        component={Link}
        href={href(next?.id ?? null)}
        variant="light"
        size="sm"
        mt="sm"
        data-next-chat={next?.id}
      >
        {next ? t('hold.goneNext', { name: next.client.name }) : t('hold.goneList')}
      </Button>
    </Empty>
  );
}
