import { methodRoutes } from './api.mjs';
import { control } from './control.mjs';
import { oauthRoutes } from './oauth_routes.mjs';
import { sideDoors } from './side_doors.mjs';
import { VkWorld } from './world.mjs';

/**
 * VK: `/vk/method/…`, `/vk/lp/…`, `/vk/upload/…`, `/vk/media/…`, `/vk/oauth/…`, `/vk/id/…` and
 * `/control/vk/…`.
 * @param {import('../shared/world.mjs').Shared} shared
 */
export function create(shared) {
  const world = new VkWorld(shared);
  return {
    name: 'vk',
    world,
    register(app) {
      methodRoutes(app, world);
      sideDoors(app, world);
      oauthRoutes(app, world);
      control(app, world);
    },
    summary: () => world.summary(),
    snapshot: () => world.snapshot(),
    restore: (saved) => world.restore(saved),
    clear: () => world.clear(),
    close: () => world.close(),
  };
}
