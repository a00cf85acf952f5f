import { useTranslation } from 'react-i18next';
import type { Id, Member } from '../../api/types';
import { useDepartments } from '../../inbox/team-data';
import { ExplainedSwitch } from '../parts/explained-switch';
import { useAsked } from '../parts/use-asked';
import { isBarred, isUnlisted, RIGHTS } from './rights';
import classes from './team.module.css';
import { useSwitchRights } from './use-member';

interface RightProps {
  label: string;
  text?: string;
  allowed: boolean;
  disabled?: boolean;
  onSwitch: (to: boolean) => Promise<void>;
}

function Right({ label, text, allowed, disabled, onSwitch }: RightProps) {
  const [shown, ask] = useAsked(allowed);
  return (
    <ExplainedSwitch
      className={classes.right}
      label={label}
      text={text}
      checked={shown}
      disabled={disabled}
      onChange={() => ask(!shown, () => onSwitch(!shown))}
      labelPosition="left"
    />
  );
}

/** Switches for everything a manager may be forbidden (TEAM-3); each counts at once. */
export function Rights({ project, member }: { project: Id; member: Member }) {
  const { t } = useTranslation();
  const departments = useDepartments(project).data?.items ?? [];
  const turn = useSwitchRights(project);
  return (
    <>
      {RIGHTS.map(({ group, names }) => (
        <fieldset key={group} className={classes.group}>
          <legend>{t(`rights.groups.${group}`)}</legend>
          {names.map((name) => (
            <Right
              key={name}
              label={t(`rights.names.${name}`)}
              text={t(`rights.without.${name}`)}
              allowed={member.permissions[name]}
              onSwitch={(to) => turn.permission(member, name, to)}
            />
          ))}
        </fieldset>
      ))}
      {departments.length > 0 && (
        <fieldset className={classes.group}>
          <legend>{t('rights.departments')}</legend>
          <p className={classes.groupText}>{t('rights.departmentsText')}</p>
          {departments.map((department) => {
            const unlisted = isUnlisted(department, member);
            return (
              <Right
                key={department.id}
                label={department.name}
                text={unlisted ? t('rights.notListed') : undefined}
                allowed={!unlisted && !isBarred(department, member)}
                disabled={unlisted}
                onSwitch={(to) => turn.department(member, department, to)}
              />
            );
          })}
        </fieldset>
      )}
    </>
  );
}
