import { ActionIcon } from '@mantine/core';
import { Download, Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import classes from './media.module.css';
import { startsPlaying } from './one-sound';
import { duration } from './sizes';

interface Progress {
  at: number;
  /** Seconds; 0 = not known. */
  length: number;
}

interface SeekProps extends Progress {
  onSeek: (at: number) => void;
}

function Seek({ at, length, onSeek }: SeekProps) {
  const { t } = useTranslation();
  const told = length > 0 ? length : 1;
  return (
    <input
      type="range"
      className={classes.seek}
      style={{ '--share': `${(Math.min(at, told) / told) * 100}%` } as React.CSSProperties}
      min={0}
      max={told}
      step={0.1}
      value={Math.min(at, told)}
      disabled={length <= 0}
      onChange={(event) => onSeek(Number(event.currentTarget.value))}
      aria-label={t('media.position')}
      aria-valuetext={t('media.atOf', { at: duration(at), length: duration(length) })}
    />
  );
}

/** A voice message or a piece of music: small, with its length, played in place. */
export function Sound({ file }: { file: Attachment }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const [{ at, length }, setProgress] = useState<Progress>({ at: 0, length: file.duration_s });
  const known = (seconds: number) => (Number.isFinite(seconds) && seconds > 0 ? seconds : length);
  const toggle = () => {
    if (playing) audio.current?.pause();
    else void audio.current?.play().catch(() => setBroken(true));
  };
  const seek = (to: number) => {
    if (audio.current) audio.current.currentTime = to;
    setProgress({ at: to, length });
  };
  const title = file.kind === 'voice' ? '' : file.name;
  return (
    <div
      className={classes.sound}
      role="group"
      aria-label={`${t(`chat.content.${file.kind}`)} ${title}`.trim()}
    >
      <audio
        ref={audio}
        src={file.url ?? undefined}
        preload={file.duration_s > 0 ? 'none' : 'metadata'}
        onLoadedMetadata={({ currentTarget }) =>
          setProgress({ at, length: known(currentTarget.duration) })
        }
        onTimeUpdate={({ currentTarget }) =>
          setProgress({ at: currentTarget.currentTime, length: known(currentTarget.duration) })
        }
        onPlay={(event) => {
          startsPlaying(event.currentTarget);
          setPlaying(true);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setProgress({ at: 0, length })}
        onError={() => setBroken(true)}
      />
      <ActionIcon
        size={36}
        radius="xl"
        disabled={broken}
        onClick={toggle}
        aria-label={t(playing ? 'media.pause' : 'media.play')}
      >
        {playing ? (
          <Pause size={17} fill="currentColor" aria-hidden />
        ) : (
          <Play size={17} fill="currentColor" aria-hidden />
        )}
      </ActionIcon>
      <div className={classes.soundBody}>
        {title && <bdi className={classes.soundName}>{title}</bdi>}
        {broken ? <span>{t('media.cantPlay')}</span> : <Seek {...{ at, length }} onSeek={seek} />}
      </div>
      <span className={classes.soundTime}>{duration(at > 0 ? at : length)}</span>
      {(broken || title) && file.url && (
        <a
          className={classes.soundSave}
          href={file.url}
          download={file.name}
          aria-label={t('media.download', { name: file.name })}
        >
          <Download size={16} aria-hidden />
        </a>
      )}
    </div>
  );
}
