import type { Id, Tab } from '../api/types';

/** Names of everything that is held, project first so that a project can be dropped whole. */
export const keys = {
  me: ['me'] as const,
  /** What each messenger can and takes: the same for every project. */
  platforms: ['platforms'] as const,
  project: (project: Id) => ['project', project] as const,
  counters: (project: Id) => ['project', project, 'counters'] as const,
  /** A tab's list; `department` null = of all that one sees. */
  chats: (project: Id, tab: Tab, department: Id | null = null) =>
    ['project', project, 'chats', tab, department] as const,
  /** The lists of all tabs and departments that were opened. */
  chatLists: (project: Id) => ['project', project, 'chats'] as const,
  chat: (project: Id, chat: Id) => ['project', project, 'chat', chat] as const,
  typing: (project: Id, chat: Id) => ['project', project, 'typing', chat] as const,
  messages: (project: Id, chat: Id) => ['project', project, 'messages', chat] as const,
  /** The client's card; below it what is asked for apart. */
  card: (project: Id, client: Id) => ['project', project, 'client', client, 'card'] as const,
  cardPart: (project: Id, client: Id, part: CardPart) =>
    ['project', project, 'client', client, part] as const,
  client: (project: Id, client: Id) => ['project', project, 'client', client] as const,
  channels: (project: Id) => ['project', project, 'channels'] as const,
  botProfile: (project: Id, channel: Id) => ['project', project, 'bot-profile', channel] as const,
  login: (project: Id, login: Id) => ['project', project, 'login', login] as const,
  members: (project: Id) => ['project', project, 'members'] as const,
  presence: (project: Id) => ['project', project, 'presence'] as const,
  departments: (project: Id) => ['project', project, 'departments'] as const,
  variables: (project: Id) => ['project', project, 'variables'] as const,
  tags: (project: Id) => ['project', project, 'tags'] as const,
};

export type CardPart = 'dialogs' | 'sources' | 'linked' | 'history';

export const TABS: readonly Tab[] = ['new', 'mine', 'others', 'done'];
