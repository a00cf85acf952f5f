import { World } from './core/world.mjs';
import { botApi } from './http/bot_api.mjs';
import { clientActions } from './http/client_actions.mjs';
import { control } from './http/control.mjs';
import { restore, snapshot } from './state.mjs';

/**
 * Telegram: `/bot<token>/…`, `/file/bot<token>/…` and `/control/bots…`.
 * @param {import('../shared/world.mjs').Shared} shared
 */
export function create(shared) {
  const world = new World(shared);
  return {
    name: 'telegram',
    world,
    register(app) {
      botApi(app, world);
      control(app, world);
      clientActions(app, world);
    },
    summary: () => ({ accounts: world.bots.size, clients: world.clients.size }),
    snapshot: () => snapshot(world),
    restore: (saved) => restore(world, saved),
    clear: () => world.clear(),
    close: () => world.close(),
  };
}
