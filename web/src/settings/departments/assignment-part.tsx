import { NumberInput, Radio, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Project } from '../../api/types';
import { Part } from '../page';
import { RULES, type DepartmentValues } from './rules';

interface AssignmentPartProps {
  project: Project;
  form: UseFormReturnType<DepartmentValues>;
}

/** By which rule appeals of the department are given out, and how many at most (INB-8). */
export function AssignmentPart({ project, form }: AssignmentPartProps) {
  const { t } = useTranslation();
  const { assignment, capKind } = form.values;
  const rule = assignment === 'project' ? project.assignment : assignment;
  const now = t('departments.asProjectNow', { rule: t(`assignment.${project.assignment}`) });
  const cap =
    project.assignment_cap > 0
      ? t('team.holds', { count: project.assignment_cap })
      : t('departments.capNone');
  const caps = {
    project: t('departments.capAsProject', { cap }),
    none: t('departments.capNoneChoice'),
    own: t('departments.capOwn'),
  };
  return (
    <Part title={t('departments.assignment')}>
      <Stack gap="lg">
        <Radio.Group
          label={t('departments.assignment')}
          labelProps={{ className: 'sr-only' }}
          {...form.getInputProps('assignment')}
        >
          <Stack gap="sm">
            <Radio value="project" label={t('departments.asProject')} description={now} />
            {RULES.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`assignment.${one}`)}
                description={t(`assignment.text.${one}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {rule !== 'by_hand' && (
          <Radio.Group label={t('departments.cap')} {...form.getInputProps('capKind')}>
            <Stack gap="xs" mt={6}>
              {(['project', 'none', 'own'] as const).map((kind) => (
                <Radio key={kind} value={kind} label={caps[kind]} />
              ))}
              {capKind === 'own' && (
                <NumberInput
                  ml={28}
                  w={120}
                  aria-label={t('departments.capValue')}
                  min={1}
                  max={1000}
                  allowDecimal={false}
                  clampBehavior="strict"
                  {...form.getInputProps('cap')}
                />
              )}
            </Stack>
          </Radio.Group>
        )}
      </Stack>
    </Part>
  );
}
