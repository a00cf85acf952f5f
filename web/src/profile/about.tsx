import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Person } from '../api/types';
import { FormError } from '../ui/form-error';
import { isName } from '../ui/rules';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { usePutPerson } from './data';

/** The name as colleagues see it. */
export function About({ person }: { person: Person }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutPerson();
  const form = useForm({
    initialValues: { name: person.name },
    validate: { name: (value) => (isName(value) ? null : t('auth.needName')) },
  });
  const submit = useSubmit(form, async ({ name }) => {
    put(await http('auth.update_me', { name: name.trim() }));
    form.resetDirty();
    toasts.done(t('common.saved'));
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md" align="flex-start">
        <FormError text={submit.error} />
        <TextInput
          w="100%"
          label={t('auth.name')}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <Button type="submit" loading={submit.pending} disabled={!form.isDirty()}>
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  );
}
