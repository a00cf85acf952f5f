import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import type { Me } from './api/types';
import { Inbox } from './inbox/inbox';
import { homePath } from './session/last-project';
import { signInPath, wantedPath } from './session/wanted-path';
import { LiveProvider } from './session/live-context';
import { useMe } from './session/me';
import { ProjectScope } from './shell/project-scope';
import { Splash } from './shell/splash';

// The inbox is what people open; the rest is loaded when somebody goes there.
const SignIn = lazy(() => import('./auth/sign-in'));
const SignUp = lazy(() => import('./auth/sign-up'));
const Projects = lazy(() => import('./projects/projects'));
const NewProject = lazy(() => import('./projects/new-project'));
const Settings = lazy(() => import('./settings/settings'));
const Profile = lazy(() => import('./settings/profile'));
const NotFound = lazy(() => import('./shell/not-found'));

/** Platforms' logins come back to the address that the server knows a project by. */
function FromServer({ project, rest }: { project: string; rest: string }) {
  const search = useSearch();
  return <Redirect to={`/p/${project}/${rest}${search && `?${search}`}`} replace />;
}

function SignedOut() {
  const [path] = useLocation();
  return (
    <Switch>
      <Route path="/sign-up" component={SignUp} />
      <Route path="/sign-in" component={SignIn} />
      <Route>
        <Redirect to={signInPath(path)} replace />
      </Route>
    </Switch>
  );
}

function SignedIn({ me }: { me: Me }) {
  const home = wantedPath(useSearch()) ?? homePath(me.projects);
  return (
    <Switch>
      <Route path="/projects" component={Projects} />
      <Route path="/projects/new" component={NewProject} />
      <Route path="/profile" component={Profile} />
      <Route path="/p/:project/inbox/:chat?">
        {({ project, chat }) => (
          <ProjectScope project={project}>
            <Inbox project={project} chat={chat ?? null} />
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
      {['/', '/sign-in', '/sign-up'].map((path) => (
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
