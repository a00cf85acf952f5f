import { Avatar, Button, Loader, Radio, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { http } from '../api/http';
import { toProblem } from '../api/problem';
import type { Id, LoginAccount, LoginState, Project } from '../api/types';
import { problemText } from '../i18n/problem-text';
import { Page } from '../settings/page';
import { Empty } from '../ui/empty';
import { FormError } from '../ui/form-error';
import classes from './connect.module.css';
import { useLoginState } from './data';
import { leaveTo } from './leave';
import { NeedsAddress } from './needs-address';
import { TakeOver } from './take-over';
import { useConnect } from './use-connect';
import { needsAddress, wordsFor } from './words';

interface WayProps {
  project: Id;
  login: Id;
  state: LoginState;
}

interface Choice {
  account: string;
  /** Chosen and allowed before. */
  ready?: boolean;
  takeOver?: boolean;
}

/** Chooses an account and connects it; the platform may want the person back in between. */
function useFinish({ project, login, state: { platform } }: WayProps) {
  const connect = useConnect(project);
  return useMutation({
    mutationFn: async ({ account, ready, takeOver }: Choice) => {
      if (!ready && !takeOver) {
        const { url } = await http('channels.login_choose', { project, login, account });
        if (url) {
          leaveTo(url);
          return;
        }
      }
      await connect({ platform, login, account, take_over: takeOver });
    },
  });
}

type Finish = ReturnType<typeof useFinish>;

/** What the server said no to; a question when another service has the account. */
function Refused({ finish, account }: { finish: Finish; account: string }) {
  const { t } = useTranslation();
  if (!finish.error) return null;
  const problem = toProblem(finish.error);
  if (needsAddress(problem)) return <NeedsAddress />;
  if (problem.code !== 'channel.webhook_in_use') {
    return <FormError text={problemText(t, problem)} />;
  }
  return (
    <TakeOver
      host={problem.host ?? '…'}
      pending={finish.isPending}
      onYes={() => finish.mutate({ account, takeOver: true })}
      onNo={finish.reset}
    />
  );
}

function Account({ account, state }: { account: LoginAccount; state: LoginState }) {
  const { t } = useTranslation();
  return (
    <Radio.Card
      value={account.id}
      disabled={!account.administers}
      className={classes.account}
      aria-label={account.name}
    >
      <Avatar src={account.photo} name={account.name} size={40} color="initials" alt="" />
      <span style={{ flex: 1, minWidth: 0 }}>
        <bdi className={classes.accountName}>{account.name}</bdi>
        {!account.administers && (
          <span className={classes.accountWhy}>
            {wordsFor(t, 'connect.notAdministrator', state.platform)}
          </span>
        )}
      </span>
      <Radio.Indicator disabled={!account.administers} aria-hidden />
    </Radio.Card>
  );
}

/** The communities or pages of whoever logged in (CHN-3, CHN-8). */
function Choose(props: WayProps) {
  const { t } = useTranslation();
  const { state } = props;
  const finish = useFinish(props);
  const possible = state.accounts.filter((account) => account.administers);
  const [chosen, setChosen] = useState(possible.length === 1 ? (possible[0]?.id ?? null) : null);
  if (state.accounts.length === 0) {
    return (
      <Over project={props.project} reason={wordsFor(t, 'connect.noAccounts', state.platform)} />
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) finish.mutate({ account: chosen });
      }}
    >
      <Radio.Group
        value={chosen}
        onChange={setChosen}
        label={wordsFor(t, 'connect.choose', state.platform)}
        labelProps={{ className: 'sr-only' }}
      >
        <div className={classes.accounts}>
          {state.accounts.map((account) => (
            <Account key={account.id} account={account} state={state} />
          ))}
        </div>
      </Radio.Group>
      <Stack gap="md" maw={480} align="flex-start">
        <Refused finish={finish} account={chosen ?? ''} />
        <Button type="submit" disabled={!chosen} loading={finish.isPending}>
          {t('connect.connectChosen')}
        </Button>
      </Stack>
    </form>
  );
}

/** The person has chosen and allowed: nothing is left for them to do. */
function Ready(props: WayProps) {
  const { t } = useTranslation();
  const finish = useFinish(props);
  const account = props.state.account ?? '';
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    finish.mutate({ account, ready: true });
  }, [finish, account]);
  if (!finish.error) return <Loader aria-label={t('common.loading')} />;
  return (
    <Stack gap="md" maw={480} align="flex-start">
      <Refused finish={finish} account={account} />
      <Button
        variant="default"
        loading={finish.isPending}
        onClick={() => finish.mutate({ account, ready: true })}
      >
        {t('common.retry')}
      </Button>
    </Stack>
  );
}

function Over({ project, reason }: { project: Id; reason: string }) {
  const { t } = useTranslation();
  return (
    <Empty icon={<CircleX size={24} />} title={t('connect.loginOver')} text={reason}>
      <Button component={Link} href={`/p/${project}/settings/channels/connect`} mt="md">
        {t('connect.again')}
      </Button>
    </Empty>
  );
}

interface LoginPageProps {
  project: Project;
  login: Id;
  /** What the platform's page ended with; null when with success. */
  error: string | null;
}

/** Where the browser comes back from a platform's login. */
export function LoginPage({ project, login, error }: LoginPageProps) {
  const { t } = useTranslation();
  const query = useLoginState(project.id, login);
  const state = query.data;
  const way = state && { project: project.id, login, state };
  const failure =
    error ?? state?.error ?? (query.error || state?.state === 'waiting' ? 'over' : null);
  const title = state ? wordsFor(t, 'connect.choose', state.platform) : t('connect.title');
  return (
    <Page title={title}>
      {failure ? (
        <Over
          project={project.id}
          reason={t([`connect.loginError.${failure}`, 'connect.loginError.over'])}
        />
      ) : (
        <>
          {!way && <Loader aria-label={t('common.loading')} />}
          {way?.state.state === 'choose' && <Choose {...way} />}
          {way?.state.state === 'ready' && <Ready {...way} />}
        </>
      )}
    </Page>
  );
}
