import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Project } from '../api/types';
import { FormError } from '../ui/form-error';
import { isName } from '../ui/rules';
import { useSubmit } from '../ui/use-submit';
import { useConnect } from './use-connect';

/** A web chat needs nothing but a name that visitors see (CHN-12). */
export function WebchatForm({ project }: { project: Project }) {
  const { t } = useTranslation();
  const connect = useConnect(project.id);
  const form = useForm({
    initialValues: { name: project.name },
    validate: { name: (value) => (isName(value) ? null : t('connect.webchat.needName')) },
  });
  const submit = useSubmit(form, ({ name }) => connect({ platform: 'webchat', name: name.trim() }));
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md" maw={480}>
        <FormError text={submit.error} />
        <TextInput
          label={t('connect.webchat.name')}
          description={t('connect.webchat.nameHint')}
          size="md"
          {...form.getInputProps('name')}
        />
        <Button type="submit" loading={submit.pending} style={{ alignSelf: 'flex-start' }}>
          {t('connect.webchat.submit')}
        </Button>
      </Stack>
    </form>
  );
}
