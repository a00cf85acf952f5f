import { ActionIcon, Alert, Anchor, Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import {
  EllipsisVertical,
  KeyRound,
  Radio,
  RotateCw,
  Settings2,
  Stethoscope,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { http } from '../api/http';
import type { Channel, Id } from '../api/types';
import { fullTime, shortTime } from '../text/time';
import { PlatformMark } from '../ui/platform-mark';
import { useToasts } from '../ui/toasts';
import { useNow } from '../ui/use-now';
import classes from './channels.module.css';
import { Checkup } from './checkup';
import { usePlatform } from './data';
import { absolute } from './leave';
import { NewToken } from './new-token';
import { isTokenPlatform } from './tokens';
import { useDisconnect } from './use-disconnect';
import { useRearm } from './use-rearm';
import { conditionOf, troubleText } from './words';

interface ChannelProps {
  project: Id;
  channel: Channel;
}

function Head({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const condition = conditionOf(channel);
  const shown =
    channel.platform === 'telegram'
      ? `@${channel.username}`
      : channel.link.replace(/^[a-z]+:\/\//, '');
  return (
    <div className={classes.head}>
      <PlatformMark platform={channel.platform} size={40} />
      <div className={classes.who}>
        <h2 className={classes.name}>
          <bdi>{channel.name}</bdi>
        </h2>
        <span className={classes.sub}>
          {t(`platforms.name.${channel.platform}`)}
          {channel.link && (
            <>
              {' · '}
              <Anchor
                href={absolute(channel.link)}
                target="_blank"
                rel="noreferrer noopener"
                size="sm"
                aria-label={`${t('channels.link')}: ${shown}`}
              >
                {channel.platform === 'webchat' ? t('channels.tryPage') : shown}
              </Anchor>
            </>
          )}
        </span>
      </div>
      <span className={classes.state} data-condition={condition}>
        {t(`channels.condition.${condition}`)}
      </span>
    </div>
  );
}

/** Health at a glance: when a client last wrote, and what last went wrong (CHN-10). */
function Health({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { last_inbound_at, last_error, last_error_at } = channel.health;
  const when = (time: string) => (
    <time dateTime={time} title={fullTime(time, i18n.language)}>
      {shortTime(time, now, i18n.language)}
    </time>
  );
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('channels.lastInbound')}</dt>
        <dd>{last_inbound_at ? when(last_inbound_at) : t('channels.never')}</dd>
      </div>
      {last_error && (
        <div>
          <dt>{t('channels.lastError')}</dt>
          <dd>
            {last_error_at && when(last_error_at)} <q>{last_error}</q>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Trouble({ project, channel, allowed }: ChannelCardProps) {
  const { t } = useTranslation();
  const { problem } = channel.health;
  if (!problem) return null;
  const lost = problem === 'token_revoked' && isTokenPlatform(channel.platform);
  return (
    <Alert
      mt="md"
      color={channel.state === 'broken' ? 'red' : 'yellow'}
      variant="light"
      icon={<TriangleAlert size={18} aria-hidden />}
    >
      {troubleText(t, channel.platform, problem)}
      {lost && allowed && <NewToken project={project} channel={channel} />}
    </Alert>
  );
}

interface MoreProps extends ChannelProps {
  onNewToken: () => void;
}

/** What is seldom done to a channel. */
function More({ project, channel, onNewToken }: MoreProps) {
  const { t } = useTranslation();
  const info = usePlatform(channel.platform);
  const rearm = useRearm(project, channel.id);
  const leave = useDisconnect(project, channel);
  const other = channel.mode === 'webhook' ? 'polling' : 'webhook';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('channels.more', { name: channel.name })}
          loading={rearm.isPending || leave.isPending}
        >
          <EllipsisVertical size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isTokenPlatform(channel.platform) && (
          <Menu.Item leftSection={<KeyRound size={15} />} onClick={onNewToken}>
            {t('channels.replaceToken')}
          </Menu.Item>
        )}
        {info?.webhooks && info.polls && (
          <Menu.Item
            leftSection={<Radio size={15} />}
            onClick={() => rearm.run({ mode: other }, t('channels.switched'))}
          >
            {other === 'webhook' ? t('channels.toWebhook') : t('channels.toPolling')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Unplug size={15} />} color="red" onClick={() => leave.mutate()}>
          {t('channels.disconnect')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useCheck({ project, channel }: ChannelProps) {
  const toasts = useToasts();
  return useMutation({
    mutationFn: async () => {
      const report = await http('channels.check', { project, channel: channel.id });
      return { report, cameAt: Date.now() };
    },
    onError: (error) => toasts.problem(error),
  });
}

function Actions({ project, channel }: ChannelProps) {
  const { t } = useTranslation();
  const rearm = useRearm(project, channel.id);
  const check = useCheck({ project, channel });
  const [renewing, setRenewing] = useState(false);
  const wanting = conditionOf(channel) !== 'works';
  return (
    <>
      {check.data && <Checkup channel={channel} {...check.data} />}
      {renewing && (
        <NewToken project={project} channel={channel} onDone={() => setRenewing(false)} />
      )}
      <div
        className={classes.actions}
        role="group"
        aria-label={t('channels.actions', { name: channel.name })}
      >
        <Button
          size="xs"
          variant={wanting ? 'filled' : 'default'}
          leftSection={<RotateCw size={14} aria-hidden />}
          loading={rearm.isPending}
          onClick={() =>
            rearm.run({}, t('channels.rearmed'), () => {
              if (check.data) check.mutate();
            })
          }
        >
          {t('channels.rearm')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<Stethoscope size={14} aria-hidden />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('doctor.run')}
        </Button>
        <Button
          component={Link}
          href={`/p/${project}/settings/channels/${channel.id}`}
          size="xs"
          variant="default"
          leftSection={<Settings2 size={14} aria-hidden />}
        >
          {t('channels.own')}
        </Button>
        <span className={classes.gap} />
        <More project={project} channel={channel} onNewToken={() => setRenewing(true)} />
      </div>
    </>
  );
}

interface ChannelCardProps extends ChannelProps {
  /** May this person change it. */
  allowed: boolean;
}

/** One channel: whether it works, since when, and how to mend it. */
export function ChannelCard({ project, channel, allowed }: ChannelCardProps) {
  return (
    <li className={classes.card} aria-label={channel.name}>
      <Head channel={channel} />
      <Trouble project={project} channel={channel} allowed={allowed} />
      <Health channel={channel} />
      {allowed && <Actions project={project} channel={channel} />}
    </li>
  );
}
