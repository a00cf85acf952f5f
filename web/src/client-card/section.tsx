import { UnstyledButton } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import classes from './card.module.css';

const NAME = 'switchboard.card.sections';

function kept(): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}

function keep(name: string, open: boolean): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...kept(), [name]: open }));
  } catch {
    // It holds as long as the card is shown.
  }
}

interface SectionProps {
  /** Under which its state is remembered, on every client's card. */
  name: string;
  title: string;
  /** How it is before anybody chose. */
  closed?: boolean;
  children: ReactNode;
}

/** A part of the card that folds; what is folded asks the server for nothing. */
export function Section({ name, title, closed = false, children }: SectionProps) {
  const [open, setOpen] = useState(() => kept()[name] ?? !closed);
  const id = useId();
  const turn = () => {
    keep(name, !open);
    setOpen(!open);
  };
  return (
    <section className={classes.section} data-section={name} aria-label={title}>
      <h3 className={classes.sectionHead}>
        <UnstyledButton
          className={classes.sectionTitle}
          aria-expanded={open}
          aria-controls={id}
          onClick={turn}
        >
          <ChevronDown size={15} aria-hidden className={classes.chevron} />
          {title}
        </UnstyledButton>
      </h3>
      <div id={id} hidden={!open} className={classes.sectionBody}>
        {open && children}
      </div>
    </section>
  );
}
