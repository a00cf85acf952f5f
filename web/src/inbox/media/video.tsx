import { useReducedMotion } from '@mantine/hooks';
import { Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import classes from './media.module.css';
import { startsPlaying } from './one-sound';
import { duration, fit } from './sizes';

interface VideoProps {
  file: Attachment;
  cell?: boolean;
}

/** A video in the browser's own player. */
export function Video({ file, cell }: VideoProps) {
  const { t } = useTranslation();
  const size = fit(file);
  return (
    <video
      className={classes.video}
      data-cell={cell || undefined}
      style={cell ? undefined : { width: size.width, aspectRatio: `${size.width}/${size.height}` }}
      src={file.url ?? undefined}
      poster={file.thumbnail_url ?? undefined}
      preload={file.thumbnail_url ? 'none' : 'metadata'}
      controls
      playsInline
      onPlay={(event) => startsPlaying(event.currentTarget)}
      aria-label={t('chat.content.video')}
    />
  );
}

/** A moving picture without sound; it stands still for those who asked for less motion. */
export function Clip({ file, cell }: VideoProps) {
  const { t } = useTranslation();
  const still = useReducedMotion();
  const size = fit(file);
  return (
    <video
      className={classes.video}
      data-cell={cell || undefined}
      style={cell ? undefined : { width: size.width, aspectRatio: `${size.width}/${size.height}` }}
      src={file.url ?? undefined}
      poster={file.thumbnail_url ?? undefined}
      autoPlay={!still}
      controls={still}
      loop
      muted
      playsInline
      aria-label={t('chat.content.animation')}
    />
  );
}

/** A round video message: pressed to play, pressed again to stop. */
export function RoundVideo({ file }: { file: Attachment }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [share, setShare] = useState(0);
  const toggle = () => {
    if (playing) video.current?.pause();
    else void video.current?.play().catch(() => setPlaying(false));
  };
  return (
    <button
      type="button"
      className={classes.round}
      style={{ '--share': `${share * 360}deg` } as React.CSSProperties}
      onClick={toggle}
      aria-label={`${t('chat.content.video_note')}. ${t(playing ? 'media.pause' : 'media.play')}`}
      aria-pressed={playing}
    >
      <video
        ref={video}
        src={file.url ?? undefined}
        poster={file.thumbnail_url ?? undefined}
        preload={file.thumbnail_url ? 'none' : 'metadata'}
        playsInline
        onPlay={(event) => {
          startsPlaying(event.currentTarget);
          setPlaying(true);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setShare(0)}
        onTimeUpdate={({ currentTarget: { currentTime, duration: all } }) =>
          setShare(all > 0 ? currentTime / all : 0)
        }
      />
      {!playing && (
        <span className={classes.roundPlay} aria-hidden>
          <Play size={22} fill="currentColor" />
          {file.duration_s > 0 && duration(file.duration_s)}
        </span>
      )}
    </button>
  );
}
