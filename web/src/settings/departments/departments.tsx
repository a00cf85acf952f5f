import { Button, Loader } from '@mantine/core';
import { Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Project } from '../../api/types';
import { useDepartments } from '../../inbox/team-data';
import { Empty } from '../../ui/empty';
import { Page } from '../page';
import { DepartmentForm } from './department-form';
import { DepartmentsPage } from './departments-page';

/** Everything about departments, by the rest of the address. */
export function Departments({ project, path }: { project: Project; path: string }) {
  const { t } = useTranslation();
  const departments = useDepartments(project.id).data?.items;
  const home = `/p/${project.id}/settings/departments`;
  const back = { href: home, label: t('departments.back') };
  if (path === '') return <DepartmentsPage project={project} />;
  if (path === 'new') {
    return (
      <Page title={t('departments.newTitle')} back={back}>
        <DepartmentForm project={project} department={null} />
      </Page>
    );
  }
  const department = departments?.find((one) => one.id === path);
  return (
    <Page title={department?.name ?? t('departments.title')} back={back}>
      {department && <DepartmentForm key={path} project={project} department={department} />}
      {!departments && <Loader size="sm" aria-label={t('common.loading')} />}
      {departments && !department && (
        <Empty icon={<Split size={22} />} title={t('departments.gone')} text="">
          <Button component={Link} href={home} variant="default" mt="sm">
            {t('departments.back')}
          </Button>
        </Empty>
      )}
    </Page>
  );
}
