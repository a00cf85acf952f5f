import { EyeOff } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../api/types';
import { isEmail } from '../ui/rules';
import classes from './card.module.css';
import { ChoiceField } from './choice-field';
import { useOpenCard } from './data';
import { TextField } from './text-field';

type Written = 'email' | 'phone' | 'country' | 'city' | 'address' | 'notes';

const LONGEST: Record<Written, number> = {
  email: 254,
  phone: 20,
  country: 100,
  city: 100,
  address: 300,
  notes: 10_000,
};
const TYPES = { email: 'email', phone: 'tel' } as const;
const SEXES: readonly ClientCard['sex'][] = ['unknown', 'female', 'male'];

/** As the server takes it: 5 to 20 digits with what people put between them. */
const isPhone = (text: string) => /^[\d\s+()-]{5,20}$/.test(text);

function WrittenField({ name }: { name: Written }) {
  const { t } = useTranslation();
  const { card, save } = useOpenCard();
  const store = useCallback(
    async (text: string) => (await save({ [name]: text }))[name],
    [save, name],
  );
  const check = (text: string) => {
    if (name === 'email' && text && !isEmail(text)) return t('crd.badEmail');
    if (name === 'phone' && text && !isPhone(text)) return t('crd.badPhone');
    return null;
  };
  return (
    <TextField
      label={t(`crd.${name}`)}
      value={card[name]}
      save={store}
      check={check}
      long={name === 'notes'}
      hint={name === 'notes' ? t('crd.notesHint') : undefined}
      type={name === 'email' || name === 'phone' ? TYPES[name] : 'text'}
      maxLength={LONGEST[name]}
    />
  );
}

/** Who the client is and where they live (CRD-5). */
export function Contacts() {
  const { t } = useTranslation();
  const { card, save } = useOpenCard();
  return (
    <>
      {card.contacts ? (
        <>
          <WrittenField name="phone" />
          <WrittenField name="email" />
        </>
      ) : (
        <p className={classes.hidden}>
          <EyeOff size={14} aria-hidden />
          {t('crd.hidden')}
        </p>
      )}
      <ChoiceField
        label={t('crd.sex')}
        value={card.sex}
        options={SEXES.map((sex) => ({ value: sex, label: t(`crd.sexes.${sex}`) }))}
        save={(sex) => save({ sex: sex as ClientCard['sex'] })}
      />
      <WrittenField name="country" />
      <WrittenField name="city" />
      {card.contacts && <WrittenField name="address" />}
      <WrittenField name="notes" />
    </>
  );
}
