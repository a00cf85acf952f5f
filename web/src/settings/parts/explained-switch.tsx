import { Switch } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface ExplainedSwitchProps {
  label: string;
  text?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  labelPosition?: 'left' | 'right';
  className?: string;
  onChange: () => void;
}

/** A switch that is called by its label alone: the library would read the explanation into the name. */
export function ExplainedSwitch({ label, text, ...rest }: ExplainedSwitchProps) {
  const id = useId();
  return (
    <Switch
      label={label}
      description={text && <span id={id}>{text}</span>}
      aria-label={label}
      aria-describedby={text ? id : undefined}
      {...rest}
    />
  );
}
