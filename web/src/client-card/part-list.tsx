import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './card.module.css';
import lists from './list.module.css';
import { useCardPart, type Part, type PartItem } from './data';

interface PartListProps<P extends Part> {
  part: P;
  title: string;
  /** What will be here once there is something. */
  empty: string;
  row: (item: PartItem<P>) => ReactNode;
}

/** One of the card's lists, with what to say while it is empty, on its way, or did not come. */
export function PartList<P extends Part>({ part, title, empty, row }: PartListProps<P>) {
  const { t } = useTranslation();
  const { items, ...query } = useCardPart(part);
  if (query.isPending) return <Loader type="dots" size="xs" aria-label={t('common.loading')} />;
  if (query.isError) {
    return (
      <p className={classes.teach}>
        {t('crd.failed')}{' '}
        <Button size="compact-xs" variant="subtle" onClick={() => void query.refetch()}>
          {t('crd.retry')}
        </Button>
      </p>
    );
  }
  if (items.length === 0) return <p className={classes.teach}>{empty}</p>;
  return (
    <>
      <ul className={lists.list} aria-label={title}>
        {items.map((item) => (
          <li key={item.id}>{row(item)}</li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('crd.more')}
        </Button>
      )}
    </>
  );
}
