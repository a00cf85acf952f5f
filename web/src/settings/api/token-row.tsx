import { ActionIcon, Badge } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { ApiToken, Id } from '../../api/types';
import { dropFromList } from '../../cache/lists';
import { useToasts } from '../../ui/toasts';
import { ownKeys } from '../keys';
import { Confirm } from '../parts/confirm';
import classes from '../settings.module.css';
import { dayText } from '../words';
import own from './api.module.css';
import { SCOPES } from './scopes';

/** One token: what it may do, who made it, whether anybody uses it. */
export function TokenRow({ project, token }: { project: Id; token: ApiToken }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [asked, setAsked] = useState(false);
  const { id, name, scopes, created_by, created_at, last_used_at } = token;
  const remove = useMutation({
    mutationFn: () => http('tokens.delete', { project, token: id }),
    onSuccess: () => {
      dropFromList<ApiToken>(cache, ownKeys.tokens(project), (one) => one.id === id);
      toasts.done(t('tokens.deleted', { name }));
    },
    onError: (error) => toasts.problem(error),
  });
  const day = (time: string) => dayText(time, i18n.language);
  return (
    <li className={classes.item}>
      <div className={classes.itemText}>
        <div className={classes.itemName}>{name}</div>
        <div className={own.scopes}>
          {SCOPES.filter((scope) => scopes.includes(scope)).map((scope) => (
            <Badge key={scope} variant="default" tt="none" size="sm">
              {t(`tokens.scope.${scope}`)}
            </Badge>
          ))}
        </div>
        <div className={classes.itemSub}>
          {t('tokens.madeBy', { name: created_by.name, date: day(created_at) })}
          {' · '}
          {last_used_at ? t('tokens.used', { date: day(last_used_at) }) : t('tokens.neverUsed')}
        </div>
      </div>
      <ActionIcon
        variant="subtle"
        color="red"
        size="lg"
        aria-label={t('tokens.delete', { name })}
        onClick={() => setAsked(true)}
      >
        <Trash2 size={16} aria-hidden />
      </ActionIcon>
      {asked && (
        <Confirm
          title={t('tokens.deleteAsk', { name })}
          lines={[t('tokens.deleteText')]}
          action={t('tokens.deleteConfirm')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      )}
    </li>
  );
}
