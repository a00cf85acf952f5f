import { Alert, Button, Loader } from '@mantine/core';
import { ShieldCheck, UserX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id, Member, Presence, Project } from '../../api/types';
import { usePresence } from '../../inbox/team-data';
import { useMyId } from '../../session/live-context';
import { Empty } from '../../ui/empty';
import { useUndoToast } from '../../ui/undo-toast';
import { useMembers } from '../data';
import { Page, Part } from '../page';
import { useAsked } from '../parts/use-asked';
import classes from '../settings.module.css';
import { Face } from './face';
import { RemoveMember } from './remove-member';
import { Rights } from './rights-part';
import { mayEverything } from './rights';
import { RoleField, type NewRole } from './role-field';
import team from './team.module.css';
import { useUpdateMember } from './use-member';

function Head({ member, presence }: { member: Member; presence: Presence | undefined }) {
  const { t } = useTranslation();
  const me = useMyId();
  const holds = presence?.holds ?? 0;
  return (
    <header className={team.head}>
      <Face member={member} presence={presence?.presence} size={60} />
      <div className={classes.itemText}>
        <h1 className={classes.title}>
          <bdi>{member.name}</bdi>
          {member.id === me && ` (${t('common.you')})`}
        </h1>
        <div className={classes.itemSub}>{member.email}</div>
        {presence && (
          <div className={classes.itemSub}>
            <span className={team.presence} data-presence={presence.presence}>
              {t(`nav.presence.${presence.presence}`)}
            </span>
            {' · '}
            {holds > 0 ? t('team.holds', { count: holds }) : t('team.holdsNone')}
          </div>
        )}
      </div>
    </header>
  );
}

function Role({ project, member }: { project: Id; member: Member }) {
  const { t } = useTranslation();
  const update = useUpdateMember(project);
  const undo = useUndoToast();
  const [asked, ask] = useAsked(member.role);
  const turn = (role: NewRole) => ({ member: member.id, change: { role } });
  if (member.role === 'owner') return <>{t('projects.role.owner')}</>;
  const before = member.role;
  const choose = async (role: NewRole) => {
    await update.mutateAsync(turn(role));
    const words = { name: member.name, role: t(`projects.role.${role}`) };
    undo(`${member.id}:role`, t('rights.roleChanged', words), () => update.mutate(turn(before)));
  };
  return (
    <RoleField
      value={asked === 'owner' ? undefined : asked}
      onChange={(role) => ask(role, () => choose(role))}
      unlabelled
    />
  );
}

function Everything({ role }: { role: 'owner' | 'admin' }) {
  const { t } = useTranslation();
  return (
    <Alert
      color="board"
      variant="light"
      icon={<ShieldCheck size={18} aria-hidden />}
      title={t('rights.everything')}
    >
      {t(`rights.everythingText.${role}`)}
    </Alert>
  );
}

interface MemberPageProps {
  project: Project;
  id: Id;
}

/** One colleague: role, what they may do, way out (TEAM-2, TEAM-3). */
export function MemberPage({ project, id }: MemberPageProps) {
  const { t } = useTranslation();
  const members = useMembers(project.id).data?.items;
  const presence = usePresence(project.id).data?.items.find((one) => one.member === id);
  const member = members?.find((one) => one.id === id);
  const team = `/p/${project.id}/settings/team`;
  const back = { href: team, label: t('team.back') };
  if (!member) {
    return (
      <Page title={t('team.member')} back={back}>
        {members ? (
          <Empty icon={<UserX size={22} />} title={t('team.gone')} text="">
            <Button component={Link} href={team} variant="default" mt="sm">
              {t('team.back')}
            </Button>
          </Empty>
        ) : (
          <Loader size="sm" aria-label={t('common.loading')} />
        )}
      </Page>
    );
  }
  return (
    <Page heading={<Head member={member} presence={presence} />} back={back}>
      <Part title={t('team.role')}>
        <Role project={project.id} member={member} />
      </Part>
      <Part title={t('rights.title')} text={mayEverything(member) ? undefined : t('rights.text')}>
        {member.role === 'manager' ? (
          <Rights project={project.id} member={member} />
        ) : (
          <Everything role={member.role} />
        )}
      </Part>
      {member.role !== 'owner' && (
        <RemoveMember project={project} member={member} holds={presence?.holds ?? 0} />
      )}
    </Page>
  );
}
