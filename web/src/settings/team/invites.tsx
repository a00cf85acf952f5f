import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id, Invite, List } from '../../api/types';
import { dropFromList } from '../../cache/lists';
import type { LiveEvent } from '../../live/events';
import { useLiveEvents } from '../../session/live-context';
import { useToasts } from '../../ui/toasts';
import { ownKeys } from '../keys';
import classes from '../settings.module.css';
import { dayText } from '../words';
import team from './team.module.css';

const ALL = 200;

function Row({ project, invite }: { project: Id; invite: Invite }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const revoke = useMutation({
    mutationFn: () => http('invites.revoke', { project, invite: invite.id }),
    onSuccess: () => {
      dropFromList<Invite>(cache, ownKeys.invites(project), (one) => one.id === invite.id);
      toasts.done(t('invites.revoked'));
    },
    onError: (error) => toasts.problem(error),
  });
  const date = dayText(invite.expires_at, i18n.language);
  return (
    <li className={classes.item}>
      <span className={team.linkSign} aria-hidden>
        <Link2 size={17} />
      </span>
      <div className={classes.itemText}>
        <div>{t('invites.row', { role: t(`projects.role.${invite.role}`) })}</div>
        <div className={classes.itemSub}>
          {t('invites.until', { date })} · {t('invites.by', { name: invite.created_by.name })}
        </div>
      </div>
      <Button
        variant="default"
        size="xs"
        loading={revoke.isPending}
        aria-label={t('invites.revokeOne', { date })}
        onClick={() => revoke.mutate()}
      >
        {t('invites.revoke')}
      </Button>
    </li>
  );
}

/** Links that somebody may still come in by; nothing when there are none. */
export function OpenInvites({ project }: { project: Id }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const invites = useQuery<List<Invite>>({
    queryKey: ownKeys.invites(project),
    queryFn: () => http('invites.list', { project, limit: ALL }),
    staleTime: 0,
  });
  // Nothing else tells that a link was used.
  const onEvent = useCallback(
    (event: LiveEvent) => {
      if (event.event !== 'member.changed' || event.project !== project) return;
      void cache.invalidateQueries({ queryKey: ownKeys.invites(project) });
    },
    [cache, project],
  );
  useLiveEvents(onEvent);
  const items = invites.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={team.invites} aria-label={t('invites.open')}>
      <h2 className={classes.partTitle}>{t('invites.open')}</h2>
      <ul className={classes.list}>
        {items.map((invite) => (
          <Row key={invite.id} project={project} invite={invite} />
        ))}
      </ul>
    </section>
  );
}
