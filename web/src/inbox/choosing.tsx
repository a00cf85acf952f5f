import { Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Chat, Department, Id } from '../api/types';
import { useMyId } from '../session/live-context';
import { useMembers } from '../settings/data';
import { Avatar } from '../ui/avatar';
import { candidates, type Candidate } from './candidates';
import { Picker } from './picker';
import classes from './picker.module.css';
import { useDepartments, usePresence } from './team-data';
import type { Ownership } from './use-ownership';

interface ChoosingProps {
  project: Id;
  chat: Chat;
  hold: Ownership;
}

function Person({ person }: { person: Candidate }) {
  const { t } = useTranslation();
  return (
    <span className={classes.person}>
      <span className={classes.face}>
        <Avatar id={person.id} name={person.name} photo={person.photo} size={32} />
        <span className={classes.dot} data-presence={person.presence} aria-hidden />
      </span>
      <bdi className={classes.name}>{person.name}</bdi>
      <span className={classes.about}>
        {t(`nav.presence.${person.presence}`)} · {t('hold.holds', { count: person.holds })}
      </span>
    </span>
  );
}

function ChooseColleague({ project, chat, hold, what }: ChoosingProps & { what: 'pass' | 'add' }) {
  const { t } = useTranslation();
  const me = useMyId();
  const members = useMembers(project).data?.items;
  const presence = usePresence(project).data?.items;
  const departments = useDepartments(project).data?.items;
  const known = members && presence && departments;
  return (
    <Picker
      title={t(`hold.${what}Title`)}
      search={t('hold.findColleague')}
      choices={known && candidates(chat, what, me, members, presence, departments)}
      empty={t('hold.nobody')}
      row={(person) => <Person person={person} />}
      onChoose={what === 'pass' ? hold.pass : hold.add}
      onClose={() => hold.choose(null)}
    />
  );
}

function ChooseDepartment({ project, chat, hold }: ChoosingProps) {
  const { t } = useTranslation();
  const departments = useDepartments(project).data?.items;
  const people = useMembers(project).data?.items ?? [];
  // Those who left the team are still named by a department that they were in.
  const members = (one: Department) =>
    one.members.length === 0
      ? t('hold.openToAll')
      : t('hold.members', {
          count: people.filter((person) => one.members.includes(person.id)).length,
        });
  return (
    <Picker
      title={t('hold.forwardTitle')}
      search={t('hold.findDepartment')}
      choices={departments?.filter((one) => one.id !== chat.department?.id)}
      empty={t('hold.noDepartments')}
      row={(one) => (
        <span className={classes.person}>
          <Building2 size={18} aria-hidden />
          <bdi className={classes.name}>{one.name}</bdi>
          <span className={classes.about}>{members(one)}</span>
        </span>
      )}
      onChoose={hold.forward}
      onClose={() => hold.choose(null)}
    />
  );
}

/** The list that is open over the chat, if any. */
export default function Choosing(props: ChoosingProps) {
  const { choosing } = props.hold;
  if (!choosing) return null;
  if (choosing === 'forward') return <ChooseDepartment {...props} />;
  return <ChooseColleague {...props} what={choosing} />;
}
