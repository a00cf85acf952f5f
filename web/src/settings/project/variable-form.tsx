import { Button, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id, Variable } from '../../api/types';
import { keys } from '../../cache/keys';
import { putInList } from '../../cache/lists';
import { FormError } from '../../ui/form-error';
import { isName } from '../../ui/rules';
import { useToasts } from '../../ui/toasts';
import { useSubmit } from '../../ui/use-submit';

const KINDS: readonly Variable['kind'][] = ['text', 'number', 'date', 'boolean', 'choice'];
const LONGEST_CHOICE = 50;
const MOST_CHOICES = 50;

interface VariableFormProps {
  project: Id;
  /** Null = a new one. What is kept in it can't be changed later: its values would be lost. */
  variable: Variable | null;
  onClose: () => void;
}

/** A variable of the client card: what it is called and what is kept in it (CRD-8). */
export function VariableForm({ project, variable, onClose }: VariableFormProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const form = useForm({
    initialValues: {
      name: variable?.name ?? '',
      kind: variable?.kind ?? 'text',
      choices: variable?.choices ?? [],
    },
    validate: {
      name: (value) => (isName(value) ? null : t('variables.needName')),
      choices: (value, { kind }) =>
        kind === 'choice' && value.length === 0 ? t('variables.needChoices') : null,
    },
  });
  const submit = useSubmit(form, async ({ name, kind, choices }) => {
    const fields = {
      project,
      name: name.trim(),
      choices: kind === 'choice' ? choices : undefined,
    };
    const saved = variable
      ? await http('variables.update', { variable: variable.id, ...fields })
      : await http('variables.create', { kind, ...fields });
    putInList(cache, keys.variables(project), saved);
    toasts.done(variable ? t('common.saved') : t('variables.created', { name: saved.name }));
    onClose();
  });
  const taken = submit.problem?.code === 'name.taken';
  const error = submit.problem?.code === 'limit.reached' ? t('variables.limit') : submit.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={variable ? t('variables.editTitle', { name: variable.name }) : t('variables.newTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="md">
          <FormError text={taken ? null : error} />
          <TextInput
            label={t('variables.name')}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? (taken && t('variables.nameTaken'))}
          />
          {!variable && (
            <Select
              label={t('variables.kind')}
              description={t('variables.kindStays')}
              data={KINDS.map((value) => ({ value, label: t(`variables.kinds.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('kind')}
            />
          )}
          {form.values.kind === 'choice' && (
            <TagsInput
              label={t('variables.choices')}
              description={t('variables.choicesHint')}
              maxTags={MOST_CHOICES}
              maxLength={LONGEST_CHOICE}
              acceptValueOnBlur
              {...form.getInputProps('choices')}
            />
          )}
          <Button type="submit" loading={submit.pending}>
            {t(variable ? 'common.save' : 'variables.add')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
