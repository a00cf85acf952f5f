import { Button, Checkbox, Code, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id, NewApiToken } from '../../api/types';
import { CopyLine } from '../../ui/copy-line';
import { FormError } from '../../ui/form-error';
import { isName } from '../../ui/rules';
import { useSubmit } from '../../ui/use-submit';
import { ownKeys } from '../keys';
import { SCOPES, type Scope } from './scopes';

/** So much of a token tells it from others. */
const SHOWN = 8;

interface TokenFormProps {
  project: Id;
  onMade: (token: NewApiToken) => void;
}

function TokenForm({ project, onMade }: TokenFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: '', scopes: [] as Scope[] },
    validate: {
      name: (value) => (isName(value) ? null : t('tokens.needName')),
      scopes: (value) => (value.length > 0 ? null : t('tokens.needScopes')),
    },
  });
  const submit = useSubmit(form, async ({ name, scopes }) => {
    onMade(await http('tokens.create', { project, name: name.trim(), scopes }));
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <TextInput
          label={t('tokens.name')}
          placeholder={t('tokens.namePlaceholder')}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('tokens.scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="sm" mt={6}>
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`tokens.scope.${scope}`)}
                description={t(`tokens.scope.${scope}Text`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Text size="sm" c="dimmed">
          {t('tokens.acts')}
        </Text>
        <Button type="submit" loading={submit.pending}>
          {t('tokens.create')}
        </Button>
      </Stack>
    </form>
  );
}

/** The only sight of the token there will ever be. */
function Made({ token, onClose }: { token: NewApiToken; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <CopyLine label={t('tokens.value')} value={token.token} />
      <Text fw={550} role="status">
        {t('tokens.once')}
      </Text>
      <div>
        <Text size="sm" c="dimmed" mb={4}>
          {t('tokens.how')}
        </Text>
        <Code block>Authorization: Bearer {token.token.slice(0, SHOWN)}…</Code>
      </div>
      <Button onClick={onClose}>{t('tokens.gotIt')}</Button>
    </Stack>
  );
}

/** Makes a token and shows it once (ACC-7). */
export function NewToken({ project, onClose }: { project: Id; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [made, setMade] = useState<NewApiToken | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(made ? 'tokens.ready' : 'tokens.newTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      // A press beside it would lose what is shown once.
      closeOnClickOutside={!made}
      centered
    >
      {made ? (
        <Made token={made} onClose={onClose} />
      ) : (
        <TokenForm
          project={project}
          onMade={(token) => {
            setMade(token);
            void cache.invalidateQueries({ queryKey: ownKeys.tokens(project) });
          }}
        />
      )}
    </Modal>
  );
}
