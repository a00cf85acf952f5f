import { Send } from 'lucide-react';
import { hueOf, initials } from '../text/initials';
import classes from './ui.module.css';

interface AvatarProps {
  id: string;
  name: string;
  /** Pixels. */
  size: number;
  /** The messenger this person writes from. */
  platform?: string;
}

/** A round picture of initials, the same colour for the same person everywhere. */
export function Avatar({ id, name, size, platform }: AvatarProps) {
  return (
    <span className={classes.avatar} style={{ width: size, height: size }} aria-hidden>
      <span
        className={classes.face}
        style={{ background: `var(--sb-hue-${hueOf(id)})`, fontSize: size * 0.37 }}
      >
        {initials(name)}
      </span>
      {platform === 'telegram' && (
        <span className={classes.badge}>
          <Send size={9} strokeWidth={2.5} />
        </span>
      )}
    </span>
  );
}
