import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { AuthPage } from './auth-page';

interface NoticeProps {
  title: string;
  text: string;
  /** The only sensible next step. */
  label: string;
  href: string;
}

/** A page that only says something and leads on. */
export function Notice({ title, text, label, href }: NoticeProps) {
  return (
    <AuthPage title={title} text={text} other={null}>
      <Button component={Link} href={href} size="md" fullWidth>
        {label}
      </Button>
    </AuthPage>
  );
}
