import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Dialog, Id } from '../api/types';
import classes from './list.module.css';
import { PartList } from './part-list';

function useDates({ opened_at, closed_at }: Dialog): string {
  const { t, i18n } = useTranslation();
  const day = new Intl.DateTimeFormat(i18n.language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const opened = new Date(opened_at);
  if (!closed_at) return `${day.format(opened)} · ${t('crd.open')}`;
  return day.formatRange(opened, new Date(closed_at));
}

function DialogRow({ dialog, onShow }: { dialog: Dialog; onShow: () => void }) {
  const { t } = useTranslation();
  const dates = useDates(dialog);
  const words = dialog.first_text.trim() || t('crd.noWords');
  return (
    <UnstyledButton
      className={classes.row}
      data-dialog={dialog.id}
      aria-label={`${t('crd.toDialog', { text: words })}. ${dates}`}
      onClick={onShow}
    >
      <bdi className={classes.rowWords}>{words}</bdi>
      <span className={classes.rowAbout}>
        {dates}
        {dialog.closed_by && ` · ${t('crd.closedBy', { name: dialog.closed_by.name })}`}
      </span>
    </UnstyledButton>
  );
}

/** Every appeal of the client (CRD-6); a press goes there in the history. */
export function Dialogs({ onShow }: { onShow: (dialog: Id) => void }) {
  const { t } = useTranslation();
  return (
    <PartList
      part="dialogs"
      title={t('crd.dialogs')}
      empty={t('crd.noDialogs')}
      row={(dialog) => <DialogRow dialog={dialog} onShow={() => onShow(dialog.id)} />}
    />
  );
}
