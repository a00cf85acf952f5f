import { ArrowRight, Inbox, Link2, MessageCircle, Split } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Learn } from '../parts/learn';
import classes from './departments.module.css';

const STEPS = [
  { name: 'client', icon: MessageCircle },
  { name: 'source', icon: Link2 },
  { name: 'department', icon: Split },
  { name: 'people', icon: Inbox },
] as const;

/** How an appeal finds its people, as a picture with a sentence under it (INB-7). */
export function Flow() {
  const { t } = useTranslation();
  return (
    <figure className={classes.flow}>
      <div className={classes.steps} aria-hidden>
        {STEPS.map(({ name, icon: Icon }, index) => (
          <Fragment key={name}>
            {index > 0 && <ArrowRight size={15} className={classes.arrow} />}
            <span className={classes.step}>
              <Icon size={16} />
              {t(`departments.flow.${name}`)}
            </span>
          </Fragment>
        ))}
      </div>
      <figcaption>
        {t('departments.howText')} <Learn page="departments" />
      </figcaption>
    </figure>
  );
}
