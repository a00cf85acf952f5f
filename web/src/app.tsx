import { lazy, Suspense, type ComponentType } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import type { Id, Me } from './api/types';
import { loadWords, type Area } from './i18n';
import { Inbox } from './inbox/inbox';
import { homePath } from './session/last-project';
import { signInPath, wantedPath } from './session/wanted-path';
import { LiveProvider, maySeeInbox, useProject } from './session/live-context';
import { useMe } from './session/me';
import { ProjectScope } from './shell/project-scope';
import { Splash } from './shell/splash';

/** A page with the words that only it needs. */
function withWords<P>(area: Area, load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(async () => {
    const [page] = await Promise.all([load(), loadWords(area)]);
    return page;
  });
}

// The inbox is what people open; the rest is loaded when somebody goes there.
const SignIn = withWords('account', () => import('./auth/sign-in'));
const Forgot = withWords('account', () => import('./auth/forgot'));
const Reset = withWords('account', () => import('./auth/reset'));
const Invite = withWords('account', () => import('./auth/invite'));
const SignUp = lazy(() => import('./auth/sign-up'));
const Projects = lazy(() => import('./projects/projects'));
const NewProject = lazy(() => import('./projects/new-project'));
const Settings = lazy(() => import('./settings/settings'));
const Profile = withWords('profile', () => import('./profile/profile'));
const Staff = withWords('staff', () => import('./staff/staff'));
const NothingOpen = lazy(() => import('./shell/nothing-open'));
const NotFound = lazy(() => import('./shell/not-found'));

/** Platforms' logins come back to the address that the server knows a project by. */
function FromServer({ project, rest }: { project: string; rest: string }) {
  const search = useSearch();
  return <Redirect to={`/p/${project}/${rest}${search && `?${search}`}`} replace />;
}

/** Pages of links that were sent, whoever is signed in. */
function mailed() {
  return [
    <Route key="reset" path="/reset/:token">
      {({ token }) => <Reset token={token} />}
    </Route>,
    <Route key="invite" path="/invite/:token">
      {({ token }) => <Invite token={token} />}
    </Route>,
  ];
}

function SignedOut() {
  const [path] = useLocation();
  return (
    <Switch>
      <Route path="/sign-up" component={SignUp} />
      <Route path="/sign-in" component={SignIn} />
      <Route path="/forgot" component={Forgot} />
      {mailed()}
      <Route>
        <Redirect to={signInPath(path)} replace />
      </Route>
    </Switch>
  );
}

/** The inbox, or why there is none for this person (TEAM-3). */
function OpenInbox({ project, chat }: { project: Id; chat: Id | null }) {
  const known = useProject(project);
  if (!known) return null;
  return maySeeInbox(known) ? <Inbox project={project} chat={chat} /> : <NothingOpen />;
}

function SignedIn({ me }: { me: Me }) {
  const home = wantedPath(useSearch()) ?? homePath(me.projects);
  return (
    <Switch>
      <Route path="/projects" component={Projects} />
      <Route path="/projects/new" component={NewProject} />
      <Route path="/profile" component={Profile} />
      <Route path="/staff" component={Staff} />
      {mailed()}
      <Route path="/p/:project/inbox/:chat?">
        {({ project, chat }) => (
          <ProjectScope project={project}>
            <OpenInbox project={project} chat={chat ?? null} />
          </ProjectScope>
        )}
      </Route>
      <Route path="/p/:project/settings/*?">
        {({ project, '*': rest }) => (
          <ProjectScope project={project}>
            <Settings project={project} path={rest ?? ''} />
          </ProjectScope>
        )}
      </Route>
      <Route path="/projects/:project/*">
        {({ project, '*': rest }) => <FromServer project={project} rest={rest} />}
      </Route>
      <Route path="/p/:project">
        {({ project }) => <Redirect to={`/p/${project}/inbox`} replace />}
      </Route>
      {['/', '/sign-in', '/sign-up', '/forgot'].map((path) => (
        <Route key={path} path={path}>
          <Redirect to={home} replace />
        </Route>
      ))}
      <Route component={NotFound} />
    </Switch>
  );
}

export function App() {
  const me = useMe();
  if (me.data === undefined) {
    return <Splash failed={me.failureCount > 1} onRetry={() => void me.refetch()} />;
  }
  return (
    <Suspense fallback={<Splash failed={false} onRetry={() => undefined} />}>
      {me.data ? (
        <LiveProvider key={me.data.person.id} me={me.data}>
          <SignedIn me={me.data} />
        </LiveProvider>
      ) : (
        <SignedOut />
      )}
    </Suspense>
  );
}
