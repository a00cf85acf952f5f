import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { closable } from './toasts';

const UNDO_MS = 12_000;

/** By what was changed: a later change of the same makes the earlier way back wrong. */
const shown = new Map<string, string>();

/** Says what was done and takes it back at one press, for a while. */
export function useUndoToast() {
  const { t } = useTranslation();
  return useCallback(
    (what: string, text: string, undo: () => void) => {
      const before = shown.get(what);
      if (before) notifications.hide(before);
      const id = notifications.show({
        color: 'board',
        withBorder: true,
        ...closable(t),
        autoClose: UNDO_MS,
        onClose: () => {
          if (shown.get(what) === id) shown.delete(what);
        },
        message: (
          <Group justify="space-between" wrap="nowrap">
            {text}
            <Button
              size="compact-sm"
              flex="none"
              variant="light"
              onClick={() => {
                notifications.hide(id);
                undo();
              }}
            >
              {t('common.undo')}
            </Button>
          </Group>
        ),
      });
      shown.set(what, id);
    },
    [t],
  );
}
