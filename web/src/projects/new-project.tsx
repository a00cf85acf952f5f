import { Anchor, Button, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { http } from '../api/http';
import type { Me } from '../api/types';
import { AuthPage } from '../auth/auth-page';
import { keys } from '../cache/keys';
import { useProjects } from '../session/live-context';
import { useSignOut } from '../session/sign-out';
import { FormError } from '../ui/form-error';
import { isName } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { ownZone, zonesWith } from '../ui/zones';

/** The first project of a new account, or one more (ACC-3). */
export default function NewProject() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [, go] = useLocation();
  const first = useProjects().length === 0;
  const signOut = useSignOut();
  const zone = ownZone();
  const form = useForm({
    initialValues: { name: '', time_zone: zone },
    validate: { name: (value) => (isName(value) ? null : t('projects.needName')) },
  });
  const submit = useSubmit(form, async ({ name, time_zone }) => {
    const project = await http('projects.create', { name: name.trim(), time_zone });
    cache.setQueryData<Me>(keys.me, (me) => me && { ...me, projects: [...me.projects, project] });
    go(`/p/${project.id}/inbox`);
  });
  return (
    <AuthPage
      title={first ? t('projects.firstTitle') : t('projects.newTitle')}
      text={t('projects.firstText')}
      other={null}
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <TextInput
            label={t('projects.name')}
            autoFocus
            size="md"
            {...form.getInputProps('name')}
          />
          <Select
            label={t('projects.zone')}
            description={t('projects.zoneHint')}
            data={zonesWith(zone)}
            searchable
            allowDeselect={false}
            size="md"
            limit={100}
            {...form.getInputProps('time_zone')}
          />
          <Button type="submit" size="md" fullWidth loading={submit.pending}>
            {t('projects.create')}
          </Button>
        </Stack>
      </form>
      {first ? (
        <Anchor component="button" type="button" c="dimmed" onClick={signOut} ta="left">
          {t('nav.signOut')}
        </Anchor>
      ) : (
        <Anchor component={Link} href="/projects" c="dimmed">
          {t('projects.title')}
        </Anchor>
      )}
    </AuthPage>
  );
}
