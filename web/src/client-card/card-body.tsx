import { Button } from '@mantine/core';
import { Lock } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import classes from './card.module.css';
import { Contacts } from './contacts';
import { OpenCard, useCard, useSave } from './data';
import { Dialogs } from './dialogs';
import { Facts } from './facts';
import { History } from './history';
import { LinkedClients } from './linked';
import { Section } from './section';
import { Sources } from './sources';
import { StatusSteps } from './status-steps';
import { Tags } from './tags';
import { Variables } from './variables';

interface CardBodyProps {
  project: Id;
  client: Id;
  editable: boolean;
  onDialog: (dialog: Id) => void;
}

/** All of the card below the client's name (CRD-2 to CRD-8). */
export default function CardBody({ project, client, editable, onDialog }: CardBodyProps) {
  const { t } = useTranslation();
  const query = useCard(project, client);
  const save = useSave(project, client);
  const card = query.data;
  const open = useMemo(
    () => card && { project, card, save, editable },
    [project, card, save, editable],
  );
  if (query.isError && !open) {
    return (
      <p className={classes.teach}>
        {t('crd.failed')}{' '}
        <Button size="compact-xs" variant="subtle" onClick={() => void query.refetch()}>
          {t('crd.retry')}
        </Button>
      </p>
    );
  }
  if (!open) return null;
  return (
    <OpenCard value={open}>
      {!editable && (
        <p className={classes.readOnly} data-read-only>
          <Lock size={14} aria-hidden />
          {t('crd.onlyParticipants')}
        </p>
      )}
      <Section name="status" title={t('crd.status')}>
        <StatusSteps />
      </Section>
      <Section name="tags" title={t('crd.tags')}>
        <Tags />
      </Section>
      <Section name="contacts" title={t('crd.contacts')}>
        <Contacts />
      </Section>
      <Section name="variables" title={t('crd.variables')}>
        <Variables />
      </Section>
      <Section name="dialogs" title={t('crd.dialogs')}>
        <Dialogs onShow={onDialog} />
      </Section>
      <Section name="linked" title={t('crd.linked')}>
        <LinkedClients />
      </Section>
      <Section name="sources" title={t('crd.sources')} closed>
        <Sources />
      </Section>
      <Section name="messenger" title={t('crd.messenger')}>
        <Facts client={open.card} />
      </Section>
      <Section name="history" title={t('crd.history')} closed>
        <History />
      </Section>
    </OpenCard>
  );
}
