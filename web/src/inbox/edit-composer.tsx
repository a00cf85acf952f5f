import { Check, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chat, Id, Message } from '../api/types';
import { useToasts } from '../ui/toasts';
import { AboutBar } from './about-bar';
import { textLimits } from './compose-rules';
import classes from './composer.module.css';
import { ComposerField } from './composer-field';
import { useEdit, useRules } from './data';

interface EditComposerProps {
  project: Id;
  chat: Chat;
  message: Message;
  onDone: () => void;
}

const nothing = () => undefined;

/** Changes a message that was sent, where the messenger can (CHT-9). */
export function EditComposer({ project, chat, message, onDone }: EditComposerProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const rules = useRules(chat.channel.platform);
  const edit = useEdit(project, chat.id);
  const [text, setText] = useState(message.text);
  const [focus, setFocus] = useState(true);
  const save = () => {
    if (text === message.text) {
      onDone();
      return;
    }
    edit.mutate({ message: message.id, text }, { onSuccess: onDone, onError: toasts.problem });
  };
  return (
    <div className={classes.composer} data-mode="edit">
      <AboutBar
        icon={Pencil}
        title={t('act.editing')}
        text={message.text}
        closeLabel={t('act.cancelEdit')}
        onClose={onDone}
      />
      <ComposerField
        text={text}
        onText={setText}
        limits={textLimits(rules, message.attachments.length > 0, true)}
        label={t('act.editing')}
        placeholder=""
        sendLabel={t('act.saveEdit')}
        sendIcon={<Check size={18} aria-hidden />}
        disabled={edit.isPending}
        onSend={save}
        onEscape={onDone}
        focus={focus}
        onFocused={focus ? () => setFocus(false) : nothing}
      />
    </div>
  );
}
