import { ImageUp } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../media/sizes';
import { LARGEST_FILE, LARGEST_PICTURE } from './file-rules';
import classes from './files.module.css';

interface DropZoneProps {
  /** Null where no file may be sent now. */
  onFiles: ((files: File[]) => void) | null;
  children: (handlers: DropHandlers, overlay: ReactNode) => ReactNode;
}

export interface DropHandlers {
  onDragEnter: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDragLeave: () => void;
  onDrop: (event: DragEvent) => void;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

function Overlay({ refused }: { refused: boolean }) {
  const { t, i18n } = useTranslation();
  const limits = {
    picture: fileSize(LARGEST_PICTURE, i18n.language),
    file: fileSize(LARGEST_FILE, i18n.language),
  };
  return (
    <div className={classes.drop} data-refused={refused || undefined} role="status">
      <ImageUp size={34} aria-hidden />
      {t(refused ? 'files.dropNot' : 'files.drop')}
      {!refused && <small>{t('files.dropHint', limits)}</small>}
    </div>
  );
}

/** A place where files may be dropped; says what it takes while they hang over it. */
export function DropZone({ onFiles, children }: DropZoneProps) {
  // Every child that is entered or left tells of it too.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const leave = () => {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setOver(false);
  };
  const handlers: DropHandlers = {
    onDragEnter: (event) => {
      if (!carriesFiles(event)) return;
      depth.current++;
      setOver(true);
    },
    onDragOver: (event) => {
      if (!carriesFiles(event)) return;
      // Without this the browser opens the file instead.
      event.preventDefault();
      event.dataTransfer.dropEffect = onFiles ? 'copy' : 'none';
    },
    onDragLeave: leave,
    onDrop: (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      onFiles?.([...event.dataTransfer.files]);
    },
  };
  return children(handlers, over ? <Overlay refused={onFiles === null} /> : null);
}
