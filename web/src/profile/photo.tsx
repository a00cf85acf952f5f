import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { toProblem, type Problem } from '../api/problem';
import type { Person } from '../api/types';
import { uploadPhoto } from '../api/upload';
import { problemText } from '../i18n/problem-text';
import { fileSize } from '../inbox/media/sizes';
import { Avatar } from '../ui/avatar';
import { FormError } from '../ui/form-error';
import { useToasts } from '../ui/toasts';
import { usePutPerson } from './data';
import { PHOTO_KINDS, photoTrouble } from './photo-rules';

/** The address of a chosen file for as long as it is shown. */
function usePreview(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) {
      setUrl(null);
      return;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

/** Refusals of files speak of messages to clients: of a photo other things are true. */
function photoRefusal(t: TFunction, problem: Problem): string {
  if (problem.code === 'file.image_expected') return t('profile.photoKind');
  if (problem.code === 'file.image_broken') return t('profile.photoBroken');
  return problemText(t, problem);
}

/** The person's photo: look at it first, then save it (TEAM-1). */
export function Photo({ person }: { person: Person }) {
  const { t, i18n } = useTranslation();
  const toasts = useToasts();
  const put = usePutPerson();
  const [file, setFile] = useState<File | null>(null);
  const preview = usePreview(file);
  const save = useMutation({
    mutationFn: uploadPhoto,
    onSuccess: (changed) => {
      put(changed);
      setFile(null);
      toasts.done(t('profile.photoSaved'));
    },
  });
  const remove = useMutation({
    mutationFn: () => http('auth.drop_photo', {}),
    onSuccess: (changed) => {
      put(changed);
      toasts.done(t('profile.photoRemoved'));
    },
  });
  const refused = save.error ?? remove.error;
  const refusal = refused && photoRefusal(t, toProblem(refused));
  const [trouble, setTrouble] = useState<string | null>(null);
  const cancel = () => {
    setFile(null);
    save.reset();
  };
  const choose = (chosen: File | null) => {
    save.reset();
    remove.reset();
    if (!chosen) return;
    const why = photoTrouble(chosen);
    const size = fileSize(chosen.size, i18n.language);
    setTrouble(why && t(why === 'kind' ? 'profile.photoKind' : 'profile.photoTooLarge', { size }));
    if (!why) setFile(chosen);
  };
  return (
    <Stack gap="sm">
      <FormError text={trouble ?? refusal} />
      <Group gap="lg" wrap="nowrap" align="center">
        <Avatar id={person.id} name={person.name} size={84} photo={preview ?? person.photo_url} />
        <Stack gap="xs" align="flex-start">
          <Text c="dimmed" size="sm">
            {file ? t('profile.photoPreview') : t('profile.photoHint')}
          </Text>
          <Group gap="xs">
            {file ? (
              <>
                <Button size="sm" loading={save.isPending} onClick={() => save.mutate(file)}>
                  {t('profile.photoSave')}
                </Button>
                <Button size="sm" variant="subtle" onClick={cancel}>
                  {t('common.cancel')}
                </Button>
              </>
            ) : (
              <FileButton accept={PHOTO_KINDS} onChange={choose}>
                {(props) => (
                  <Button {...props} size="sm" variant="default">
                    {t(person.photo_url ? 'profile.photoOther' : 'profile.photoChoose')}
                  </Button>
                )}
              </FileButton>
            )}
            {!file && person.photo_url && (
              <Button
                size="sm"
                variant="subtle"
                loading={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t('profile.photoRemove')}
              </Button>
            )}
          </Group>
        </Stack>
      </Group>
    </Stack>
  );
}
