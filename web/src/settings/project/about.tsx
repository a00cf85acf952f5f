import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Project } from '../../api/types';
import { FormError } from '../../ui/form-error';
import { isName } from '../../ui/rules';
import { useToasts } from '../../ui/toasts';
import { useSubmit } from '../../ui/use-submit';
import { zonesWith } from '../../ui/zones';
import { usePutProject } from './use-update-project';

/** The project's name and zone (PRJ-2). */
export function About({ project }: { project: Project }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutProject();
  const form = useForm({
    initialValues: { name: project.name, time_zone: project.time_zone },
    validate: { name: (value) => (isName(value) ? null : t('projects.needName')) },
  });
  const submit = useSubmit(form, async ({ name, time_zone }) => {
    put(await http('projects.update', { project: project.id, name: name.trim(), time_zone }));
    form.resetDirty();
    toasts.done(t('common.saved'));
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <TextInput label={t('projects.name')} {...form.getInputProps('name')} />
        <Select
          label={t('projects.zone')}
          description={t('projects.zoneHint')}
          data={zonesWith(project.time_zone)}
          searchable
          allowDeselect={false}
          limit={100}
          {...form.getInputProps('time_zone')}
        />
        <Button
          type="submit"
          loading={submit.pending}
          disabled={!form.isDirty()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  );
}
