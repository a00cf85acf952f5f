import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types';
import { clock, dayOf, dayHeading, fullTime } from '../../text/time';
import { useNow } from '../../ui/use-now';
import classes from './audit.module.css';
import { actionText, detailText } from './words';

interface RowProps {
  entry: AuditEntry;
}

function Row({ entry }: RowProps) {
  const { t, i18n } = useTranslation();
  const { person, action, subject, detail, address, at } = entry;
  return (
    <tr data-action={action}>
      <td className={classes.when}>
        <time dateTime={at} title={fullTime(at, i18n.language)}>
          {clock(at, i18n.language)}
        </time>
      </td>
      <td className={classes.who}>
        <bdi>{person ? person.name : t('audit.system')}</bdi>
      </td>
      <td className={classes.what}>{actionText(t, action)}</td>
      <td data-label={subject && t('audit.subject')} className={classes.subject}>
        <bdi>{subject}</bdi>
      </td>
      <td data-label={detail && t('audit.detail')} className={classes.detail}>
        {detailText(t, detail)}
      </td>
      <td data-label={address && t('audit.address')} className={classes.address}>
        {address}
      </td>
    </tr>
  );
}

const COLUMNS = ['when', 'who', 'what', 'subject', 'detail', 'address'] as const;

/** The log as a table, day by day; on a narrow screen each line is a small block. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return (
    <table className={classes.table}>
      <caption className="sr-only">{t('audit.title')}</caption>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {t(`audit.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      {[...days].map(([day, rows]) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={COLUMNS.length} className={classes.day}>
              {dayHeading(rows[0]?.at ?? day, now, i18n.language)}
            </th>
          </tr>
          {rows.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
