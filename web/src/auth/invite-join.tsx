import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import type { Id, Person } from '../api/types';
import { problemText } from '../i18n/problem-text';
import { useSignOut } from '../session/sign-out';
import { FormError } from '../ui/form-error';

interface InviteJoinProps {
  token: string;
  project: string;
  me: Person;
  onJoined: (project: Id) => Promise<void>;
}

/** Who is signed in joins as themselves. */
export function InviteJoin({ token, project, me, onJoined }: InviteJoinProps) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const join = useMutation({
    mutationFn: async () => onJoined((await http('invites.accept', { token })).project),
  });
  if (join.error && toProblem(join.error).code === 'member.already') {
    return (
      <Stack gap="md">
        <Text role="status">{t('invite.alreadyTitle')}</Text>
        <Button component={Link} href="/" size="md" fullWidth>
          {t('invite.open')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <FormError text={join.error && problemText(t, toProblem(join.error))} />
      <Text c="dimmed">{t('invite.asYou', { name: me.name, email: me.email })}</Text>
      <Button size="md" fullWidth loading={join.isPending} onClick={() => join.mutate()}>
        {t('invite.join', { project })}
      </Button>
      <Anchor component="button" type="button" c="dimmed" onClick={signOut} ta="left">
        {t('invite.other')}
      </Anchor>
    </Stack>
  );
}
