import { useState } from 'react';
import type { Project } from '../api/types';
import { inkOn } from '../text/contrast';
import { hueOf, initials } from '../text/initials';
import classes from './shell.module.css';

interface ProjectMarkProps {
  project: Project;
  /** Pixels. */
  size: number;
}

/** A project's logo; without one its initials on its brand colour, or on one it always has. */
export function ProjectMark({ project, size }: ProjectMarkProps) {
  const [broken, setBroken] = useState('');
  const box = { width: size, height: size, borderRadius: size * 0.28 };
  const { logo_url: logo, color } = project;
  if (logo && logo !== broken) {
    return (
      <img
        className={classes.logo}
        style={box}
        src={logo}
        alt=""
        decoding="async"
        onError={() => setBroken(logo)}
      />
    );
  }
  const ground = color
    ? { background: color, color: inkOn(color) }
    : { background: `var(--sb-hue-${hueOf(project.id)})`, color: '#fff' };
  return (
    <span
      className={classes.mark}
      style={{ ...box, ...ground, fontSize: Math.round(size * 0.36) }}
      aria-hidden
    >
      {initials(project.name)}
    </span>
  );
}
