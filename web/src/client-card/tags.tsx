import { Autocomplete, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';
import { useTags } from '../inbox/team-data';
import classes from './card.module.css';
import { useOpenCard, type CardChanges } from './data';

const MOST = 50;
const LONGEST = 50;

/** Adds a tag that is chosen from those of the project or written anew. */
function AddTag({ onAdd }: { onAdd: (name: string) => void }) {
  const { t } = useTranslation();
  const { project, card } = useOpenCard();
  const known = useTags(project).data?.items ?? [];
  const [typed, setTyped] = useState('');
  const add = (name: string) => {
    setTyped('');
    const label = name.trim();
    if (label && !card.tags.includes(label)) onAdd(label);
  };
  return (
    <Autocomplete
      size="xs"
      className={classes.addTag}
      classNames={{ input: classes.input }}
      aria-label={t('crd.addTag')}
      placeholder={t('crd.addTag')}
      maxLength={LONGEST}
      limit={12}
      data={known.map((tag) => tag.name).filter((name) => !card.tags.includes(name))}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={add}
      onKeyDown={(event) => {
        // With a suggestion chosen by the arrows, Enter is the list's own.
        const chosen = event.currentTarget.getAttribute('aria-activedescendant');
        if (event.key === 'Enter' && !chosen && !event.nativeEvent.isComposing) add(typed);
      }}
      onBlur={() => add(typed)}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

/** The client's tags (CRD-3); each comes and goes on its own. */
export function Tags() {
  const { t } = useTranslation();
  const { card, save, editable } = useOpenCard();
  const [problem, setProblem] = useState('');
  const change = (changes: CardChanges) => {
    setProblem('');
    save(changes).catch((error: unknown) => setProblem(problemText(t, toProblem(error))));
  };
  return (
    <>
      {card.tags.length > 0 && (
        <ul className={classes.tags} aria-label={t('crd.tags')}>
          {card.tags.map((name) => (
            <li key={name} className={classes.tag}>
              <bdi>{name}</bdi>
              {editable && (
                <CloseButton
                  size={20}
                  iconSize={12}
                  aria-label={t('crd.removeTag', { name })}
                  onClick={() => change({ remove_tags: [name] })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {card.tags.length === 0 && <p className={classes.teach}>{t('crd.noTags')}</p>}
      {editable && card.tags.length < MOST && (
        <AddTag onAdd={(name) => change({ add_tags: [name] })} />
      )}
      {card.tags.length >= MOST && <p className={classes.teach}>{t('crd.tooManyTags')}</p>}
      {problem && (
        <span className={classes.problem} role="alert">
          {t('crd.notSaved', { reason: problem })}
        </span>
      )}
    </>
  );
}
