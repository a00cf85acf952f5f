import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './settings.module.css';

interface PageProps {
  title?: string;
  text?: ReactNode;
  /** Instead of the title, with a heading of its own. */
  heading?: ReactNode;
  /** What one most often comes for, at the top right. */
  action?: ReactNode;
  /** Where this page was come to from. */
  back?: { href: string; label: string };
  /** For tables: as much of the screen as there is. */
  wide?: boolean;
  children: ReactNode;
}

/** A page that is read and filled in, as opposed to worked in. */
export function Page(props: PageProps) {
  const { title, text, heading, action, back, wide, children } = props;
  return (
    <div className={classes.scroll}>
      <div className={classes.page} data-wide={wide}>
        {back && (
          <Link href={back.href} className={classes.back}>
            <ArrowLeft size={15} aria-hidden />
            {back.label}
          </Link>
        )}
        {heading ?? (
          <header className={classes.head}>
            <div>
              <h1 className={classes.title}>{title}</h1>
              {text && <p className={classes.lead}>{text}</p>}
            </div>
            {action}
          </header>
        )}
        {children}
      </div>
    </div>
  );
}

interface PartProps {
  title: string;
  /** A line under the heading. */
  text?: string;
  /** Its content needs the whole width: the heading goes above it. */
  wide?: boolean;
  children: ReactNode;
}

/** A part of such a page with its own heading. */
export function Part({ title, text, wide, children }: PartProps) {
  return (
    <section className={classes.part} data-wide={wide} aria-label={title}>
      <div>
        <h2 className={classes.partTitle}>{title}</h2>
        {text && <p className={classes.partText}>{text}</p>}
      </div>
      <div className={classes.partBody}>{children}</div>
    </section>
  );
}
