import { controlRoutes } from '../shared/control.mjs';
import { ControlError } from '../shared/errors.mjs';
import { actions } from './actions.mjs';

/** People who run communities. */
function adminRoutes(app, world) {
  const base = '/control/vk/admins';
  app.get(base, () => [...world.admins.values()]);
  app.post(base, (request, reply) => {
    reply.code(201);
    return world.addAdmin(request.body ?? {});
  });
  /** {accounts}: gives and takes roles; tokens of a lost one die. */
  app.post(`${base}/:admin`, (request) => {
    const { accounts } = request.body ?? {};
    if (!Array.isArray(accounts)) throw new ControlError(400, 'accounts is a list of ids');
    return world.setRoles(request.params.admin, accounts);
  });
}

function appRoutes(app, world) {
  app.get('/control/vk/apps', () => [...world.apps.values()]);
  app.post('/control/vk/apps', (request, reply) => {
    reply.code(201);
    return world.addApp(request.body ?? {});
  });
}

/** Servers of other services, added by hand in the community's settings. */
function serverRoutes(app, world) {
  app.post('/control/vk/accounts/:account/servers', async (request, reply) => {
    const { url = '', title = 'Other', secret_key = '', confirm = false } = request.body ?? {};
    const community = world.account(request.params.account);
    const server = community.addServer({ url, title, secret_key });
    if (confirm) await server.confirm();
    reply.code(201);
    return server.wire();
  });
}

/**
 * `/control/vk/…`.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./world.mjs').VkWorld} world
 */
export function control(app, world) {
  adminRoutes(app, world);
  appRoutes(app, world);
  serverRoutes(app, world);
  const replaceToken = (community, { token }) => world.replaceToken(community, token);
  controlRoutes(app, world, { actions, replaceToken });
}
