import { Checkbox, UnstyledButton } from '@mantine/core';
import { AlertCircle, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id } from '../../api/types';
import { useRules } from '../data';
import { fileIcon } from '../media/file-icon';
import { fileSize } from '../media/sizes';
import type { DraftFile } from './drafts';
import { fitsAsPicture, isPicture, mostBytes } from './file-rules';
import classes from './files.module.css';
import { useDraft, useDrafts } from './use-drafts';

/** Why the file can't go, with the numbers that matter. */
function useRefusal(chat: Chat, one: DraftFile): string {
  const { t, i18n } = useTranslation();
  const rules = useRules(chat.channel.platform);
  if (!one.refused) return '';
  if (one.refused !== 'file.too_large') return t([`errors.${one.refused}`, 'errors.unknown']);
  return t('files.tooLarge', {
    size: fileSize(one.file.size, i18n.language),
    platform: t(`platform.${chat.channel.platform}`),
    most: fileSize(mostBytes(one.file, rules), i18n.language),
  });
}

/** How far it is, in a line under the name. */
function useProgress(one: DraftFile): string {
  const { t, i18n } = useTranslation();
  const size = fileSize(one.file.size, i18n.language);
  if (one.state === 'waiting') return `${size} · ${t('files.waiting')}`;
  if (one.state === 'uploading') return `${size} · ${Math.round(one.progress * 100)} %`;
  const asFile = isPicture(one.file) && one.as === 'file' ? ` · ${t('files.asFile')}` : '';
  return size + asFile;
}

function Thumb({ one }: { one: DraftFile }) {
  const Icon = fileIcon(one.file.name, one.file.type);
  if (one.preview && one.as === 'photo') {
    return <img className={classes.thumb} src={one.preview} alt="" />;
  }
  return (
    <span className={classes.thumb} aria-hidden>
      <Icon size={20} />
    </span>
  );
}

function StripFile({ chat, one }: { chat: Chat; one: DraftFile }) {
  const { t } = useTranslation();
  const drafts = useDrafts();
  const refusal = useRefusal(chat, one);
  const progress = useProgress(one);
  const { name } = one.file;
  const percent = Math.round(one.progress * 100);
  const loading = one.state === 'uploading' || one.state === 'waiting';
  // Only a connection or a busy server may answer otherwise the next time.
  const again = ['connection.lost', 'unavailable', 'internal', 'rate.limited'];
  return (
    <li className={classes.item} data-state={one.state} data-file={name}>
      <Thumb one={one} />
      <span className={classes.about}>
        <bdi className={classes.name} title={name}>
          {name}
        </bdi>
        {refusal ? (
          <span className={classes.refusal} role="alert">
            <AlertCircle size={13} aria-hidden /> {refusal}
          </span>
        ) : (
          <span className={classes.progress}>{progress}</span>
        )}
      </span>
      {one.refused && again.includes(one.refused) && (
        <UnstyledButton
          className={classes.remove}
          onClick={() => drafts.retry(chat.id, one.id)}
          aria-label={`${t('chat.retry')}: ${name}`}
        >
          <RotateCw size={15} aria-hidden />
        </UnstyledButton>
      )}
      <UnstyledButton
        className={classes.remove}
        onClick={() => drafts.remove(chat.id, one.id)}
        aria-label={t(loading ? 'files.cancel' : 'files.remove', { name })}
        title={t(loading ? 'files.cancel' : 'files.remove', { name })}
      >
        <X size={16} aria-hidden />
      </UnstyledButton>
      {loading && (
        <span
          className={classes.bar}
          role="progressbar"
          aria-label={t('files.uploading', { name, percent })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <span style={{ width: `${percent}%` }} />
        </span>
      )}
    </li>
  );
}

/** The files of the message that is being written, each with how far it is. */
export function FileStrip({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const drafts = useDrafts();
  const draft = useDraft(chat.id);
  const rules = useRules(chat.channel.platform);
  if (draft.files.length === 0) return null;
  const choice = draft.files.some((one) => fitsAsPicture(one.file, rules));
  return (
    <div className={classes.strip}>
      <ul className={classes.items} aria-label={t('files.list')}>
        {draft.files.map((one) => (
          <StripFile key={one.id} chat={chat} one={one} />
        ))}
      </ul>
      {choice && (
        <Checkbox
          radius={4}
          size="xs"
          label={t('files.asFiles')}
          checked={draft.wantsFiles}
          onChange={(event) => drafts.sendAsFiles(chat.id, event.currentTarget.checked, rules)}
        />
      )}
    </div>
  );
}

/** What stands in the way of sending the files; empty when nothing does. */
export function useFilesHold(chat: Id): string {
  const { t } = useTranslation();
  const { files } = useDraft(chat);
  if (files.some((one) => one.state === 'refused')) return t('files.hasRefused');
  if (files.some((one) => one.state !== 'ready')) return t('files.notReady');
  return '';
}
