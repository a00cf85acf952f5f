import { Button, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { StaffPerson } from '../api/types';
import { FormError } from '../ui/form-error';
import { useToasts } from '../ui/toasts';
import { useSubmit } from '../ui/use-submit';
import { useDropPerson } from './data';
import { isSameName } from './found';

interface RemovePersonProps {
  person: StaffPerson['person'];
  onClose: () => void;
}

/** Says what will happen and asks for the name typed (TEAM-4). */
export function RemovePerson({ person, onClose }: RemovePersonProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const drop = useDropPerson();
  const { name } = person;
  const form = useForm({
    initialValues: { typed: '' },
    validate: { typed: (value) => (isSameName(value, name) ? null : t('staff.typeWrong')) },
  });
  const submit = useSubmit(form, async () => {
    await http('staff.remove', { person: person.id });
    drop(person.id);
    toasts.done(t('staff.removed', { name }));
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('staff.removeTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={submit.error} />
          <Text>{t('staff.removeText')}</Text>
          <List size="md" spacing={4}>
            <List.Item>{t('staff.removeSessions')}</List.Item>
            <List.Item>{t('staff.removeChats')}</List.Item>
            <List.Item>{t('staff.removeHistory')}</List.Item>
          </List>
          <TextInput
            label={t('staff.type', { name })}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('typed')}
          />
          <Button type="submit" color="red" loading={submit.pending}>
            {t('staff.remove')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
