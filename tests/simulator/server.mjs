import { fileURLToPath } from 'node:url';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import files from '@fastify/static';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { create as messenger } from './messenger/index.mjs';
import { persist } from './persistence.mjs';
import { live } from './shared/live.mjs';
import { create as telegram } from './telegram/index.mjs';
import { create as viber } from './viber/index.mjs';
import { create as vk } from './vk/index.mjs';

const page = fileURLToPath(new URL('./page', import.meta.url));
const maxUploadBytes = 200 * 1024 * 1024;

/** The platforms there are; each is a folder of its name. */
const platformMakers = [telegram, viber, vk, messenger];

/**
 * @typedef {object} Settings
 * @property {string} [host]
 * @property {number} [port]        0 = any free one
 * @property {string} [publicUrl]   where programs reach the simulator, when not at host and port
 * @property {string} [state]       file that keeps the platforms
 * @property {number} [retryScale]  multiplies the waits between webhook attempts
 * @property {number} [webhookPauseMs]  least time between two changes of one Telegram webhook
 */

async function makeApp() {
  const app = fastify({
    logger: { level: 'error', stream: process.stderr },
    disableRequestLogging: true,
    bodyLimit: maxUploadBytes,
    maxParamLength: 4096,
    forceCloseConnections: true,
  });
  await app.register(formbody);
  await app.register(multipart, { limits: { fileSize: maxUploadBytes } });
  await app.register(websocket);
  await app.register(files, { root: page });
  app.setErrorHandler((error, request, reply) => {
    const code = error.statusCode ?? error.code;
    const status = Number.isInteger(code) ? code : 500;
    if (status >= 500) request.log.error(error);
    const wire = { ok: false, error_code: status, description: error.message };
    return reply.code(status).send(wire);
  });
  return app;
}

/** What concerns all platforms at once. */
function commonControl(app, platforms) {
  live(
    app,
    platforms.map(({ world }) => world),
  );
  app.get('/control/platforms', () =>
    platforms.map(({ name, summary }) => ({ name, ...summary() })),
  );
  app.post('/control/reset', () => {
    for (const platform of platforms) platform.clear();
    return {};
  });
}

/**
 * Starts a simulator of the platforms on one port. `world` is Telegram's, for tests that look
 * behind its interface.
 * @param {Settings} [settings]
 */
export async function startSimulator(settings = {}) {
  const { host = '127.0.0.1', port = 0, state, retryScale = 1, webhookPauseMs = 1000 } = settings;
  const app = await makeApp();
  const listening = () => `http://${host}:${app.server.address().port}`;
  const shared = { retryScale, webhookPauseMs, url: () => settings.publicUrl ?? listening() };
  const platforms = platformMakers.map((create) => create(shared));
  await app.register(async (scope) => {
    commonControl(scope, platforms);
    // Each in a scope of its own: a platform may read bodies and refuse in its own way.
    for (const platform of platforms) {
      await scope.register(async (own) => platform.register(own));
    }
  });
  const kept = state ? persist(platforms, state) : null;
  await app.listen({ host, port });
  const close = async () => {
    for (const platform of platforms) platform.close();
    kept?.flush();
    await app.close();
  };
  const world = platforms.find(({ name }) => name === 'telegram').world;
  return { url: listening(), world, platforms, close };
}
