import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Shown until the server says who we are. */
export function Splash({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Center h="100dvh" component="main">
      <Stack align="center" gap="sm">
        <Loader type="dots" aria-label={t('common.loading')} />
        {failed && (
          <>
            <Text c="dimmed" role="status">
              {t('errors.connection.lost')}
            </Text>
            <Button variant="default" size="xs" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          </>
        )}
      </Stack>
    </Center>
  );
}
