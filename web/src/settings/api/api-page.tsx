import { Anchor, Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import { toProblem } from '../../api/problem';
import type { ApiToken, List, Project } from '../../api/types';
import { problemText } from '../../i18n/problem-text';
import { Empty } from '../../ui/empty';
import { FormError } from '../../ui/form-error';
import { ownKeys } from '../keys';
import { Page } from '../page';
import classes from '../settings.module.css';
import { NewToken } from './new-token';
import { TokenRow } from './token-row';

const ALL = 200;

/** Keys that let programs into the project (ACC-7). */
export function ApiPage({ project }: { project: Project }) {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const tokens = useQuery<List<ApiToken>>({
    queryKey: ownKeys.tokens(project.id),
    queryFn: () => http('tokens.list', { project: project.id, limit: ALL }),
    staleTime: 0,
  });
  const items = tokens.data?.items ?? [];
  const create = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('tokens.create')}
    </Button>
  );
  const lead = (
    <>
      {t('tokens.text')}{' '}
      <Anchor href="/api/v1/openapi.json" target="_blank" underline="always">
        {t('tokens.document')} <ExternalLink size={13} aria-hidden />
      </Anchor>
    </>
  );
  return (
    <Page title={t('tokens.title')} text={lead} action={items.length > 0 && create}>
      {tokens.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      {tokens.error && <FormError text={problemText(t, toProblem(tokens.error))} />}
      {tokens.data && items.length === 0 && (
        <Empty icon={<KeyRound size={22} />} title={t('tokens.none')} text={t('tokens.noneText')}>
          <div style={{ marginTop: 14 }}>{create}</div>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={classes.list} aria-label={t('tokens.list')}>
          {items.map((token) => (
            <TokenRow key={token.id} project={project.id} token={token} />
          ))}
        </ul>
      )}
      {making && <NewToken project={project.id} onClose={() => setMaking(false)} />}
    </Page>
  );
}
