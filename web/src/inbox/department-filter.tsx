import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import classes from './inbox.module.css';
import { chooseDepartment, useDepartment, useSeenDepartments } from './use-department';

const ALL = '';

/** Which department's chats the list shows; without departments there is nothing to choose. */
export function DepartmentFilter({ project }: { project: Id }) {
  const { t } = useTranslation();
  const seen = useSeenDepartments(project) ?? [];
  const chosen = useDepartment(project);
  if (seen.length === 0) return null;
  return (
    <NativeSelect
      className={classes.filter}
      size="xs"
      aria-label={t('hold.department')}
      value={chosen ?? ALL}
      onChange={(event) => chooseDepartment(project, event.currentTarget.value || null)}
      data={[
        { value: ALL, label: t('hold.allDepartments') },
        ...seen.map((one) => ({ value: one.id, label: one.name })),
      ]}
    />
  );
}
