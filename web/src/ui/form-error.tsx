import { Alert } from '@mantine/core';
import { CircleAlert } from 'lucide-react';

/** What is wrong with the form as a whole. */
export function FormError({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <Alert color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />} role="alert">
      {text}
    </Alert>
  );
}
