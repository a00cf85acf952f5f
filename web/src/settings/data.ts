import { useQuery } from '@tanstack/react-query';
import type { Channel, Id, List, Member } from '../api/types';
import { keys } from '../cache/keys';
import { useLive } from '../session/live-context';

/** More than any project has; the lists are short and shown whole. */
const ALL = 200;

export function useChannels(project: Id) {
  const live = useLive();
  return useQuery<List<Channel>>({
    queryKey: keys.channels(project),
    queryFn: async () => {
      const list = await live.read('channels.list', { project, limit: ALL });
      return { ...list, items: list.items.filter((one) => one.state !== 'disconnected') };
    },
  });
}

export function useMembers(project: Id) {
  const live = useLive();
  return useQuery<List<Member>>({
    queryKey: keys.members(project),
    queryFn: () => live.read('members.list', { project, limit: ALL }),
  });
}
