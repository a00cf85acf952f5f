import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const GROUPS = [
  {
    name: 'inbox',
    rows: [
      ['next', ['J']],
      ['previous', ['K']],
    ],
  },
  {
    name: 'chat',
    rows: [
      ['take', ['T']],
      ['done', ['E']],
      ['pass', ['P']],
      ['forward', ['F']],
      ['add', ['A']],
      ['reply', ['R']],
      ['note', ['N']],
      ['send', ['Enter']],
      ['newLine', ['Shift', 'Enter']],
    ],
  },
  {
    name: 'all',
    rows: [
      ['palette', ['Ctrl', 'K']],
      ['help', ['?']],
    ],
  },
] as const;

/** The list of keys, opened by "?". */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack gap="lg">
        {GROUPS.map((group) => (
          <Stack key={group.name} gap={6}>
            <Text size="xs" fw={600} c="dimmed">
              {t(`keys.group.${group.name}`)}
            </Text>
            {group.rows.map(([action, presses]) => (
              <Group key={action} justify="space-between">
                <Text>{t(`keys.${action}`)}</Text>
                <Group gap={4}>
                  {presses.map((press) => (
                    <Kbd key={press}>{press}</Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </Stack>
    </Modal>
  );
}
