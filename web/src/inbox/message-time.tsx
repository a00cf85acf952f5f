import { useTranslation } from 'react-i18next';
import { clock, fullTime } from '../text/time';
import classes from './message.module.css';

/** When it was, in the reader's zone; seen when the message is pointed at. */
export function Time({ time }: { time: string }) {
  const { i18n } = useTranslation();
  return (
    <time className={classes.time} dateTime={time} title={fullTime(time, i18n.language)}>
      {clock(time, i18n.language)}
    </time>
  );
}
