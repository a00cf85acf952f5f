import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { http } from '../api/http';
import type { Params } from '../api/ops';
import type { Id } from '../api/types';
import { putChannel } from '../cache/apply-event';

export type ConnectWish = Omit<Params<'channels.connect'>, 'project'>;

/** Connects an account and shows what came of it. Throws `Problem`. */
export function useConnect(project: Id): (wish: ConnectWish) => Promise<void> {
  const cache = useQueryClient();
  const [, go] = useLocation();
  return async (wish) => {
    const channel = await http('channels.connect', { project, ...wish });
    putChannel(cache, project, channel);
    go(`/p/${project}/settings/channels/${channel.id}/connected`, { replace: true });
  };
}
