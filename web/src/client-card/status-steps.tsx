import { useCallback, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientStatus } from '../api/types';
import classes from './card.module.css';
import { useOpenCard } from './data';
import { SaveMark } from './field-frame';
import { useChoice } from './use-choice';

/** From a stranger to a friend, in the order of the way (CRD-2). */
const STATUSES: readonly ClientStatus[] = [
  'not_client',
  'appealed',
  'interested',
  'desire',
  'client',
  'regular',
];

/** How far the client is: six steps, pressed or walked with the arrows. */
export function StatusSteps() {
  const { t } = useTranslation();
  const { card, save, editable } = useOpenCard();
  const name = useId();
  const store = useCallback((status: ClientStatus) => save({ status }), [save]);
  const { shown, pending, saved, problem, choose } = useChoice(card.status, store);
  const reached = STATUSES.indexOf(shown);
  const mark = problem ? 'failed' : saved ? 'saved' : 'none';
  return (
    <div>
      <div className={classes.steps} role="radiogroup" aria-label={t('crd.status')}>
        {STATUSES.map((status, at) => (
          <label
            key={status}
            className={classes.step}
            title={t(`crd.statuses.${status}`)}
            data-reached={(at > 0 && at <= reached) || undefined}
            data-on={status === shown || undefined}
          >
            <input
              type="radio"
              className={classes.stepInput}
              name={name}
              value={status}
              checked={status === shown}
              disabled={!editable}
              onChange={() => choose(status)}
            />
            <span className="sr-only">{t(`crd.statuses.${status}`)}</span>
          </label>
        ))}
      </div>
      <div className={classes.statusName}>
        <span aria-hidden>{t(`crd.statuses.${shown}`)}</span>
        <SaveMark state={{ sending: pending ? '' : null, mark }} />
      </div>
      {problem && (
        <span className={classes.problem} role="alert">
          {t('crd.notSaved', { reason: problem })}
        </span>
      )}
    </div>
  );
}
