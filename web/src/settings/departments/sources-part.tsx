import { Checkbox, Stack, TagsInput, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Id } from '../../api/types';
import { useDepartments } from '../../inbox/team-data';
import { PlatformMark } from '../../ui/platform-mark';
import { useChannels } from '../data';
import { Part } from '../page';
import classes from './departments.module.css';
import { takenChannels, type DepartmentValues } from './rules';

const LONGEST_LABEL = 255;
const MOST_LINKS = 100;

interface SourcesPartProps {
  project: Id;
  department: Id | null;
  form: UseFormReturnType<DepartmentValues>;
  /** Which of the two fields names what leads elsewhere already. */
  taken: 'channels' | 'links' | null;
}

/** Channels and labels of links whose appeals come to the department by themselves (INB-7). */
export function SourcesPart({ project, department, form, taken }: SourcesPartProps) {
  const { t } = useTranslation();
  const channels = useChannels(project).data?.items ?? [];
  const elsewhere = takenChannels(useDepartments(project).data?.items ?? [], department);
  const error = (field: 'channels' | 'links') =>
    form.errors[field] ?? (taken === field && t('departments.sourceTaken'));
  return (
    <Part title={t('departments.sources')}>
      <Stack gap="lg">
        <Checkbox.Group
          label={t('departments.channels')}
          description={t('departments.channelsHint')}
          {...form.getInputProps('channels')}
          error={error('channels')}
        >
          <Stack gap="xs" mt={8}>
            {channels.length === 0 && <Text c="dimmed">{t('departments.channelsNone')}</Text>}
            {channels.map(({ id, platform, name }) => {
              const other = elsewhere.get(id);
              return (
                <Checkbox
                  key={id}
                  value={id}
                  disabled={other !== undefined}
                  label={
                    <span className={classes.source}>
                      <PlatformMark platform={platform} size={18} />
                      {name}
                    </span>
                  }
                  description={
                    other !== undefined && t('departments.channelElsewhere', { department: other })
                  }
                />
              );
            })}
          </Stack>
        </Checkbox.Group>
        <TagsInput
          label={t('departments.links')}
          description={t('departments.linksHint')}
          placeholder={form.values.links.length === 0 ? t('departments.linksPlaceholder') : ''}
          maxTags={MOST_LINKS}
          maxLength={LONGEST_LABEL}
          acceptValueOnBlur
          {...form.getInputProps('links')}
          error={error('links')}
        />
      </Stack>
    </Part>
  );
}
