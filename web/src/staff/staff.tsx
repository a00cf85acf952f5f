import { Anchor, Button, Loader, Stack, Text, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import type { StaffPerson } from '../api/types';
import { problemText } from '../i18n/problem-text';
import { homePath } from '../session/last-project';
import { useProjects } from '../session/live-context';
import { Page } from '../settings/page';
import { Shell } from '../shell/shell';
import { FormError } from '../ui/form-error';
import { useStaff } from './data';
import { isFound } from './found';
import { RemovePerson } from './remove-person';
import classes from './staff.module.css';
import { StaffRow } from './staff-row';

interface PeopleProps {
  people: StaffPerson[];
  onRemove: ((person: StaffPerson['person']) => void) | null;
}

function People({ people, onRemove }: PeopleProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.people} aria-label={t('staff.title')}>
      {people.map((one) => (
        <StaffRow key={one.person.id} staff={one} onRemove={onRemove} />
      ))}
    </ul>
  );
}

/** [Вся команда]: everybody with the projects they work in (TEAM-4). */
export default function Staff() {
  const { t, i18n } = useTranslation();
  const projects = useProjects();
  const staff = useStaff();
  const [typed, setTyped] = useState('');
  const [removing, setRemoving] = useState<StaffPerson['person'] | null>(null);
  useEffect(() => {
    document.title = `${t('staff.title')} · Switchboard`;
  }, [t]);
  const owner = projects.some((project) => project.role === 'owner');
  const found = staff.people.filter((one) => isFound(one, typed));
  const home = /^\/p\/(\d+)/.exec(homePath(projects))?.[1] ?? null;
  const learn = (
    <Anchor href={`/docs/${i18n.language}/team.html`} target="_blank">
      {t('staff.learn')}
    </Anchor>
  );
  return (
    <Shell project={home}>
      <Page
        title={t('staff.title')}
        text={t(owner ? 'staff.text' : 'staff.textAdmin')}
        action={learn}
      >
        <Stack gap="md" align="flex-start">
          <FormError text={staff.error && problemText(t, toProblem(staff.error))} />
          <TextInput
            w="100%"
            maw={340}
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            leftSection={<Search size={16} aria-hidden />}
            placeholder={t('staff.find')}
            aria-label={t('staff.find')}
          />
          {staff.isPending && !staff.isError && (
            <Loader type="dots" aria-label={t('common.loading')} />
          )}
          <People people={found} onRemove={owner ? setRemoving : null} />
          {staff.isSuccess && found.length === 0 && (
            <Text c="dimmed" role="status">
              {t('staff.nobody')}
            </Text>
          )}
          {staff.hasNextPage && (
            <Button
              variant="default"
              loading={staff.isFetchingNextPage}
              onClick={() => void staff.fetchNextPage()}
            >
              {t('staff.more')}
            </Button>
          )}
        </Stack>
        {removing && <RemovePerson person={removing} onClose={() => setRemoving(null)} />}
      </Page>
    </Shell>
  );
}
