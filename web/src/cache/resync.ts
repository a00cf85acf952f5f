import type { QueryClient } from '@tanstack/react-query';
import type { Id } from '../api/types';
import { keys } from './keys';

/**
 * What is held of a project may be old, and what one may see in it another. What is shown is
 * fetched again; what isn't is forgotten, for it may not be ours any more.
 */
export function refetchProject(cache: QueryClient, project: Id): void {
  cache.removeQueries({ queryKey: keys.project(project), type: 'inactive' });
  void cache.invalidateQueries({ queryKey: keys.project(project) });
  void cache.invalidateQueries({ queryKey: keys.me });
}
