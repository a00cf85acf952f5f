import { useState } from 'react';
import { hueOf, initials } from '../text/initials';
import { PlatformMark } from './platform-mark';
import type { Platform } from './platforms';
import classes from './ui.module.css';

interface AvatarProps {
  id: string;
  name: string;
  /** Pixels. */
  size: number;
  photo?: string | null;
  /** The messenger this person writes from. */
  platform?: Platform;
}

const BADGE_PX = 17;

/** A person's photo; without one their initials, in the same colour everywhere. */
export function Avatar({ id, name, size, photo, platform }: AvatarProps) {
  // Which address could not be shown: the next one deserves an attempt of its own.
  const [broken, setBroken] = useState('');
  const badge = Math.max(BADGE_PX, Math.round(size * 0.28));
  return (
    <span className={classes.avatar} style={{ width: size, height: size }} aria-hidden>
      {photo && photo !== broken ? (
        <img
          className={classes.face}
          src={photo}
          alt=""
          decoding="async"
          onError={() => setBroken(photo)}
        />
      ) : (
        <span
          className={classes.face}
          style={{ background: `var(--sb-hue-${hueOf(id)})`, fontSize: size * 0.37 }}
        >
          {initials(name)}
        </span>
      )}
      {platform && (
        <span className={classes.badge}>
          <PlatformMark platform={platform} size={badge - 4} />
        </span>
      )}
    </span>
  );
}
