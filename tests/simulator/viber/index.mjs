import { controlRoutes } from '../shared/control.mjs';
import { mediaRoute } from '../shared/files.mjs';
import { actions } from './actions.mjs';
import { viberApi } from './api.mjs';
import { ViberWorld, mediaPrefix } from './world.mjs';

/**
 * Viber: `/viber/pa/{method}`, `/viber/media/…`, `/control/viber/…`.
 * @param {import('../shared/world.mjs').Shared} shared
 */
export function create(shared) {
  const world = new ViberWorld(shared);
  return {
    name: 'viber',
    world,
    register(app) {
      app.register(async (scope) => viberApi(scope, world));
      mediaRoute(app, mediaPrefix, world.files);
      controlRoutes(app, world, {
        actions,
        replaceToken: (account, wish) => world.replaceToken(account, wish),
      });
    },
    summary: () => world.summary(),
    snapshot: () => world.snapshot(),
    restore: (saved) => world.restore(saved),
    clear: () => world.clear(),
    close: () => world.close(),
  };
}
