import { Button, ColorInput, ColorPicker, Group, Stack, Text } from '@mantine/core';
import { MessagesSquare, Settings } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Project } from '../../api/types';
import { railColors } from '../../shell/brand';
import { ProjectMark } from '../../shell/project-mark';
import { contrast } from '../../text/contrast';
import { useToasts } from '../../ui/toasts';
import classes from './project.module.css';
import { useUpdateProject } from './use-update-project';

const SWATCHES = [
  '#0b6b63',
  '#18794e',
  '#2b66b8',
  '#3b3fb5',
  '#7048c8',
  '#8e3f9c',
  '#b0445f',
  '#c2410c',
  '#a16207',
  '#374151',
];
const COLOR = /^#[0-9a-f]{6}$/i;

interface RailProps {
  project: Project;
  scheme: 'light' | 'dark';
}

/** A piece of the menu as it will be, with how readable its words are. */
function RailPreview({ project, scheme }: RailProps) {
  const { t, i18n } = useTranslation();
  const colors = railColors(project.color, scheme);
  const style = colors ? { background: colors.ground, color: colors.ink } : {};
  const ratio = colors && contrast(colors.ground, colors.ink);
  return (
    <figure className={classes.preview}>
      <div className={classes.rail} data-scheme={scheme} style={style} aria-hidden>
        <ProjectMark project={project} size={34} />
        <span className={classes.railOn} style={colors ? { background: colors.on } : {}}>
          <MessagesSquare size={17} />
          {t('nav.inbox')}
        </span>
        <span>
          <Settings size={17} />
          {t('nav.settings')}
        </span>
      </div>
      <figcaption>
        {t(`nav.${scheme}`)}
        {ratio !== null && (
          <small>
            {t('own_project.contrast', {
              ratio: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(
                ratio,
              ),
            })}
          </small>
        )}
      </figcaption>
    </figure>
  );
}

/** The brand colour: chosen, looked at on both themes, then saved (PRJ-3). */
export function Color({ project }: { project: Project }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const update = useUpdateProject(project.id);
  const [color, setColor] = useState(project.color);
  const good = color === '' || COLOR.test(color);
  const save = (chosen: string) =>
    update.mutateAsync({ color: chosen }).then(
      () => toasts.done(t('own_project.colorSaved')),
      // A refusal is said by the mutation itself.
      () => undefined,
    );
  return (
    <Stack gap="md">
      <ColorInput
        label={t('own_project.color')}
        labelProps={{ className: 'sr-only' }}
        placeholder={t('own_project.colorNone')}
        format="hex"
        // What opens below the field has no names for its sliders; the one below has.
        withPicker={false}
        value={color}
        onChange={(value) => setColor(value.toLowerCase())}
        fixOnBlur={false}
        error={!good && t('own_project.colorBad')}
        eyeDropperButtonProps={{ 'aria-label': t('own_project.eyeDropper') }}
      />
      <ColorPicker
        format="hex"
        fullWidth
        size="sm"
        swatches={SWATCHES}
        swatchesPerRow={SWATCHES.length}
        saturationLabel={t('own_project.saturation')}
        hueLabel={t('own_project.hue')}
        value={COLOR.test(color) ? color : SWATCHES[0]}
        onChange={(value) => setColor(value.toLowerCase())}
      />
      <div>
        <Text size="sm" c="dimmed" mb={6}>
          {t('own_project.preview')}
        </Text>
        <Group gap="md" align="flex-start">
          {(['light', 'dark'] as const).map((scheme) => (
            <RailPreview
              key={scheme}
              project={{ ...project, color: good ? color : project.color }}
              scheme={scheme}
            />
          ))}
        </Group>
      </div>
      <Group gap="xs">
        <Button
          disabled={!good || color === project.color}
          loading={update.isPending}
          onClick={() => void save(color)}
        >
          {t('common.save')}
        </Button>
        {project.color !== '' && (
          <Button variant="subtle" disabled={update.isPending} onClick={() => void save('')}>
            {t('own_project.colorReset')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
