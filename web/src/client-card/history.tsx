import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CardChange, Variable } from '../api/types';
import { useVariables } from '../inbox/team-data';
import { fullTime, shortTime } from '../text/time';
import { useNow } from '../ui/use-now';
import classes from './list.module.css';
import { useOpenCard } from './data';
import { PartList } from './part-list';

const VARIABLE = 'variable:';

function variableOf(field: string, variables: readonly Variable[]): Variable | undefined {
  return variables.find((one) => one.id === field.slice(VARIABLE.length));
}

function fieldName(t: TFunction, field: string, variables: readonly Variable[]): string {
  if (!field.startsWith(VARIABLE)) return t(`crd.${field}`, { defaultValue: field });
  return variableOf(field, variables)?.name ?? t('crd.removedField');
}

/** A variable's value as its field shows it. */
function variableWords(t: TFunction, kind: Variable['kind'] | undefined, value: string): string {
  if (kind === 'boolean') return t(value === 'true' ? 'crd.yes' : 'crd.no');
  if (kind === 'number') return String(Number(value));
  return value;
}

/** A value of the history in the reader's words. */
function valueWords(
  t: TFunction,
  field: string,
  value: string,
  variables: readonly Variable[],
): string {
  if (value === '') return t('crd.empty');
  if (field === 'status') return t(`crd.statuses.${value}`, { defaultValue: value });
  if (field === 'sex') return t(`crd.sexes.${value}`, { defaultValue: value });
  if (!field.startsWith(VARIABLE)) return value;
  return variableWords(t, variableOf(field, variables)?.kind, value);
}

function Change({ change, variables }: { change: CardChange; variables: readonly Variable[] }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { field, before, after, at } = change;
  return (
    <div className={classes.row} data-change={change.id}>
      <span className={classes.rowAbout}>
        <bdi>{change.by?.name ?? t('crd.someone')}</bdi>
        {' · '}
        <time dateTime={at} title={fullTime(at, i18n.language)}>
          {shortTime(at, now, i18n.language)}
        </time>
      </span>
      <span>
        {fieldName(t, field, variables)}: <b>{valueWords(t, field, after, variables)}</b>
      </span>
      {before !== '' && (
        <span className={classes.rowAbout}>
          {t('crd.was')}: <s>{valueWords(t, field, before, variables)}</s>
        </span>
      )}
    </div>
  );
}

/** Who changed what of the card (CRD-8). */
export function History() {
  const { t } = useTranslation();
  const { project } = useOpenCard();
  const variables = useVariables(project).data?.items ?? [];
  return (
    <PartList
      part="history"
      title={t('crd.history')}
      empty={t('crd.noHistory')}
      row={(change) => <Change change={change} variables={variables} />}
    />
  );
}
