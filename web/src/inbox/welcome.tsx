import { QrCode, Send } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id } from '../api/types';
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
      icon={<Send size={22} />}
      title={t('inbox.connectTitle')}
      text={allowed ? t('inbox.connectText') : t('inbox.noConnectRight')}
    >
      {allowed && (
        <Link href={`/p/${project}/settings/channels/connect`} className={classes.connectCard}>
          <span className={classes.connectIcon} aria-hidden>
            <Send size={18} />
          </span>
          <span>
            <strong>{t('inbox.connectTelegram')}</strong>
            <small>{t('inbox.telegramText')}</small>
          </span>
        </Link>
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
        <BotLink link={channel.link} />
      </Suspense>
    </Empty>
  );
}
