import { Globe, MessageCircle, Phone, Send } from 'lucide-react';
import type { Platform } from './platforms';
import classes from './ui.module.css';

interface PlatformMarkProps {
  platform: Platform;
  /** Pixels. */
  size: number;
}

/** Under this the sign fills more of its circle, or nobody could tell it. */
const SMALL_PX = 20;

function Sign({ platform, size }: PlatformMarkProps) {
  switch (platform) {
    case 'telegram':
      return <Send size={size} strokeWidth={2.25} />;
    case 'viber':
      return <Phone size={size} strokeWidth={2.25} />;
    case 'vk':
      return <b style={{ fontSize: size * 0.86 }}>VK</b>;
    case 'messenger':
      return <MessageCircle size={size} strokeWidth={2.25} />;
    case 'webchat':
      return <Globe size={size} strokeWidth={2.25} />;
  }
}

/** The round sign of a messenger in its colour; beside a name, so without one of its own. */
export function PlatformMark({ platform, size }: PlatformMarkProps) {
  return (
    <span
      className={classes.mark}
      style={{ width: size, height: size, background: `var(--sb-${platform})` }}
      aria-hidden
    >
      <Sign platform={platform} size={size * (size < SMALL_PX ? 0.64 : 0.46)} />
    </span>
  );
}
