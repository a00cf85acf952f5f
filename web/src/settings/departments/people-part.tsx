import { MultiSelect, Radio, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Id } from '../../api/types';
import { Avatar } from '../../ui/avatar';
import { useMembers } from '../data';
import { Part } from '../page';
import classes from './departments.module.css';
import type { DepartmentValues } from './rules';

interface PeoplePartProps {
  project: Id;
  form: UseFormReturnType<DepartmentValues>;
}

/** Who works in the department: everybody, or a list of its own (INB-7). */
export function PeoplePart({ project, form }: PeoplePartProps) {
  const { t } = useTranslation();
  const members = useMembers(project).data?.items ?? [];
  const known = members.map(({ id }) => id);
  const { value, ...rest } = form.getInputProps('members');
  return (
    <Part title={t('departments.who')}>
      <Radio.Group
        label={t('departments.who')}
        labelProps={{ className: 'sr-only' }}
        {...form.getInputProps('who')}
      >
        <Stack gap="sm">
          {(['everyone', 'chosen'] as const).map((who) => (
            <Radio
              key={who}
              value={who}
              label={t(`departments.${who}`)}
              description={t(`departments.${who}Hint`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.who === 'chosen' && (
        <MultiSelect
          mt="md"
          label={t('departments.members')}
          data={members.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          hidePickedOptions
          renderOption={({ option }) => (
            <span className={classes.people}>
              <Avatar
                id={option.value}
                name={option.label}
                photo={members.find(({ id }) => id === option.value)?.photo_url}
                size={26}
              />
              {option.label}
            </span>
          )}
          // Who has left the team meanwhile is not to be shown as a number.
          value={(value as Id[]).filter((id) => known.includes(id))}
          {...rest}
        />
      )}
    </Part>
  );
}
