import { NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Project } from '../../api/types';
import { useUndoToast } from '../../ui/undo-toast';
import { RULES, type Rule } from '../departments/rules';
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

  const returnTo = (on: boolean) =>
    update.mutate(
      { return_to_manager: on },
      {
        onSuccess: () =>
          undo('return_to_manager', t(`own_project.${on ? 'returnOn' : 'returnOff'}`), () =>
            update.mutate({ return_to_manager: !on }),
          ),
      },
    );
  const choose = (rule: Rule) =>
    update.mutate(
      { assignment: rule },
      {
        onSuccess: () =>
          undo('assignment', t('own_project.ruleSaved', { rule: t(`assignment.${rule}`) }), () =>
            update.mutate({ assignment }),
          ),
      },
    );
  const limit = (cap: number) =>
    update.mutate(
      { assignment_cap: cap },
      {
        onSuccess: () => {
          const text =
            cap > 0 ? t('own_project.capSaved', { count: cap }) : t('own_project.capOff');
          undo('assignment_cap', text, () => update.mutate({ assignment_cap }));
        },
      },
    );
  const asked = update.isPending ? update.variables : {};
  const rule = asked.assignment ?? assignment;
  return (
    <Stack gap="lg">
      <Switch
        label={t('own_project.returnTo')}
        description={t('own_project.returnToHint')}
        checked={asked.return_to_manager ?? return_to_manager}
        onChange={(event) => returnTo(event.currentTarget.checked)}
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
