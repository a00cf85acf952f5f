import { Anchor, Button, Divider, List, Stack } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Id, Project } from '../api/types';
import { mayManage } from '../session/live-context';
import { Page } from '../settings/page';
import type { Platform } from '../ui/platforms';
import { Chooser } from './chooser';
import classes from './connect.module.css';
import { GUIDES } from './guides';
import { LoginButton } from './login-button';
import { TokenForm } from './token-form';
import type { TokenPlatform } from './tokens';
import { WebchatForm } from './webchat-form';

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

function OpenSite({ platform, url }: { platform: TokenPlatform; url: string }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      variant="light"
      size="xs"
      rightSection={<ExternalLink size={14} aria-hidden />}
    >
      {t(`connect.${platform}.open`)}
    </Button>
  );
}

/** The steps to a token, the last of which is to paste it (CHN-3, CHN-6 to CHN-8). */
function TokenSteps({ project, platform }: { project: Id; platform: TokenPlatform }) {
  const { t } = useTranslation();
  const { open, steps } = GUIDES[platform];
  const numbers = Array.from({ length: steps }, (_, place) => place + 1);
  return (
    <ol className={classes.steps}>
      {numbers.map((number) => (
        <Step key={number} number={number} title={t(`connect.${platform}.step${number}`)}>
          <p className={classes.stepText}>{t(`connect.${platform}.step${number}Text`)}</p>
          {number === 1 && open && <OpenSite platform={platform} url={open} />}
          {number === steps && <TokenForm project={project} platform={platform} />}
        </Step>
      ))}
    </ol>
  );
}

function Notes({ platform }: { platform: TokenPlatform }) {
  const { t } = useTranslation();
  return (
    <List className={classes.notes} spacing={4} size="sm">
      {GUIDES[platform].notes.map((note) => (
        <List.Item key={note}>{t(`connect.note.${note}`)}</List.Item>
      ))}
    </List>
  );
}

function Ways({ project, platform }: { project: Project; platform: Platform }) {
  const { t } = useTranslation();
  if (platform === 'webchat') return <WebchatForm project={project} />;
  const steps = <TokenSteps project={project.id} platform={platform} />;
  if (platform === 'telegram' || platform === 'viber') {
    return (
      <>
        <Notes platform={platform} />
        {steps}
      </>
    );
  }
  return (
    <>
      <Notes platform={platform} />
      <Stack gap="sm" mb="xl">
        <h2 className={classes.way}>{t(`connect.${platform}.byLogin`)}</h2>
        <LoginButton project={project.id} platform={platform} />
      </Stack>
      <Divider label={t('connect.or')} mb="lg" />
      <h2 className={classes.way}>{t('connect.byToken')}</h2>
      {steps}
    </>
  );
}

interface ConnectPageProps {
  project: Project;
  /** Null while none is chosen. */
  platform: Platform | null;
}

/** From nothing to an account whose messages come here. */
export function ConnectPage({ project, platform }: ConnectPageProps) {
  const { t, i18n } = useTranslation();
  const title = platform ? t(`connect.${platform}.title`) : t('connect.title');
  if (!mayManage(project)) return <Page title={title}>{t('settings.onlyAdmins')}</Page>;
  if (!platform) {
    return (
      <Page title={title} text={t('connect.text')}>
        <Chooser project={project.id} />
      </Page>
    );
  }
  const manual = `/docs/${i18n.language}/${platform === 'webchat' ? 'web-chat' : `connect-${platform}`}.html`;
  return (
    <Page title={title} text={t(`connect.${platform}.text`)}>
      <Ways key={platform} project={project} platform={platform} />
      <p className={classes.more}>
        <Anchor href={manual} target="_blank">
          {t('connect.manual')}
        </Anchor>
        <Anchor component={Link} href={`/p/${project.id}/settings/channels/connect`}>
          {t('connect.another')}
        </Anchor>
      </p>
    </Page>
  );
}
