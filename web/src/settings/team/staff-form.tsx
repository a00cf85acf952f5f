import { Button, Loader, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import { toProblem } from '../../api/problem';
import type { Id, List, Member, StaffPerson } from '../../api/types';
import { problemText } from '../../i18n/problem-text';
import { Avatar } from '../../ui/avatar';
import { FormError } from '../../ui/form-error';
import { useSubmit } from '../../ui/use-submit';
import { ownKeys } from '../keys';
import { RoleField, type NewRole } from './role-field';
import classes from './team.module.css';

const ALL = 200;

interface StaffFormProps {
  project: Id;
  onAdded: (member: Member) => void;
}

function Person({ one }: { one: StaffPerson }) {
  const { t } = useTranslation();
  const { id, name, email, photo_url } = one.person;
  const projects = one.projects.map((project) => project.name).join(', ');
  return (
    <span className={classes.option}>
      <Avatar id={id} name={name} photo={photo_url} size={30} />
      <span className={classes.optionText}>
        <bdi>{name}</bdi>
        <small>{projects ? t('team.staffWorks', { projects }) : email}</small>
      </span>
    </span>
  );
}

/** Somebody of the account who is not in this project yet. */
export function StaffForm({ project, onAdded }: StaffFormProps) {
  const { t } = useTranslation();
  const staff = useQuery<List<StaffPerson>>({
    queryKey: ownKeys.staff,
    queryFn: () => http('staff.list', { limit: ALL }),
    staleTime: 0,
  });
  const form = useForm({
    initialValues: { person: null as Id | null, role: 'manager' as NewRole },
    validate: { person: (value) => (value ? null : t('team.staffNeeded')) },
  });
  const submit = useSubmit(form, async ({ person, role }) => {
    if (person) onAdded(await http('members.add', { project, person, role }));
  });
  if (staff.isPending) return <Loader size="sm" aria-label={t('common.loading')} />;
  if (staff.error) return <FormError text={problemText(t, toProblem(staff.error))} />;
  const others = staff.data.items.filter((one) => one.projects.every(({ id }) => id !== project));
  if (others.length === 0) return <Text c="dimmed">{t('team.staffNone')}</Text>;
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <Select
          label={t('team.staff')}
          description={t('team.staffHint')}
          data={others.map(({ person }) => ({
            value: person.id,
            label: `${person.name} · ${person.email}`,
          }))}
          searchable
          renderOption={({ option }) => {
            const one = others.find(({ person }) => person.id === option.value);
            return one ? <Person one={one} /> : option.label;
          }}
          {...form.getInputProps('person')}
        />
        <RoleField {...form.getInputProps('role')} />
        <Button type="submit" loading={submit.pending}>
          {t('team.add')}
        </Button>
      </Stack>
    </form>
  );
}
