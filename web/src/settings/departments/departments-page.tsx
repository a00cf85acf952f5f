import { Button } from '@mantine/core';
import { ChevronRight, Link2, Plus, Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Channel, Department, Member, Project } from '../../api/types';
import { useDepartments } from '../../inbox/team-data';
import { Avatar } from '../../ui/avatar';
import { Empty } from '../../ui/empty';
import { PlatformMark } from '../../ui/platform-mark';
import { useChannels, useMembers } from '../data';
import { Page } from '../page';
import classes from './departments.module.css';
import { Flow } from './flow';
import { ruleOf } from './rules';

const SHOWN_FACES = 6;

function People({ department, members }: { department: Department; members: Member[] }) {
  const { t } = useTranslation();
  const people = members.filter(({ id }) => department.members.includes(id));
  if (department.members.length === 0) return <>{t('departments.open')}</>;
  return (
    <span className={classes.people}>
      <span className={classes.faces}>
        {people.slice(0, SHOWN_FACES).map(({ id, name, photo_url }) => (
          <Avatar key={id} id={id} name={name} photo={photo_url} size={24} />
        ))}
      </span>
      <span title={people.map(({ name }) => name).join(', ')}>
        {t('departments.people', { count: people.length })}
      </span>
    </span>
  );
}

function Sources({ department, channels }: { department: Department; channels: Channel[] }) {
  const { t } = useTranslation();
  const shown = department.sources.flatMap(({ kind, source }) => {
    if (kind === 'link') {
      return (
        <span key={`link ${source}`} className={classes.source}>
          <Link2 size={14} aria-hidden />
          {t('departments.link', { label: source })}
        </span>
      );
    }
    const channel = channels.find(({ id }) => id === source);
    return channel ? (
      <span key={source} className={classes.source}>
        <PlatformMark platform={channel.platform} size={16} />
        {channel.name}
      </span>
    ) : (
      []
    );
  });
  if (shown.length === 0) return <>{t('departments.noSources')}</>;
  return <span className={classes.sources}>{shown}</span>;
}

interface CardProps {
  project: Project;
  department: Department;
  members: Member[];
  channels: Channel[];
}

function Card({ project, department, members, channels }: CardProps) {
  const { t } = useTranslation();
  const { rule, cap } = ruleOf(department, project);
  return (
    <li className={classes.card} data-department={department.id}>
      <div className={classes.cardHead}>
        <h2 className={classes.name}>
          <Link href={`/p/${project.id}/settings/departments/${department.id}`}>
            {department.name}
          </Link>
        </h2>
        <ChevronRight size={18} aria-hidden />
      </div>
      <dl className={classes.facts}>
        <dt>{t('departments.who')}</dt>
        <dd>
          <People department={department} members={members} />
        </dd>
        <dt>{t('departments.sources')}</dt>
        <dd>
          <Sources department={department} channels={channels} />
        </dd>
        <dt>{t('departments.assignment')}</dt>
        <dd>
          {t(`assignment.${rule}`)}
          {rule !== 'by_hand' && cap > 0 && ` · ≤ ${t('team.holds', { count: cap })}`}
        </dd>
      </dl>
    </li>
  );
}

/** The departments of the project (INB-7). */
export function DepartmentsPage({ project }: { project: Project }) {
  const { t } = useTranslation();
  const departments = useDepartments(project.id).data?.items;
  const members = useMembers(project.id).data?.items ?? [];
  const channels = useChannels(project.id).data?.items ?? [];
  const create = (
    <Button
      component={Link}
      href={`/p/${project.id}/settings/departments/new`}
      leftSection={<Plus size={16} aria-hidden />}
    >
      {t('departments.create')}
    </Button>
  );
  const none = departments?.length === 0;
  return (
    <Page
      title={t('departments.title')}
      text={t('departments.text')}
      action={!none && departments && create}
    >
      {none && (
        <Empty
          icon={<Split size={22} />}
          title={t('departments.none')}
          text={t('departments.noneText')}
        >
          <div className={classes.begin}>{create}</div>
        </Empty>
      )}
      {departments && !none && (
        <ul className={classes.cards} aria-label={t('departments.title')}>
          {departments.map((department) => (
            <Card
              key={department.id}
              project={project}
              department={department}
              members={members}
              channels={channels}
            />
          ))}
        </ul>
      )}
      {departments && <Flow />}
    </Page>
  );
}
