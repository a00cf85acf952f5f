import { Button } from '@mantine/core';
import { ChevronRight, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id, Member, Presence, Project } from '../../api/types';
import { usePresence } from '../../inbox/team-data';
import { mayManage, useMyId } from '../../session/live-context';
import { useMembers } from '../data';
import { Page } from '../page';
import classes from '../settings.module.css';
import { AddMember } from './add-member';
import { Face } from './face';
import { OpenInvites } from './invites';
import { inOrder, limitsOf } from './rights';
import team from './team.module.css';
import { Views } from './views';

interface RowProps {
  member: Member;
  presence: Presence | undefined;
  /** The page of the member, for those who may change it. */
  href: string | null;
}

function Row({ member, presence, href }: RowProps) {
  const { t } = useTranslation();
  const me = useMyId();
  const limits = limitsOf(member);
  const holds = presence?.holds ?? 0;
  return (
    <li className={`${classes.item} ${team.row}`} data-member={member.id}>
      <Face member={member} presence={presence?.presence} />
      <div className={classes.itemText}>
        <div className={classes.itemName}>
          {href ? (
            <Link
              href={href}
              className={team.open}
              aria-label={t('team.open', { name: member.name })}
            >
              <bdi>{member.name}</bdi>
            </Link>
          ) : (
            <bdi>{member.name}</bdi>
          )}
          {member.id === me && ` (${t('common.you')})`}
        </div>
        <div className={classes.itemSub}>{member.email}</div>
      </div>
      <div className={team.state}>
        {presence && (
          <div className={team.here}>
            <span className={team.presence} data-presence={presence.presence}>
              {t(`nav.presence.${presence.presence}`)}
            </span>
            <span className={classes.itemSub}>
              {holds > 0 ? t('team.holds', { count: holds }) : t('team.holdsNone')}
            </span>
          </div>
        )}
        <div className={team.role}>
          {t(`projects.role.${member.role}`)}
          {href && limits > 0 && (
            <span className={classes.itemSub}>{t('team.limits', { count: limits })}</span>
          )}
        </div>
      </div>
      {href && <ChevronRight size={18} className={team.chevron} aria-hidden />}
    </li>
  );
}

function People({ project, allowed }: { project: Id; allowed: boolean }) {
  const { t, i18n } = useTranslation();
  const members = useMembers(project).data?.items;
  const presence = usePresence(project).data?.items;
  return (
    <ul className={classes.list} aria-label={t('team.title')}>
      {members &&
        inOrder(members, i18n.language).map((member) => (
          <Row
            key={member.id}
            member={member}
            presence={presence?.find((one) => one.member === member.id)}
            href={allowed ? `/p/${project}/settings/team/${member.id}` : null}
          />
        ))}
    </ul>
  );
}

/** Who answers clients, who of them is here and how much they hold (TEAM-1, TEAM-5). */
export function TeamPage({ project }: { project: Project }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const allowed = mayManage(project);
  const add = allowed && (
    <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('team.add')}
    </Button>
  );
  return (
    <Page title={t('team.title')} text={t('team.text')} action={add}>
      {allowed && <Views project={project.id} current="people" />}
      <People project={project.id} allowed={allowed} />
      {allowed && <OpenInvites project={project.id} />}
      {adding && <AddMember project={project.id} onClose={() => setAdding(false)} />}
    </Page>
  );
}
