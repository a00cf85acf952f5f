import { Alert, Anchor, Stack, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Copy, Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { Channel, Id, Project } from '../api/types';
import { mayManage } from '../session/live-context';
import { Page, Part } from '../settings/page';
import { fullTime } from '../text/time';
import { BotPage } from './bot-page';
import classes from './channels.module.css';
import { Connected } from './connected';
import { useChannel, usePlatform } from './data';
import { absolute } from './leave';
import { MessageTypes } from './message-types';
import { WelcomeForm } from './welcome-form';
import { wordsFor } from './words';

function Address({ url, label }: { url: string; label: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard();
  return (
    <UnstyledButton
      className={classes.address}
      onClick={() => clipboard.copy(url)}
      aria-label={`${t('common.copy')}: ${label}`}
    >
      <code>{url}</code> <Copy size={13} aria-hidden />
      <small role="status">{clipboard.copied && t('common.copied')}</small>
    </UnstyledButton>
  );
}

function Facts({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation();
  return (
    <Stack gap="md">
      {channel.link && (
        <div>
          <div className={classes.sub}>{t('channels.link')}</div>
          <Address url={absolute(channel.link)} label={t('channels.link')} />
          {channel.platform === 'webchat' && (
            <Anchor
              href={absolute(channel.link)}
              target="_blank"
              rel="noreferrer noopener"
              display="block"
              mt="xs"
            >
              {t('channels.tryPage')}
            </Anchor>
          )}
        </div>
      )}
      {channel.platform !== 'webchat' && (
        <div>
          <div className={classes.sub}>{t('channels.mode')}</div>
          {t(`channels.modeName.${channel.mode}`)}.{' '}
          {wordsFor(t, `channels.modeText.${channel.mode}`, channel.platform)}
        </div>
      )}
      {channel.webhook_url && channel.platform !== 'webchat' && (
        <div>
          <div className={classes.sub}>{t('channels.address')}</div>
          <Address url={channel.webhook_url} label={t('channels.address')} />
        </div>
      )}
      <div>
        <div className={classes.sub}>{t('channels.since')}</div>
        {fullTime(channel.created_at, i18n.language)}
      </div>
    </Stack>
  );
}

/** What is set on one channel alone (BOT-1, CHN-4). */
function Own({ project, channel }: { project: Id; channel: Channel }) {
  const { t } = useTranslation();
  const info = usePlatform(channel.platform);
  if (!info) return null;
  return (
    <>
      {info.rules.has_welcome && (
        <Part title={t('own.welcome')}>
          <WelcomeForm key={channel.welcome} project={project} channel={channel} />
        </Part>
      )}
      {info.rules.bot_profile && (
        <Part title={t('own.botPage')}>
          <BotPage project={project} channel={channel} />
        </Part>
      )}
      {info.message_types.length > 0 && (
        <Part title={t('own.types')} wide>
          <MessageTypes project={project} channel={channel} types={info.message_types} />
        </Part>
      )}
    </>
  );
}

interface ChannelPageProps {
  project: Project;
  channel: Id;
  /** It has just been connected. */
  fresh: boolean;
}

/** The page of one channel. */
export function ChannelPage({ project, channel: id, fresh }: ChannelPageProps) {
  const { t } = useTranslation();
  const channel = useChannel(project.id, id);
  const list = `/p/${project.id}/settings/channels`;
  if (channel === undefined) return null;
  if (channel === null) return <Redirect to={list} replace />;
  if (fresh) {
    return (
      <Page title={t(`connect.${channel.platform}.title`)}>
        <Connected project={project.id} channel={channel} />
      </Page>
    );
  }
  const back = (
    <Anchor component={Link} href={list}>
      {t('own.back')}
    </Anchor>
  );
  return (
    <Page title={channel.name} text={t(`platforms.name.${channel.platform}`)} action={back}>
      <Part title={t('own.connection')}>
        <Facts channel={channel} />
      </Part>
      {mayManage(project) ? (
        <Own project={project.id} channel={channel} />
      ) : (
        <Alert color="gray" variant="light" icon={<Info size={18} aria-hidden />}>
          {t('settings.onlyAdmins')}
        </Alert>
      )}
    </Page>
  );
}
