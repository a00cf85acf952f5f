import { Button, Group, List, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmProps {
  title: string;
  /** What will happen, line by line. */
  lines: string[];
  action: string;
  pending: boolean;
  /** Deletions of data ask for this to be typed. */
  typed?: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be taken back, and says what it does. */
export function Confirm(props: ConfirmProps) {
  const { title, lines, action, pending, typed, onConfirm, onClose } = props;
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [differs, setDiffers] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const same = typed === undefined || text.trim() === typed.trim();
    setDiffers(!same);
    if (same && !pending) onConfirm();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <List spacing={6} size="md">
            {lines.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
          {typed !== undefined && (
            <TextInput
              label={t('typed.label', { name: typed })}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setDiffers(false);
              }}
              error={differs && t('typed.differs')}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" loading={pending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
