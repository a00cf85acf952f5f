import { useSearch } from 'wouter';
import type { Project } from '../api/types';
import { isPlatform } from '../ui/platforms';
import { ChannelPage } from './channel-page';
import { ChannelsList } from './channels-list';
import { ConnectPage } from './connect-page';
import { LoginPage } from './login-page';

interface ChannelsProps {
  project: Project;
  /** What follows `channels/` in the address. */
  path: string;
}

/** Everything about channels, by the rest of the address. */
export default function Channels({ project, path }: ChannelsProps) {
  const search = new URLSearchParams(useSearch());
  const login = search.get('login');
  const [first = '', second] = path.split('/');
  if (first === '' && login) {
    return <LoginPage key={login} project={project} login={login} error={search.get('error')} />;
  }
  if (first === '') return <ChannelsList project={project} />;
  if (first === 'connect') {
    const platform = second && isPlatform(second) ? second : null;
    return <ConnectPage project={project} platform={platform} />;
  }
  return <ChannelPage project={project} channel={first} fresh={second === 'connected'} />;
}
