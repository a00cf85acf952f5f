import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel, Checkup as Report, Finding } from '../api/types';
import { clock, fullTime } from '../text/time';
import classes from './channels.module.css';
import { clockOffMinutes, findingText } from './words';

/** What is wrong comes first. */
const ORDER = { bad: 0, warning: 1, good: 2 };

const SIGNS = { good: CircleCheck, warning: TriangleAlert, bad: CircleX };

interface LineProps {
  grade: Finding['grade'];
  title: string;
  says: string;
  mend?: string | null;
  detail?: string;
}

function Line({ grade, title, says, mend, detail }: LineProps) {
  const { t } = useTranslation();
  const Sign = SIGNS[grade];
  return (
    <li className={classes.finding} data-grade={grade}>
      <Sign size={18} role="img" aria-label={t(`doctor.grade.${grade}`)} />
      <div>
        <strong>{title}</strong> <span>{says}</span>
        {detail && <code className={classes.detail}>{detail}</code>}
        {mend && <p className={classes.mend}>{mend}</p>}
      </div>
    </li>
  );
}

interface CheckupProps {
  channel: Channel;
  report: Report;
  /** When the answer came, by this computer's clock. */
  cameAt: number;
}

/** Everything the doctor looked at, and how to mend what is wrong (CHN-14). */
export function Checkup({ channel, report, cameAt }: CheckupProps) {
  const { t, i18n } = useTranslation();
  const off = clockOffMinutes(report.checked_at, cameAt);
  const findings = [...report.findings].sort((a, b) => ORDER[a.grade] - ORDER[b.grade]);
  const last = channel.health.last_inbound_at;
  return (
    <section className={classes.checkup} aria-label={t('doctor.title')} aria-live="polite">
      <h3 className={classes.checkupTitle}>
        {t('doctor.checkedAt', { time: clock(report.checked_at, i18n.language) })}
      </h3>
      <ul className={classes.findings}>
        {findings.map((finding, place) => (
          <Line
            key={`${finding.check} ${place}`}
            grade={finding.grade}
            title={t([`doctor.check.${finding.check}`, 'doctor.check.other'])}
            detail={finding.grade === 'good' ? undefined : finding.detail}
            {...findingText(t, channel.platform, finding)}
          />
        ))}
        <Line
          grade={last ? 'good' : 'warning'}
          title={t('doctor.check.last')}
          says={last ? fullTime(last, i18n.language) : t('doctor.nothingYet')}
          mend={last ? null : t('doctor.nothingYetMend')}
        />
        <Line
          grade={off === 0 ? 'good' : 'warning'}
          title={t('doctor.check.clock')}
          says={off === 0 ? t('doctor.good.clock') : t('doctor.clockOff', { count: off })}
          mend={off === 0 ? null : t('doctor.clockMend')}
        />
      </ul>
    </section>
  );
}
