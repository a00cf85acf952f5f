import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { http } from '../../api/http';
import type { Problem } from '../../api/problem';
import type { Department, Project } from '../../api/types';
import { putDepartment } from '../../cache/team';
import { FormError } from '../../ui/form-error';
import { isName } from '../../ui/rules';
import { useToasts } from '../../ui/toasts';
import { useSubmit } from '../../ui/use-submit';
import { useMembers } from '../data';
import { Part } from '../page';
import { AssignmentPart } from './assignment-part';
import { DeleteDepartment } from './delete-department';
import { PeoplePart } from './people-part';
import { changesOf, fieldsOf, valuesOf, type DepartmentValues } from './rules';
import { SourcesPart } from './sources-part';

interface DepartmentFormProps {
  project: Project;
  /** Null = one that is to be made. */
  department: Department | null;
}

/** The field that somebody else has taken already; null when that is not the trouble. */
function takenField(problem: Problem | null): string | null {
  if (problem?.code !== 'name.taken') return null;
  return problem.errors[0]?.pointer.split('/')[1] ?? 'name';
}

/** A department as it is to be: saved whole (INB-7, INB-8). */
export function DepartmentForm({ project, department }: DepartmentFormProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [, go] = useLocation();
  const team = (useMembers(project.id).data?.items ?? []).map(({ id }) => id);
  const form = useForm<DepartmentValues>({
    initialValues: valuesOf(department),
    validate: {
      name: (value) => (isName(value) ? null : t('departments.needName')),
      members: (value, { who }) =>
        who === 'chosen' && value.length === 0 ? t('departments.needMembers') : null,
    },
  });
  const submit = useSubmit(form, async (values) => {
    const ids = { project: project.id };
    const saved = department
      ? await http('departments.update', {
          ...ids,
          department: department.id,
          ...changesOf(values, department, team),
        })
      : await http('departments.create', { ...ids, ...fieldsOf(values) });
    putDepartment(cache, project.id, saved);
    if (!department) go(`/p/${project.id}/settings/departments`);
    else form.resetDirty();
    toasts.done(department ? t('common.saved') : t('departments.created', { name: saved.name }));
  });
  const taken = takenField(submit.problem);
  const sourceTaken = taken === 'channels' || taken === 'links' ? taken : null;
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      {taken === null && <FormError text={submit.error} />}
      <Part title={t('departments.name')}>
        <TextInput
          label={t('departments.name')}
          labelProps={{ className: 'sr-only' }}
          description={t('departments.nameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          {...form.getInputProps('name')}
          error={form.errors['name'] ?? (taken === 'name' && t('departments.nameTaken'))}
        />
      </Part>
      <PeoplePart project={project.id} form={form} />
      <SourcesPart
        project={project.id}
        department={department?.id ?? null}
        form={form}
        taken={sourceTaken}
      />
      <AssignmentPart project={project} form={form} />
      <Stack align="flex-start" mb="xl">
        <Button type="submit" loading={submit.pending} disabled={!!department && !form.isDirty()}>
          {t(department ? 'common.save' : 'departments.create')}
        </Button>
      </Stack>
      {department && <DeleteDepartment project={project.id} department={department} />}
    </form>
  );
}
