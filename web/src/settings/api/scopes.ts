import type { ApiToken } from '../../api/types';

export type Scope = ApiToken['scopes'][number];

/** In the order in which they are offered (ACC-7). */
export const SCOPES: readonly Scope[] = [
  'chats.read',
  'chats.write',
  'clients.read',
  'clients.write',
  'project.read',
  'project.write',
];
