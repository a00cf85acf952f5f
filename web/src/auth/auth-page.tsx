import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LanguageSwitch } from '../ui/language-switch';
import classes from './auth.module.css';

interface AuthPageProps {
  title: string;
  text: string;
  /** The other page, for those who came to the wrong one. */
  other: { question: string; label: string; href: string } | null;
  children: ReactNode;
}

/** The frame of the pages before the inbox: one form in the middle. */
export function AuthPage({ title, text, other, children }: AuthPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Switchboard`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <img src="/favicon.svg" width={28} height={28} alt="" />
          {t('common.product')}
        </span>
        <LanguageSwitch />
      </header>
      <main className={classes.middle}>
        <Stack gap="lg" className={classes.form}>
          <div>
            <Title order={1} size={24} lts="-0.02em">
              {title}
            </Title>
            <Text c="dimmed" mt={4}>
              {text}
            </Text>
          </div>
          {children}
          {other && (
            <Text size="md" c="dimmed">
              {other.question}{' '}
              <Anchor component={Link} href={other.href} fw={550}>
                {other.label}
              </Anchor>
            </Text>
          )}
        </Stack>
      </main>
    </div>
  );
}
