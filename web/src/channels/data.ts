import { useQuery } from '@tanstack/react-query';
import { http } from '../api/http';
import type { BotProfile, Channel, Id, LoginState, PlatformInfo } from '../api/types';
import { keys } from '../cache/keys';
import { useChannels } from '../settings/data';
import type { Platform } from '../ui/platforms';

/** More platforms than there are. */
const ALL = 50;

/** What each messenger can do on this server. */
export function usePlatforms() {
  return useQuery<PlatformInfo[]>({
    queryKey: keys.platforms,
    queryFn: async () => (await http('platforms.list', { limit: ALL })).items,
  });
}

export function usePlatform(platform: Platform): PlatformInfo | undefined {
  return usePlatforms().data?.find((one) => one.platform === platform);
}

/** One channel of the project; undefined while it is not known, null when there is none. */
export function useChannel(project: Id, channel: Id): Channel | null | undefined {
  const list = useChannels(project).data;
  return list && (list.items.find((one) => one.id === channel) ?? null);
}

/** How far a login at a platform is: each look is a new one, no event tells of it. */
export function useLoginState(project: Id, login: Id) {
  return useQuery<LoginState>({
    queryKey: keys.login(project, login),
    queryFn: () => http('channels.login_state', { project, login }),
    gcTime: 0,
  });
}

/** The bot's page as the platform has it now. */
export function useBotProfile(project: Id, channel: Id) {
  return useQuery<BotProfile>({
    queryKey: keys.botProfile(project, channel),
    queryFn: () => http('channels.bot_profile', { project, channel }),
    gcTime: 0,
  });
}
