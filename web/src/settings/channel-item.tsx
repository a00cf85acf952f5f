import { Alert, Anchor, Button, CopyButton, Group, UnstyledButton } from '@mantine/core';
import { Copy, Send, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel, Id } from '../api/types';
import { fullTime } from '../text/time';
import { DisconnectChannel } from './disconnect-channel';
import { NewToken } from './new-token';
import classes from './settings.module.css';
import { useRearm } from './use-rearm';

function Address({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={url}>
      {({ copied, copy }) => (
        <UnstyledButton onClick={copy} title={t('common.copy')}>
          <code>{url}</code> <Copy size={13} aria-label={t('common.copy')} />{' '}
          {copied && <small role="status">{t('common.copied')}</small>}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

function Facts({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation();
  const { health } = channel;
  const when = (time: string | null) => time && fullTime(time, i18n.language);
  return (
    <dl className={classes.channelFacts}>
      <div>
        <dt>{t('channels.lastInbound')}</dt>
        <dd>{when(health.last_inbound_at) ?? t('channels.never')}</dd>
      </div>
      <div>
        <dt>{t('channels.mode')}</dt>
        <dd title={t(`channels.modeText.${channel.mode}`)}>
          {t(`channels.modeName.${channel.mode}`)}
        </dd>
      </div>
      {health.last_error && (
        <div className={classes.wide}>
          <dt>{t('channels.lastError')}</dt>
          <dd>
            {health.last_error}
            {health.last_error_at && ` · ${when(health.last_error_at)}`}
          </dd>
        </div>
      )}
      {channel.mode === 'webhook' && channel.webhook_url && (
        <div className={classes.wide}>
          <dt>{t('channels.address')}</dt>
          <dd>
            <Address url={channel.webhook_url} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Actions({ project, channel }: { project: Id; channel: Channel }) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  const rearm = useRearm(project, channel.id);
  const other = channel.mode === 'webhook' ? 'polling' : 'webhook';
  return (
    <Group gap="xs" mt="md" role="group" aria-label={t('channels.actions', { name: channel.name })}>
      <Button
        size="xs"
        variant={channel.state === 'broken' ? 'filled' : 'default'}
        loading={rearm.isPending}
        onClick={() => rearm.run({}, t('channels.rearmed'))}
      >
        {t('channels.rearm')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={rearm.isPending}
        onClick={() => rearm.run({ mode: other }, t('channels.switched'))}
      >
        {other === 'webhook' ? t('channels.toWebhook') : t('channels.toPolling')}
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => setLeaving(true)}>
        {t('channels.disconnect')}
      </Button>
      {leaving && (
        <DisconnectChannel project={project} channel={channel} onClose={() => setLeaving(false)} />
      )}
    </Group>
  );
}

interface ChannelItemProps {
  project: Id;
  channel: Channel;
  /** May this person change it. */
  allowed: boolean;
}

/** One bot: whether it works, since when, and how to mend it. */
export function ChannelItem({ project, channel, allowed }: ChannelItemProps) {
  const { t } = useTranslation();
  const { problem } = channel.health;
  return (
    <li className={classes.channel} aria-label={channel.name}>
      <div className={classes.channelHead}>
        <span className={classes.channelIcon} aria-hidden>
          <Send size={18} />
        </span>
        <div className={classes.itemText}>
          <div className={classes.itemName}>
            <bdi>{channel.name}</bdi>
          </div>
          <Anchor
            href={channel.link}
            target="_blank"
            rel="noreferrer noopener"
            size="sm"
            aria-label={`${t('channels.link')}: ${channel.link}`}
          >
            @{channel.username}
          </Anchor>
        </div>
        <span className={classes.state} data-state={channel.state}>
          {t(`channels.state.${channel.state}`)}
        </span>
      </div>
      {problem && (
        <Alert
          mt="md"
          color={problem === 'unreachable' ? 'yellow' : 'red'}
          variant="light"
          icon={<TriangleAlert size={18} aria-hidden />}
        >
          {t(`channels.problem.${problem}`)}
          {problem === 'token_revoked' && allowed && (
            <NewToken project={project} channel={channel.id} />
          )}
        </Alert>
      )}
      <Facts channel={channel} />
      {allowed && <Actions project={project} channel={channel} />}
    </li>
  );
}
