import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import { toProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { uploadLogo } from '../../api/upload';
import { problemText } from '../../i18n/problem-text';
import { fileSize } from '../../inbox/media/sizes';
import { LARGEST_PHOTO, PHOTO_KINDS, photoTrouble } from '../../profile/photo-rules';
import { ProjectMark } from '../../shell/project-mark';
import { FormError } from '../../ui/form-error';
import { useToasts } from '../../ui/toasts';
import classes from './project.module.css';
import { usePreview } from './use-preview';
import { usePutProject } from './use-update-project';

const MARK_PX = 84;
const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Sends and removes the logo; the last refusal in words. */
function useLogo(project: Project, onDone: () => void) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutProject();
  const done = (text: string) => (changed: Project) => {
    put(changed);
    onDone();
    toasts.done(text);
  };
  const save = useMutation({
    mutationFn: (file: File) => uploadLogo(project.id, file),
    onSuccess: done(t('own_project.logoSaved')),
  });
  const remove = useMutation({
    mutationFn: () => http('projects.drop_logo', { project: project.id }),
    onSuccess: done(t('own_project.logoRemoved')),
  });
  const refusal = save.error ?? remove.error;
  return {
    save,
    remove,
    error: refusal && problemText(t, toProblem(refusal)),
    forget: () => {
      save.reset();
      remove.reset();
    },
  };
}

/** The logo: chosen or dropped, looked at, then put in its place (PRJ-2). */
export function Logo({ project }: { project: Project }) {
  const { t, i18n } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const logo = useLogo(project, () => setFile(null));
  const preview = usePreview(file);
  const size = fileSize(LARGEST_PHOTO, i18n.language);
  const choose = (chosen: File | null | undefined) => {
    if (!chosen) return;
    logo.forget();
    const why = photoTrouble(chosen);
    setTrouble(
      why && t(why === 'kind' ? 'own_project.logoType' : 'own_project.logoLarge', { size }),
    );
    if (!why) setFile(chosen);
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without this the browser opens the file instead.
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      choose(event.dataTransfer.files[0]);
    },
  };
  return (
    <Stack gap="sm">
      <FormError text={trouble ?? logo.error} />
      <div className={classes.logo} data-over={over} {...drop}>
        <ProjectMark
          project={preview ? { ...project, logo_url: preview } : project}
          size={MARK_PX}
        />
        <Stack gap="xs" align="flex-start">
          <Text size="sm" c="dimmed">
            {over ? t('own_project.logoDropNow') : t('own_project.logoHint', { size })}
          </Text>
          <Group gap="xs">
            {file && (
              <Button
                size="sm"
                loading={logo.save.isPending}
                onClick={() => logo.save.mutate(file)}
              >
                {t('own_project.logoUse')}
              </Button>
            )}
            {!file && (
              <FileButton accept={PHOTO_KINDS} onChange={choose}>
                {(props) => (
                  <Button {...props} size="sm" variant="default">
                    {t('own_project.logoChoose')}
                  </Button>
                )}
              </FileButton>
            )}
            {file && (
              <Button size="sm" variant="subtle" onClick={() => setFile(null)}>
                {t('common.cancel')}
              </Button>
            )}
            {!file && project.logo_url && (
              <Button
                size="sm"
                variant="subtle"
                loading={logo.remove.isPending}
                onClick={() => logo.remove.mutate()}
              >
                {t('own_project.logoRemove')}
              </Button>
            )}
          </Group>
        </Stack>
      </div>
    </Stack>
  );
}
