import { MessagesSquare, QrCode } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../api/types';
import { Chooser } from '../channels/chooser';
import { absolute } from '../channels/leave';
import { useChannels } from '../settings/data';
import { mayManage, useProject } from '../session/live-context';
import { Empty } from '../ui/empty';
import classes from './welcome.module.css';
import { useCounters } from './data';

const BotLink = lazy(() => import('../ui/bot-link'));

function ConnectCards({ project }: { project: Id }) {
  const { t } = useTranslation();
  const known = useProject(project);
  const allowed = known !== undefined && mayManage(known);
  return (
    <Empty
      icon={<MessagesSquare size={22} />}
      title={t('inbox.connectTitle')}
      text={allowed ? t('inbox.connectText') : t('inbox.noConnectRight')}
    >
      {allowed && (
        <div className={classes.chooser}>
          <Chooser project={project} />
        </div>
      )}
    </Empty>
  );
}

/**
 * What an inbox without chats teaches: to connect a messenger, then to write to the bot. Once there
 * are chats it shows its children.
 */
export function Welcome({ project, children }: { project: Id; children: ReactNode }) {
  const { t } = useTranslation();
  const channels = useChannels(project);
  const counters = useCounters(project).data;
  if (!channels.data || !counters) return null;
  const total = counters.new + counters.mine + counters.others + counters.done;
  if (total > 0) return children;
  const channel = channels.data.items[0];
  if (!channel) return <ConnectCards project={project} />;
  return (
    <Empty icon={<QrCode size={22} />} title={t('inbox.waitTitle')} text={t('inbox.waitText')}>
      <Suspense>
        <BotLink link={absolute(channel.link)} />
      </Suspense>
    </Empty>
  );
}
