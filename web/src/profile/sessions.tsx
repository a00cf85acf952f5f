import { Badge, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import type { Session } from '../api/types';
import { problemText } from '../i18n/problem-text';
import { FormError } from '../ui/form-error';
import { useToasts } from '../ui/toasts';
import { useNow } from '../ui/use-now';
import { useKeepSessions, useSessions } from './data';
import classes from './profile.module.css';
import { deviceOf } from './user-agent';
import { ago } from './when';

function Row({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const toasts = useToasts();
  const now = useNow();
  const keep = useKeepSessions();
  const end = useMutation({
    mutationFn: () => http('auth.end_session', { session: session.id }),
    onSuccess: () => {
      keep((other) => other.id !== session.id);
      toasts.done(t('sessions.ended'));
    },
    onError: (error) => toasts.problem(error),
  });
  const device = deviceOf(session.user_agent);
  const name = device.name || t('sessions.unknown');
  const when = session.current ? null : ago(session.last_seen_at, now, i18n.language);
  const Icon = device.phone ? Smartphone : Monitor;
  return (
    <li className={classes.session}>
      <Icon size={20} aria-hidden />
      <div className={classes.sessionText}>
        <div className={classes.sessionName} title={session.user_agent}>
          {name}
          {session.current && (
            <Badge variant="light" tt="none" radius="sm">
              {t('sessions.this')}
            </Badge>
          )}
        </div>
        <div className={classes.sessionSub}>
          {session.address} · {when ? t('sessions.lastSeen', { when }) : t('sessions.now')}
        </div>
      </div>
      {!session.current && (
        <Button
          size="xs"
          variant="default"
          loading={end.isPending}
          aria-label={t('sessions.endOne', { device: name })}
          onClick={() => end.mutate()}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}

/** Where this person is signed in (ACC-4); this device first, then the latest used. */
export function Sessions() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const keep = useKeepSessions();
  const sessions = useSessions();
  const endOthers = useMutation({
    mutationFn: () => http('auth.end_other_sessions', {}),
    onSuccess: () => {
      keep((session) => session.current);
      toasts.done(t('sessions.endedOthers'));
    },
    onError: (error) => toasts.problem(error),
  });
  if (sessions.isError) {
    return <FormError text={problemText(t, toProblem(sessions.error))} />;
  }
  const items = [...(sessions.data?.items ?? [])].sort(
    (a, b) => Number(b.current) - Number(a.current) || b.last_seen_at.localeCompare(a.last_seen_at),
  );
  return (
    <Stack gap="sm" align="flex-start">
      <Text c="dimmed">{t('sessions.text')}</Text>
      <ul className={classes.sessions} aria-label={t('sessions.title')}>
        {items.map((session) => (
          <Row key={session.id} session={session} />
        ))}
      </ul>
      {items.length > 1 ? (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('sessions.endOthers')}
        </Button>
      ) : (
        items.length === 1 && (
          <Text c="dimmed" size="sm">
            {t('sessions.onlyThis')}
          </Text>
        )
      )}
    </Stack>
  );
}
