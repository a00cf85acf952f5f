import type { Id } from '../api/types';
import { keys } from '../cache/keys';

/** Names of what only the settings hold; no events keep it fresh, so it is asked for when shown. */
export const ownKeys = {
  staff: ['staff'] as const,
  invites: (project: Id) => [...keys.project(project), 'invites'] as const,
  tokens: (project: Id) => [...keys.project(project), 'tokens'] as const,
  audit: (project: Id) => [...keys.project(project), 'audit'] as const,
};
