import { UnstyledButton } from '@mantine/core';
import { Check, Minus, X } from 'lucide-react';
import { Fragment, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Department, Id, Member } from '../../api/types';
import { useDepartments } from '../../inbox/team-data';
import { useAsked } from '../parts/use-asked';
import { Face } from './face';
import classes from './matrix.module.css';
import { isBarred, isUnlisted, mayEverything, RIGHTS } from './rights';
import { useSwitchRights } from './use-member';

interface CellProps {
  member: Member;
  what: string;
  allowed: boolean;
  onSwitch: (to: boolean) => Promise<void>;
}

function Cell({ member, what, allowed, onSwitch }: CellProps) {
  const { t } = useTranslation();
  const [shown, ask] = useAsked(allowed);
  if (mayEverything(member)) {
    return (
      <td className={classes.cell}>
        <span className={classes.fixed}>
          <Check size={16} aria-hidden />
          <span className="sr-only">{t('audit.values.allowed')}</span>
        </span>
      </td>
    );
  }
  return (
    <td className={classes.cell}>
      <UnstyledButton
        className={classes.switch}
        role="switch"
        aria-checked={shown}
        aria-label={t('rights.cell', { name: member.name, what })}
        onClick={() => ask(!shown, () => onSwitch(!shown))}
      >
        {shown ? <Check size={16} aria-hidden /> : <X size={16} aria-hidden />}
      </UnstyledButton>
    </td>
  );
}

function People({ project, members }: { project: Id; members: Member[] }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.corner}>
          <span className="sr-only">{t('rights.right')}</span>
        </th>
        {members.map((member) => (
          <th key={member.id} scope="col" className={classes.person}>
            <Link href={`/p/${project}/settings/team/${member.id}`}>
              <Face member={member} size={32} />
              <bdi>{member.name}</bdi>
            </Link>
            <small>{t(`projects.role.${member.role}`)}</small>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Group({ title, span }: { title: string; span: number }) {
  return (
    <tr>
      <th scope="colgroup" colSpan={span} className={classes.group}>
        <span>{title}</span>
      </th>
    </tr>
  );
}

interface DepartmentRowProps {
  department: Department;
  members: Member[];
  onSwitch: (member: Member, to: boolean) => Promise<void>;
}

function DepartmentRow({ department, members, onSwitch }: DepartmentRowProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row" className={classes.right}>
        {department.name}
      </th>
      {members.map((member) =>
        !mayEverything(member) && isUnlisted(department, member) ? (
          <td key={member.id} className={classes.cell}>
            <span className={classes.fixed} title={t('rights.notListed')}>
              <Minus size={16} aria-hidden />
              <span className="sr-only">{t('rights.notListed')}</span>
            </span>
          </td>
        ) : (
          <Cell
            key={member.id}
            member={member}
            what={department.name}
            allowed={!isBarred(department, member)}
            onSwitch={(to) => onSwitch(member, to)}
          />
        ),
      )}
    </tr>
  );
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go from cell to cell, past those that can't be pressed. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const cell = (event.target as Element).closest('td');
  const row = cell?.parentElement as HTMLTableRowElement | null;
  if (!step || !cell || !row) return;
  event.preventDefault();
  const { rows } = event.currentTarget;
  let [at, column] = [row.rowIndex + step[0], cell.cellIndex + step[1]];
  while (rows[at]) {
    const button = rows[at]?.cells[column]?.querySelector('button');
    if (button) {
      button.focus();
      return;
    }
    if (step[1] !== 0 && !rows[at]?.cells[column]) return;
    [at, column] = [at + step[0], column + step[1]];
  }
}

/** Permissions down, people across; a press on a cell allows or forbids. */
export function Matrix({ project, members }: { project: Id; members: Member[] }) {
  const { t } = useTranslation();
  const departments = useDepartments(project).data?.items ?? [];
  const turn = useSwitchRights(project);
  const span = members.length + 1;
  return (
    <div className={classes.scroll} role="region" aria-label={t('rights.table')} tabIndex={0}>
      <table className={classes.table} onKeyDown={walk}>
        <caption className="sr-only">{t('rights.table')}</caption>
        <People project={project} members={members} />
        <tbody>
          {RIGHTS.map(({ group, names }) => (
            <Fragment key={group}>
              <Group title={t(`rights.groups.${group}`)} span={span} />
              {names.map((name) => (
                <tr key={name}>
                  <th scope="row" className={classes.right}>
                    {t(`rights.names.${name}`)}
                  </th>
                  {members.map((member) => (
                    <Cell
                      key={member.id}
                      member={member}
                      what={t(`rights.names.${name}`)}
                      allowed={member.permissions[name]}
                      onSwitch={(to) => turn.permission(member, name, to)}
                    />
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
          {departments.length > 0 && <Group title={t('rights.departments')} span={span} />}
          {departments.map((department) => (
            <DepartmentRow
              key={department.id}
              department={department}
              members={members}
              onSwitch={(member, to) => turn.department(member, department, to)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
