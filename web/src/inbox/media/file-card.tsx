import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import { fileIcon } from './file-icon';
import classes from './media.module.css';
import { fileSize } from './sizes';

/** A file to take away: what it is, how large, one press to have it. */
export function FileCard({ file }: { file: Attachment }) {
  const { t, i18n } = useTranslation();
  const Icon = fileIcon(file.name, file.mime);
  const name = file.name || t('chat.content.document');
  const size = file.size > 0 ? fileSize(file.size, i18n.language) : '';
  return (
    <a
      className={classes.file}
      href={file.url ?? undefined}
      download={name}
      aria-label={t('media.downloadSized', { name, size }).trim()}
    >
      <span className={classes.fileIcon} aria-hidden>
        <Icon size={20} />
      </span>
      <span className={classes.fileText}>
        <bdi className={classes.fileName}>{name}</bdi>
        <span className={classes.fileSize}>{size}</span>
      </span>
      <Download size={16} aria-hidden />
    </a>
  );
}
