import { Button } from '@mantine/core';
import { Bot, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Project } from '../api/types';
import { mayManage } from '../session/live-context';
import { Empty } from '../ui/empty';
import { ChannelItem } from './channel-item';
import { useChannels } from './data';
import { Page } from './page';
import classes from './settings.module.css';

/** The project's bots and how each of them is (CHN-10). */
export function ChannelsSection({ project }: { project: Project }) {
  const { t } = useTranslation();
  const channels = useChannels(project.id).data?.items;
  const connect = mayManage(project) && (
    <Button
      component={Link}
      href={`/p/${project.id}/settings/channels/connect`}
      leftSection={<Plus size={16} aria-hidden />}
    >
      {t('channels.connect')}
    </Button>
  );
  return (
    <Page title={t('channels.title')} text={t('channels.text')} action={connect}>
      {channels?.length === 0 && (
        <Empty icon={<Bot size={22} />} title={t('channels.none')} text={t('channels.noneText')} />
      )}
      {channels && channels.length > 0 && (
        <ul className={classes.list} aria-label={t('channels.title')}>
          {channels.map((channel) => (
            <ChannelItem
              key={channel.id}
              project={project.id}
              channel={channel}
              allowed={mayManage(project)}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}
