import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useProjects } from '../session/live-context';
import { useSignOut } from '../session/sign-out';

/** A project that was deleted, or that one is not in any more: nobody's mistake. */
export function ProjectGone() {
  const { t } = useTranslation();
  const others = useProjects().length > 0;
  const signOut = useSignOut();
  return (
    <Center h="100dvh" component="main" p="md">
      <Stack align="center" gap="xs" ta="center" maw={420}>
        <Title order={1} size="h3">
          {t('common.gone')}
        </Title>
        <Text c="dimmed">{t('common.goneText')}</Text>
        {others ? (
          <Button component={Link} href="/projects" variant="light" mt="sm">
            {t('common.goneOthers')}
          </Button>
        ) : (
          <Button variant="light" mt="sm" onClick={signOut}>
            {t('nav.signOut')}
          </Button>
        )}
      </Stack>
    </Center>
  );
}
