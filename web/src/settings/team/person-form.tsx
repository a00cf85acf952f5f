import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Id, Member } from '../../api/types';
import { FormError } from '../../ui/form-error';
import { isEmail, isName, isPassword } from '../../ui/rules';
import { useSubmit } from '../../ui/use-submit';
import { newPassword } from './password';
import { RoleField, type NewRole } from './role-field';

interface PersonFormProps {
  project: Id;
  onAdded: (member: Member) => void;
}

/** Somebody new: they get an e-mail to sign in with and a first password. */
export function PersonForm({ project, onAdded }: PersonFormProps) {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  const [made, setMade] = useState<'copied' | 'by hand' | null>(null);
  const form = useForm({
    initialValues: { name: '', email: '', password: '', role: 'manager' as NewRole },
    validate: {
      name: (value) => (isName(value) ? null : t('auth.needName')),
      email: (value) => (isEmail(value) ? null : t('auth.needEmail')),
      password: (value) => (isPassword(value) ? null : t('auth.needPassword')),
    },
  });
  const submit = useSubmit(form, async (values) => {
    const { name, email } = values;
    onAdded(
      await http('members.add', { ...values, project, name: name.trim(), email: email.trim() }),
    );
  });
  const generate = () => {
    const password = newPassword();
    form.setFieldValue('password', password);
    setVisible(true);
    const copying = window.isSecureContext
      ? navigator.clipboard.writeText(password)
      : Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setMade('copied'),
      () => setMade('by hand'),
    );
  };
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="md">
        <FormError text={submit.error} />
        <TextInput
          label={t('team.name')}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('team.email')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <div>
          <PasswordInput
            label={t('team.password')}
            description={t('team.passwordHint')}
            autoComplete="new-password"
            visible={visible}
            onVisibilityChange={setVisible}
            {...form.getInputProps('password')}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            mt={6}
            ml={-8}
            leftSection={<KeyRound size={14} aria-hidden />}
            onClick={generate}
          >
            {t('team.generate')}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {made && t(made === 'copied' ? 'team.generated' : 'team.generatedByHand')}
          </Text>
        </div>
        <RoleField {...form.getInputProps('role')} />
        <Button type="submit" loading={submit.pending}>
          {t('team.add')}
        </Button>
      </Stack>
    </form>
  );
}
