import { Button, Modal, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Id, Member, Project } from '../api/types';
import { putMember } from '../cache/apply-event';
import { mayManage, useMyId } from '../session/live-context';
import { Avatar } from '../ui/avatar';
import { FormError } from '../ui/form-error';
import { isEmail, isName, isPassword } from '../ui/rules';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { useMembers } from './data';
import { Page } from './page';
import classes from './settings.module.css';

const ROLES = ['manager', 'admin'] as const;

function AddMember({ project, onClose }: { project: Id; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const form = useForm({
    initialValues: { name: '', email: '', password: '', role: 'manager' as 'manager' | 'admin' },
    validate: {
      name: (value) => (isName(value) ? null : t('auth.needName')),
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (isPassword(value) ? null : t('auth.needPassword')),
    },
  });
  const submit = useSubmit(form, async (values) => {
    const member = await http('members.add', {
      ...values,
      project,
      name: values.name.trim(),
      email: values.email.trim(),
    });
    putMember(cache, project, member);
    toasts.done(t('team.added', { name: member.name }));
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('team.addTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <TextInput
            label={t('team.name')}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('team.email')}
            type="email"
            autoComplete="off"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('team.password')}
            description={t('team.passwordHint')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <Radio.Group label={t('team.role')} {...form.getInputProps('role')}>
            <Stack gap="xs" mt={6}>
              {ROLES.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`projects.role.${role}`)}
                  description={t(`team.roleHint.${role}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Button type="submit" loading={submit.pending}>
            {t('team.add')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation();
  const me = useMyId();
  return (
    <li className={classes.item}>
      <Avatar id={member.id} name={member.name} size={38} />
      <div className={classes.itemText}>
        <div className={classes.itemName}>
          <bdi>{member.name}</bdi>
          {member.id === me && ` (${t('common.you')})`}
        </div>
        <div className={classes.itemSub}>{member.email}</div>
      </div>
      <span className={classes.itemSub}>{t(`projects.role.${member.role}`)}</span>
    </li>
  );
}

/** Who answers clients (PRJ-4). */
export function TeamSection({ project }: { project: Project }) {
  const { t } = useTranslation();
  const members = useMembers(project.id);
  const [adding, setAdding] = useState(false);
  const add = mayManage(project) && (
    <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('team.add')}
    </Button>
  );
  return (
    <Page title={t('team.title')} text={t('team.text')} action={add}>
      <ul className={classes.list} aria-label={t('team.title')}>
        {members.data?.items.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </ul>
      {adding && <AddMember project={project.id} onClose={() => setAdding(false)} />}
    </Page>
  );
}
