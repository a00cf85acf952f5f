import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Project } from '../../api/types';
import { useMembers } from '../data';
import { Page } from '../page';
import { Learn } from '../parts/learn';
import { Matrix } from './matrix';
import { inOrder, mayEverything } from './rights';
import { Views } from './views';

/** Everybody and everything they may do, at a glance (TEAM-3). */
export function MatrixPage({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const members = useMembers(project.id).data?.items;
  return (
    <Page
      title={t('team.title')}
      text={
        <>
          {t('rights.tableText')} <Learn page="team" />
        </>
      }
      wide
    >
      <Views project={project.id} current="matrix" />
      {members?.every(mayEverything) && <Text mb="md">{t('rights.nobody')}</Text>}
      {members && <Matrix project={project.id} members={inOrder(members, i18n.language)} />}
    </Page>
  );
}
