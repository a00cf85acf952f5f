import { Button, Loader, Stack, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id, Project } from '../../api/types';
import { flatten } from '../../cache/pages';
import { Empty } from '../../ui/empty';
import { ownKeys } from '../keys';
import { Page } from '../page';
import { Learn } from '../parts/learn';
import { AuditTable } from './audit-table';

const AT_ONCE = 50;

function useAudit(project: Id) {
  const query = useInfiniteQuery({
    queryKey: ownKeys.audit(project),
    queryFn: ({ pageParam }) => http('audit.list', { project, limit: AT_ONCE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Looked at anew, from the top: pages that were fetched long ago would have to be all asked for.
    gcTime: 0,
  });
  const entries = useMemo(() => flatten(query.data), [query.data]);
  return { ...query, entries };
}

/** Who did what, newest first, as far down as one scrolls (ACC-7). */
export function AuditPage({ project }: { project: Project }) {
  const { t } = useTranslation();
  const audit = useAudit(project.id);
  const { entries, hasNextPage, isFetchingNextPage, fetchNextPage } = audit;
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const near = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage, entries.length]);
  return (
    <Page
      title={t('audit.title')}
      text={
        <>
          {t('audit.text')} <Learn page="security" />
        </>
      }
      wide
    >
      {audit.isError && entries.length === 0 && (
        <Stack align="center" p="xl" gap="xs">
          <Text c="dimmed">{t('audit.failed')}</Text>
          <Button variant="default" size="xs" onClick={() => void audit.refetch()}>
            {t('common.retry')}
          </Button>
        </Stack>
      )}
      {audit.isSuccess && entries.length === 0 && (
        <Empty icon={<ScrollText size={22} />} title={t('audit.none')} text={t('audit.noneText')} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {entries.length > 0 && !hasNextPage && (
        <Text size="sm" c="dimmed" ta="center" mt="lg">
          {t('audit.end')}
        </Text>
      )}
      {(audit.isPending || isFetchingNextPage) && (
        <Loader type="dots" size="sm" mt="md" aria-label={t('common.loading')} />
      )}
      {audit.isFetchNextPageError && (
        <Button variant="default" mt="md" onClick={() => void fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
      <div ref={ref} />
    </Page>
  );
}
