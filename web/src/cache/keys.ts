import type { Id, Tab } from '../api/types';

/** Names of everything that is held, project first so that a project can be dropped whole. */
export const keys = {
  me: ['me'] as const,
  /** What each messenger can and takes: the same for every project. */
  platforms: ['platforms'] as const,
  project: (project: Id) => ['project', project] as const,
  counters: (project: Id) => ['project', project, 'counters'] as const,
  chats: (project: Id, tab: Tab) => ['project', project, 'chats', tab] as const,
  chat: (project: Id, chat: Id) => ['project', project, 'chat', chat] as const,
  typing: (project: Id, chat: Id) => ['project', project, 'typing', chat] as const,
  messages: (project: Id, chat: Id) => ['project', project, 'messages', chat] as const,
  channels: (project: Id) => ['project', project, 'channels'] as const,
  botProfile: (project: Id, channel: Id) => ['project', project, 'bot-profile', channel] as const,
  login: (project: Id, login: Id) => ['project', project, 'login', login] as const,
  members: (project: Id) => ['project', project, 'members'] as const,
};

export const TABS: readonly Tab[] = ['new', 'mine', 'others', 'done'];
