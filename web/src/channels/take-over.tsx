import { Alert, Button, Group, Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface TakeOverProps {
  host: string;
  pending: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Names the service that will lose the account before it does (CHN-6). */
export function TakeOver({ host, pending, onYes, onNo }: TakeOverProps) {
  const { t } = useTranslation();
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<TriangleAlert size={18} aria-hidden />}
      title={t('connect.takeOverTitle', { host })}
    >
      <Text>{t('connect.takeOverText', { host })}</Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" loading={pending} onClick={onYes}>
          {t('connect.takeOver')}
        </Button>
        <Button size="xs" variant="default" onClick={onNo}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Alert>
  );
}
