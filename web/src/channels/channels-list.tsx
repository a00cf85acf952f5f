import { Button } from '@mantine/core';
import { MessagesSquare, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Project } from '../api/types';
import { mayManage } from '../session/live-context';
import { useChannels } from '../settings/data';
import { Page } from '../settings/page';
import { Empty } from '../ui/empty';
import { ChannelCard } from './channel-card';
import classes from './channels.module.css';
import { Chooser } from './chooser';

/** The project's channels and how each of them is (CHN-1, CHN-10). */
export function ChannelsList({ project }: { project: Project }) {
  const { t } = useTranslation();
  const channels = useChannels(project.id).data?.items;
  const allowed = mayManage(project);
  const connect = allowed && channels && channels.length > 0 && (
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
      {channels?.length === 0 && allowed && <Chooser project={project.id} />}
      {channels?.length === 0 && !allowed && (
        <Empty
          icon={<MessagesSquare size={22} />}
          title={t('channels.none')}
          text={t('settings.onlyAdmins')}
        />
      )}
      {channels && channels.length > 0 && (
        <ul className={classes.cards} aria-label={t('channels.title')}>
          {channels.map((channel) => (
            <ChannelCard
              key={channel.id}
              project={project.id}
              channel={channel}
              allowed={allowed}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}
