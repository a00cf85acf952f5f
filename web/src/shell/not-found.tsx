import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

export default function NotFound() {
  const { t } = useTranslation();
  return (
    <Center h="100dvh" component="main" p="md">
      <Stack align="center" gap="xs" ta="center">
        <Title order={1} size="h3">
          {t('common.notFound')}
        </Title>
        <Text c="dimmed">{t('common.notFoundText')}</Text>
        <Button component={Link} href="/" variant="light" mt="sm">
          {t('common.home')}
        </Button>
      </Stack>
    </Center>
  );
}
