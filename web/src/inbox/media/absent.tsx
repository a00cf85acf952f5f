import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import { isVisual } from './kinds';
import classes from './media.module.css';
import { fileSize, fit, type Size } from './sizes';

interface AbsentProps {
  file: Attachment;
  cell?: boolean;
}

/** The sides of what is as large for everybody, in pixels. */
const SQUARES: Partial<Record<Attachment['kind'], number>> = { sticker: 160, video_note: 208 };

function placeOf(file: Attachment): Size {
  const side = SQUARES[file.kind];
  return side ? { width: side, height: side } : fit(file);
}

/** A file that is still being fetched; pictures keep the place they will need. */
export function Awaited({ file, cell }: AbsentProps) {
  const { t } = useTranslation();
  const size = placeOf(file);
  const visual = isVisual(file) || file.kind in SQUARES;
  const shape = { width: size.width, aspectRatio: `${size.width}/${size.height}` };
  return (
    <div
      className={classes.awaited}
      data-cell={cell || undefined}
      data-bar={!visual || undefined}
      style={visual && !cell ? shape : undefined}
      role="img"
      aria-label={`${t(`chat.content.${file.kind}`)}: ${t('media.waiting')}`}
    />
  );
}

/** A file that never came, and why. */
export function Failed({ file, cell }: AbsentProps) {
  const { t, i18n } = useTranslation();
  const what = file.name || t(`chat.content.${file.kind}`);
  const size = file.size > 0 ? ` · ${fileSize(file.size, i18n.language)}` : '';
  return (
    <div className={classes.failed} data-cell={cell || undefined}>
      <CloudOff size={18} aria-hidden />
      <span className={classes.fileText}>
        <span className={classes.fileName}>
          <bdi>{what}</bdi>
          {size}
        </span>
        <span>{t([`media.failed.${file.error}`, 'media.failed.other'])}</span>
      </span>
    </div>
  );
}
