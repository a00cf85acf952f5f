import { Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import type { Id, Invitation } from '../api/types';
import { problemText } from '../i18n/problem-text';
import { useMe } from '../session/me';
import { useToasts } from '../ui/toasts';
import { AuthPage } from './auth-page';
import { useEnter } from './enter';
import { InviteForm } from './invite-form';
import { InviteJoin } from './invite-join';
import { Notice } from './notice';

function useInvitation(token: string) {
  return useQuery<Invitation>({
    queryKey: ['invitation', token],
    queryFn: () => http('invites.look', { token }),
  });
}

function Waiting({ text }: { text: string | null }) {
  const { t } = useTranslation();
  return (
    <AuthPage title={t('common.loading')} text={text ?? ''} other={null}>
      {text === null && <Loader type="dots" aria-label={t('common.loading')} />}
    </AuthPage>
  );
}

/** Where an invitation by link leads (TEAM-1): one button, or an account first. */
export default function Invite({ token }: { token: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const toasts = useToasts();
  const enter = useEnter();
  const me = useMe().data;
  const looked = useInvitation(token);
  const joined = async (project: Id) => {
    await enter();
    toasts.done(t('invite.joined'));
    go(`/p/${project}/inbox`, { replace: true });
  };
  if (looked.isError) {
    const problem = toProblem(looked.error);
    if (problem.code !== 'auth.link_expired' && problem.code !== 'not_found') {
      return <Waiting text={problemText(t, problem)} />;
    }
    return (
      <Notice
        title={t('invite.expiredTitle')}
        text={t('invite.expired')}
        label={me ? t('common.home') : t('auth.signIn')}
        href={me ? '/' : '/sign-in'}
      />
    );
  }
  if (!looked.data) return <Waiting text={null} />;
  const { project, role, invited_by } = looked.data;
  const text = invited_by ? t('invite.text', { name: invited_by }) : t('invite.textAnon');
  const other = {
    question: t('invite.haveAccount'),
    label: t('invite.signIn'),
    href: `/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`,
  };
  return (
    <AuthPage title={t('invite.title', { project })} text={text} other={me ? null : other}>
      <Text>
        {t('invite.role')}: <b>{t(`projects.role.${role}`)}</b>.{' '}
        <Text span c="dimmed">
          {t(`invite.roleText.${role}`)}
        </Text>
      </Text>
      {me ? (
        <InviteJoin token={token} project={project} me={me.person} onJoined={joined} />
      ) : (
        <InviteForm token={token} onJoined={joined} />
      )}
    </AuthPage>
  );
}
