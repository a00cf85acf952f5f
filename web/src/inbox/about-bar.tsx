import { UnstyledButton } from '@mantine/core';
import { X, type LucideIcon } from 'lucide-react';
import classes from './composer.module.css';

interface AboutBarProps {
  icon: LucideIcon;
  title: string;
  text: string;
  closeLabel: string;
  onClose: () => void;
}

/** Over the field: which message is answered or changed. */
export function AboutBar({ icon: Icon, title, text, closeLabel, onClose }: AboutBarProps) {
  return (
    <div className={classes.about}>
      <Icon size={16} aria-hidden />
      <span className={classes.aboutText}>
        <strong>{title}</strong>
        <bdi>{text}</bdi>
      </span>
      <UnstyledButton className={classes.aboutClose} onClick={onClose} aria-label={closeLabel}>
        <X size={16} aria-hidden />
      </UnstyledButton>
    </div>
  );
}
