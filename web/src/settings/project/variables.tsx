import { ActionIcon, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id, Variable } from '../../api/types';
import { dropFromList } from '../../cache/lists';
import { keys } from '../../cache/keys';
import { useVariables } from '../../inbox/team-data';
import { useToasts } from '../../ui/toasts';
import { Confirm } from '../parts/confirm';
import classes from '../settings.module.css';
import { VariableForm } from './variable-form';

interface DeleteVariableProps {
  project: Id;
  variable: Variable;
  onClose: () => void;
}

function DeleteVariable({ project, variable, onClose }: DeleteVariableProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const { id, name } = variable;
  const remove = useMutation({
    mutationFn: () => http('variables.delete', { project, variable: id }),
    onSuccess: () => {
      dropFromList<Variable>(cache, keys.variables(project), (one) => one.id === id);
      toasts.done(t('variables.deleted', { name }));
      onClose();
    },
    onError: (error) => toasts.problem(error),
  });
  return (
    <Confirm
      title={t('variables.deleteAsk', { name })}
      lines={[t('variables.deleteText')]}
      action={t('variables.deleteConfirm')}
      typed={name}
      pending={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}

interface RowProps {
  variable: Variable;
  onEdit: () => void;
  onDelete: () => void;
}

function Row({ variable, onEdit, onDelete }: RowProps) {
  const { t } = useTranslation();
  const { name, kind, choices } = variable;
  return (
    <li className={classes.item}>
      <div className={classes.itemText}>
        <div className={classes.itemName}>{name}</div>
        <div className={classes.itemSub}>
          {t(`variables.kinds.${kind}`)}
          {choices.length > 0 && `: ${choices.join(', ')}`}
        </div>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('variables.edit', { name })}
        onClick={onEdit}
      >
        <Pencil size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="red"
        size="lg"
        aria-label={t('variables.delete', { name })}
        onClick={onDelete}
      >
        <Trash2 size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}

type Doing = { what: 'add' } | { what: 'edit' | 'delete'; variable: Variable } | null;

/** What the project wants to know of every client beside the card's own fields (CRD-8). */
export function Variables({ project }: { project: Id }) {
  const { t } = useTranslation();
  const variables = useVariables(project).data?.items;
  const [doing, setDoing] = useState<Doing>(null);
  const stop = () => setDoing(null);
  return (
    <>
      {variables?.length === 0 && (
        <Text c="dimmed" mb="sm">
          {t('variables.none')}
        </Text>
      )}
      {variables && variables.length > 0 && (
        <ul className={classes.list} aria-label={t('variables.list')}>
          {variables.map((variable) => (
            <Row
              key={variable.id}
              variable={variable}
              onEdit={() => setDoing({ what: 'edit', variable })}
              onDelete={() => setDoing({ what: 'delete', variable })}
            />
          ))}
        </ul>
      )}
      <Button
        mt={variables?.length ? 'md' : 0}
        variant="default"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={() => setDoing({ what: 'add' })}
      >
        {t('variables.add')}
      </Button>
      {doing?.what === 'add' && <VariableForm project={project} variable={null} onClose={stop} />}
      {doing?.what === 'edit' && (
        <VariableForm project={project} variable={doing.variable} onClose={stop} />
      )}
      {doing?.what === 'delete' && (
        <DeleteVariable project={project} variable={doing.variable} onClose={stop} />
      )}
    </>
  );
}
