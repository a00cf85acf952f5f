import { Alert, Anchor, Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** The server has no public address, and this messenger knows no other way (CHN-13). */
export function NeedsAddress() {
  const { t, i18n } = useTranslation();
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<TriangleAlert size={18} aria-hidden />}
      title={t('connect.needsAddress')}
    >
      <Text>{t('connect.needsAddressText')}</Text>
      <Anchor href={`/docs/${i18n.language}/install.html`} target="_blank" mt="xs" display="block">
        {t('common.help')}
      </Anchor>
    </Alert>
  );
}
