import { Button, Group, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text and says so; where the browser forbids it, the caller's words stay selected. */
export function CopyButton({ text, onForbidden }: { text: string; onForbidden?: () => void }) {
  const { t } = useTranslation();
  const clipboard = useClipboard();
  return (
    <>
      <Button
        variant="default"
        flex="none"
        leftSection={
          clipboard.copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />
        }
        onClick={() => {
          // Plain http outside of localhost has no clipboard.
          if (window.isSecureContext) clipboard.copy(text);
          else onForbidden?.();
        }}
      >
        {t(clipboard.copied ? 'common.copied' : 'common.copy')}
      </Button>
      <span className="sr-only" role="status">
        {clipboard.copied && t('common.copied')}
      </span>
    </>
  );
}

interface CopyLineProps {
  label: string;
  value: string;
  description?: string;
}

/** Something that is shown once and must be taken along: a link, a key. */
export function CopyLine({ label, value, description }: CopyLineProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput
        ref={field}
        label={label}
        description={description}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        style={{ flex: 1, minWidth: 0 }}
        styles={{ input: { fontFamily: 'monospace' } }}
      />
      <CopyButton text={value} onForbidden={() => field.current?.focus()} />
    </Group>
  );
}
