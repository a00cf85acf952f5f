import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export const NEW_ROLES = ['manager', 'admin'] as const;
export type NewRole = (typeof NEW_ROLES)[number];

interface RoleFieldProps {
  value?: NewRole;
  onChange: (role: NewRole) => void;
  disabled?: boolean;
  /** The heading above says it already. */
  unlabelled?: boolean;
}

/** Manager or administrator, each with what it means (TEAM-2). */
export function RoleField({ value, onChange, disabled, unlabelled }: RoleFieldProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('team.role')}
      labelProps={unlabelled ? { className: 'sr-only' } : undefined}
      value={value}
      onChange={(role) => onChange(role as NewRole)}
    >
      <Stack gap="xs" mt={unlabelled ? 0 : 6}>
        {NEW_ROLES.map((role) => (
          <Radio
            key={role}
            value={role}
            disabled={disabled}
            label={t(`projects.role.${role}`)}
            description={t(`team.roleHint.${role}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
