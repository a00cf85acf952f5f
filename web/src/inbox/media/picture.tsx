import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import classes from './media.module.css';
import { fit } from './sizes';
import { useViewing } from './viewing';

interface PictureProps {
  file: Attachment;
  /** Its place in the viewer. */
  shot: string;
  /** Fills a cell of an album instead of having its own shape. */
  cell?: boolean;
}

/** A picture of the chat: small here, whole in the viewer. */
export function Picture({ file, shot, cell }: PictureProps) {
  const { t } = useTranslation();
  const view = useViewing();
  const size = fit(file);
  // A reduced picture of an animated one stands still.
  const source = file.kind === 'animation' ? file.url : (file.thumbnail_url ?? file.url);
  const label = t(file.kind === 'animation' ? 'media.openAnimation' : 'media.openPicture');
  return (
    <button
      type="button"
      className={classes.picture}
      data-cell={cell || undefined}
      style={cell ? undefined : { width: size.width, aspectRatio: `${size.width}/${size.height}` }}
      onClick={() => view(shot)}
      aria-label={label}
      title={file.name}
    >
      <img src={source ?? undefined} alt="" decoding="async" draggable={false} />
    </button>
  );
}
