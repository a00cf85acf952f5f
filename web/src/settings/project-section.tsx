import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Me, Project } from '../api/types';
import { keys } from '../cache/keys';
import { mayManage } from '../session/live-context';
import { FormError } from '../ui/form-error';
import { isName } from '../ui/rules';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { zonesWith } from '../ui/zones';
import { Page } from './page';

/** The project's name and zone (PRJ-2). */
export function ProjectSection({ project }: { project: Project }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const allowed = mayManage(project);
  const form = useForm({
    initialValues: { name: project.name, time_zone: project.time_zone },
    validate: { name: (value) => (isName(value) ? null : t('projects.needName')) },
  });
  const submit = useSubmit(form, async ({ name, time_zone }) => {
    const changed = await http('projects.update', {
      project: project.id,
      name: name.trim(),
      time_zone,
    });
    cache.setQueryData<Me>(
      keys.me,
      (me) =>
        me && {
          ...me,
          projects: me.projects.map((one) =>
            one.id === changed.id
              ? { ...one, name: changed.name, time_zone: changed.time_zone }
              : one,
          ),
        },
    );
    form.resetDirty();
    toasts.done(t('common.saved'));
  });
  return (
    <Page title={t('settings.project')}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md" maw={420}>
          <FormError text={submit.error} />
          {!allowed && <Text c="dimmed">{t('settings.onlyAdmins')}</Text>}
          <TextInput
            label={t('projects.name')}
            disabled={!allowed}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('projects.zone')}
            description={t('projects.zoneHint')}
            data={zonesWith(project.time_zone)}
            searchable
            allowDeselect={false}
            limit={100}
            disabled={!allowed}
            {...form.getInputProps('time_zone')}
          />
          {allowed && (
            <Button
              type="submit"
              loading={submit.pending}
              disabled={!form.isDirty()}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('common.save')}
            </Button>
          )}
        </Stack>
      </form>
    </Page>
  );
}
