import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variable } from '../api/types';
import { useVariables } from '../inbox/team-data';
import classes from './card.module.css';
import { ChoiceField } from './choice-field';
import { useOpenCard } from './data';
import { TextField } from './text-field';
import { isNumber, textOf, valueOf } from './values';

const LONGEST = 1000;

/** The field of one variable, by its kind (CRD-8). */
function VariableField({ variable }: { variable: Variable }) {
  const { t } = useTranslation();
  const { card, save } = useOpenCard();
  const { id, kind, name } = variable;
  const value = textOf(card.variables[id]);
  const store = useCallback(
    async (text: string) => {
      const saved = await save({ variables: { [id]: valueOf(kind, text) } });
      return textOf(saved.variables[id]);
    },
    [save, id, kind],
  );
  if (kind === 'boolean' || kind === 'choice') {
    const options =
      kind === 'boolean'
        ? [
            { value: 'true', label: t('crd.yes') },
            { value: 'false', label: t('crd.no') },
          ]
        : variable.choices.map((one) => ({ value: one, label: one }));
    // A choice that the project no longer offers is still what the client has.
    const lost = value !== '' && !options.some((one) => one.value === value);
    return (
      <ChoiceField
        label={name}
        value={value}
        options={[
          { value: '', label: t('crd.unset') },
          ...options,
          ...(lost ? [{ value, label: value }] : []),
        ]}
        save={store}
      />
    );
  }
  const check = (text: string) => (text && !isNumber(text) ? t('crd.badNumber') : null);
  return (
    <TextField
      label={name}
      value={value}
      save={store}
      check={kind === 'number' ? check : undefined}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      maxLength={LONGEST}
    />
  );
}

/** What the project asks about its clients, and the answers. */
export function Variables() {
  const { t } = useTranslation();
  const { project } = useOpenCard();
  const variables = useVariables(project).data?.items;
  if (!variables) return null;
  if (variables.length === 0) return <p className={classes.teach}>{t('crd.noVariables')}</p>;
  return variables.map((one) => <VariableField key={one.id} variable={one} />);
}
