import { ActionIcon } from '@mantine/core';
import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from './media/sizes';
import { LARGEST_FILE, LARGEST_PICTURE } from './files/file-rules';

interface AttachButtonProps {
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

/** Chooses files; its hint tells the limits before anything is uploaded. */
export function AttachButton({ disabled, onFiles }: AttachButtonProps) {
  const { t, i18n } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const limits = {
    picture: fileSize(LARGEST_PICTURE, i18n.language),
    file: fileSize(LARGEST_FILE, i18n.language),
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen once more after it was removed.
          event.currentTarget.value = '';
        }}
      />
      <ActionIcon
        size={36}
        radius="md"
        variant="subtle"
        color="gray"
        disabled={disabled}
        onClick={() => input.current?.click()}
        aria-label={t('files.attach')}
        title={t('files.dropHint', limits)}
      >
        <Paperclip size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}
