import { controlRoutes } from '../shared/control.mjs';
import { actions } from './http/actions.mjs';
import { messengerControl } from './http/control.mjs';
import { dialogRoutes } from './http/dialog.mjs';
import { graphRoutes } from './http/graph.mjs';
import { mediaRoutes } from './model/media.mjs';
import { Messenger } from './model/world.mjs';

/**
 * Facebook Messenger: the Graph API of pages, its webhooks, the sign-in dialog.
 * @param {import('../shared/world.mjs').Shared} shared
 */
export function create(shared) {
  const world = new Messenger(shared);
  return {
    name: world.name,
    world,
    register(app) {
      const replaceToken = (page, wish) => world.replaceToken(page, wish);
      controlRoutes(app, world, { actions, replaceToken });
      messengerControl(app, world);
      mediaRoutes(app, world);
      // Refusals of the API and of the dialog look different from each other and from control's.
      app.register(async (scope) => graphRoutes(scope, world));
      app.register(async (scope) => dialogRoutes(scope, world));
    },
    summary: () => ({ ...world.summary(), apps: world.apps.size }),
    snapshot: () => world.snapshot(),
    restore: (saved) => world.restore(saved),
    clear: () => world.clear(),
    close: () => world.close(),
  };
}
