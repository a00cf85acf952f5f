import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Id } from '../api/types';
import { NewcomerForm, type Newcomer } from './newcomer-form';

interface InviteFormProps {
  token: string;
  onJoined: (project: Id) => Promise<void>;
}

/** Who has no account yet makes one and joins in the same step. */
export function InviteForm({ token, onJoined }: InviteFormProps) {
  const { t } = useTranslation();
  const join = async (who: Newcomer) => {
    const joined = await http('invites.accept', { token, ...who });
    await onJoined(joined.project);
  };
  return <NewcomerForm action={t('invite.create')} onReady={join} />;
}
