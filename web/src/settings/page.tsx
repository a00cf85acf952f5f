import type { ReactNode } from 'react';
import classes from './settings.module.css';

interface PageProps {
  title: string;
  text?: string;
  /** What one most often comes for, at the top right. */
  action?: ReactNode;
  children: ReactNode;
}

/** A page that is read and filled in, as opposed to worked in. */
export function Page({ title, text, action, children }: PageProps) {
  return (
    <div className={classes.scroll}>
      <div className={classes.page}>
        <header className={classes.head}>
          <div>
            <h1 className={classes.title}>{title}</h1>
            {text && <p className={classes.lead}>{text}</p>}
          </div>
          {action}
        </header>
        {children}
      </div>
    </div>
  );
}

interface PartProps {
  title: string;
  /** Its content needs the whole width: the heading goes above it. */
  wide?: boolean;
  children: ReactNode;
}

/** A part of such a page with its own heading. */
export function Part({ title, wide, children }: PartProps) {
  return (
    <section className={classes.part} data-wide={wide} aria-label={title}>
      <h2 className={classes.partTitle}>{title}</h2>
      <div className={classes.partBody}>{children}</div>
    </section>
  );
}
