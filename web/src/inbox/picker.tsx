import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from './candidates';
import classes from './picker.module.css';

interface Choice {
  id: string;
  name: string;
}

interface PickerProps<T extends Choice> {
  title: string;
  search: string;
  /** Undefined until they are known. */
  choices: readonly T[] | undefined;
  /** What to say when there is nobody, or nothing, to choose. */
  empty: string;
  row: (choice: T) => ReactNode;
  onChoose: (choice: T) => void;
  onClose: () => void;
}

/** A list to choose one from: type to narrow it, arrows and Enter or a press to choose. */
export function Picker<T extends Choice>(props: PickerProps<T>) {
  const { title, search, choices, empty, row, onChoose, onClose } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ opened: true });
  const shown = (choices ?? []).filter((one) => matches(one.name, typed.trim()));
  const { selectFirstOption } = combobox;
  const ids = shown.map((one) => one.id).join();
  const [list, setList] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (list) selectFirstOption();
    // What is first changes with what is shown, and is there once the dialog is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ids, list]);
  const choose = (id: string) => {
    const choice = shown.find((one) => one.id === id);
    onClose();
    if (choice) onChoose(choice);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={420}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Combobox store={combobox} onOptionSubmit={choose}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            role="combobox"
            aria-label={search}
            placeholder={search}
            leftSection={<Search size={16} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              // The list keeps Escape to itself while it is open, and here it always is.
              if (event.key === 'Escape') onClose();
            }}
            data-autofocus
          />
        </Combobox.EventsTarget>
        <Combobox.Options ref={setList} className={classes.options} aria-label={title}>
          {shown.map((one) => (
            <Combobox.Option key={one.id} value={one.id} className={classes.option}>
              {row(one)}
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {choices && shown.length === 0 && (
          <p className={classes.empty} role="status">
            {choices.length === 0 ? empty : t('hold.nobodyFound')}
          </p>
        )}
      </Combobox>
    </Modal>
  );
}
