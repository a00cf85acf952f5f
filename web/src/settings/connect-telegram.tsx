import { Button, Group } from '@mantine/core';
import { CircleCheck, ExternalLink } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Channel, Project } from '../api/types';
import { mayManage } from '../session/live-context';
import BotLink from '../ui/bot-link';
import { Empty } from '../ui/empty';
import { Page } from './page';
import classes from './settings.module.css';
import { TokenForm } from './token-form';

interface StepProps {
  number: number;
  title: string;
  children: ReactNode;
}

function Step({ number, title, children }: StepProps) {
  return (
    <li className={classes.step}>
      <span className={classes.stepNumber} aria-hidden>
        {number}
      </span>
      <div className={classes.stepBody}>
        <h2 className={classes.stepTitle}>{title}</h2>
        {children}
      </div>
    </li>
  );
}

function Connected({ project, channel }: { project: Project; channel: Channel }) {
  const { t } = useTranslation();
  const title = t('connect.doneTitle', { name: channel.name });
  return (
    <Empty icon={<CircleCheck size={24} />} title={title} text={t('connect.doneText')}>
      <BotLink link={channel.link} />
      <Group mt="md">
        <Button component={Link} href={`/p/${project.id}/inbox`}>
          {t('connect.toInbox')}
        </Button>
        <Button component={Link} href={`/p/${project.id}/settings/channels`} variant="default">
          {t('connect.toChannels')}
        </Button>
      </Group>
    </Empty>
  );
}

/** Three steps from nothing to a bot that brings messages here (CHN-6). */
export function ConnectTelegram({ project }: { project: Project }) {
  const { t } = useTranslation();
  const [channel, setChannel] = useState<Channel | null>(null);
  if (channel) {
    return (
      <Page title={t('connect.title')}>
        <Connected project={project} channel={channel} />
      </Page>
    );
  }
  if (!mayManage(project)) {
    return <Page title={t('connect.title')}>{t('settings.onlyAdmins')}</Page>;
  }
  return (
    <Page title={t('connect.title')}>
      <ol className={classes.steps}>
        <Step number={1} title={t('connect.step1')}>
          <p className={classes.stepText}>{t('connect.step1Text')}</p>
          <Button
            component="a"
            href="https://t.me/BotFather"
            target="_blank"
            rel="noreferrer noopener"
            variant="light"
            size="xs"
            rightSection={<ExternalLink size={14} aria-hidden />}
          >
            {t('connect.openBotFather')}
          </Button>
        </Step>
        <Step number={2} title={t('connect.step2')}>
          <p className={classes.stepText}>{t('connect.step2Text')}</p>
          <p className={classes.stepText}>{t('connect.step2Have')}</p>
        </Step>
        <Step number={3} title={t('connect.step3')}>
          <p className={classes.stepText}>{t('connect.step3Text')}</p>
          <TokenForm project={project.id} onConnected={setChannel} />
        </Step>
      </ol>
    </Page>
  );
}
