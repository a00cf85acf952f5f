import { NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Project } from '../../api/types';
import { useUndoToast } from '../../ui/undo-toast';
import { RULES, type Rule } from '../departments/rules';
import { ExplainedSwitch } from '../parts/explained-switch';
import { useAsked } from '../parts/use-asked';
import { useUpdateProject } from './use-update-project';

const LARGEST_CAP = 1000;

interface CapProps {
  value: number;
  onSave: (cap: number) => void;
}

/** Saved when one leaves the field or presses Enter, not with every digit. */
function Cap({ value, onSave }: CapProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<number | string>(value);
  const save = () => {
    if (typeof typed !== 'number') setTyped(value);
    else if (typed !== value) onSave(typed);
  };
  return (
    <NumberInput
      label={t('own_project.cap')}
      description={t('own_project.capHint')}
      w="100%"
      styles={{ wrapper: { width: 120 } }}
      min={0}
      max={LARGEST_CAP}
      allowDecimal={false}
      clampBehavior="strict"
      value={typed}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}

/** How the project deals with appeals (BOT-2, INB-8): each change counts at once. */
export function Appeals({ project }: { project: Project }) {
  const { t } = useTranslation();
  const update = useUpdateProject(project.id);
  const undo = useUndoToast();
  const { return_to_manager, assignment, assignment_cap } = project;

  const [returns, askReturns] = useAsked(return_to_manager);
  const [rule, askRule] = useAsked(assignment);

  type Change = Parameters<typeof update.mutate>[0];
  const change = async (to: Change, back: Change, text: string) => {
    await update.mutateAsync(to);
    undo(Object.keys(to).join(), text, () => update.mutate(back));
  };
  const returnTo = (on: boolean) =>
    askReturns(on, () =>
      change(
        { return_to_manager: on },
        { return_to_manager: !on },
        t(`own_project.${on ? 'returnOn' : 'returnOff'}`),
      ),
    );
  const choose = (one: Rule) =>
    askRule(one, () =>
      change(
        { assignment: one },
        { assignment },
        t('own_project.ruleSaved', { rule: t(`assignment.${one}`) }),
      ),
    );
  const limit = (cap: number) => {
    const text = cap > 0 ? t('own_project.capSaved', { count: cap }) : t('own_project.capOff');
    // A refusal is said by the mutation itself.
    change({ assignment_cap: cap }, { assignment_cap }, text).catch(() => undefined);
  };
  return (
    <Stack gap="lg">
      <ExplainedSwitch
        label={t('own_project.returnTo')}
        text={t('own_project.returnToHint')}
        checked={returns}
        onChange={() => returnTo(!returns)}
      />
      <Radio.Group
        label={t('own_project.rule')}
        value={rule}
        onChange={(value) => choose(value as Rule)}
      >
        <Stack gap="sm" mt={6}>
          {RULES.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`assignment.${one}`)}
              description={t(`assignment.text.${one}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {rule !== 'by_hand' && <Cap key={assignment_cap} value={assignment_cap} onSave={limit} />}
    </Stack>
  );
}
