import { Center, VisuallyHidden } from '@mantine/core';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty';

/** An inbox of which no tab is open to the person. */
export default function NothingOpen() {
  const { t } = useTranslation();
  return (
    <Center h="100%">
      <VisuallyHidden component="h1">{t('inbox.title')}</VisuallyHidden>
      <Empty
        icon={<Lock size={22} />}
        title={t('common.nothingOpen')}
        text={t('common.nothingOpenText')}
      />
    </Center>
  );
}
