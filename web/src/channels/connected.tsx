import { Button, Group } from '@mantine/core';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Channel, Id } from '../api/types';
import BotLink from '../ui/bot-link';
import { Empty } from '../ui/empty';
import { absolute } from './leave';
import { useRearm } from './use-rearm';
import { troubleText, wordsFor } from './words';

interface ConnectedProps {
  project: Id;
  channel: Channel;
}

/** What stands between the account and its messages, and the way to try once more (CHN-7). */
function Almost({ project, channel }: ConnectedProps) {
  const { t } = useTranslation();
  const rearm = useRearm(project, channel.id);
  const text = troubleText(t, channel.platform, channel.health.problem ?? '');
  const title = t('connect.almostTitle', { name: channel.name });
  return (
    <Empty icon={<TriangleAlert size={24} />} title={title} text={text}>
      {channel.health.last_error && <code>{channel.health.last_error}</code>}
      <Button
        mt="md"
        loading={rearm.isPending}
        onClick={() => rearm.run({}, t('channels.rearmed'))}
      >
        {t('channels.rearm')}
      </Button>
    </Empty>
  );
}

/** The account is ours: how to try it, and where to go next (CHN-9). */
export function Connected({ project, channel }: ConnectedProps) {
  const { t } = useTranslation();
  if (channel.health.problem) return <Almost project={project} channel={channel} />;
  const title = t('connect.doneTitle', { name: channel.name });
  const text = wordsFor(t, 'connect.doneText', channel.platform);
  const types = channel.platform === 'messenger';
  return (
    <Empty icon={<CircleCheck size={24} />} title={title} text={text}>
      {channel.link && <BotLink link={absolute(channel.link)} />}
      <Group mt="md" justify="center">
        <Button component={Link} href={`/p/${project}/inbox`}>
          {t('connect.toInbox')}
        </Button>
        <Button
          component={Link}
          href={`/p/${project}/settings/channels${types ? `/${channel.id}` : ''}`}
          variant="default"
        >
          {types ? t('connect.toTypes') : t('connect.toChannels')}
        </Button>
      </Group>
    </Empty>
  );
}
