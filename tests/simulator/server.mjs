import { fileURLToPath } from 'node:url';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import files from '@fastify/static';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { World } from './core/world.mjs';
import { botApi } from './http/bot_api.mjs';
import { clientActions } from './http/client_actions.mjs';
import { control } from './http/control.mjs';
import { live } from './http/live.mjs';
import { persist } from './persistence.mjs';

const page = fileURLToPath(new URL('./page', import.meta.url));
const maxUploadBytes = 50 * 1024 * 1024;

/**
 * @typedef {object} Settings
 * @property {string} [host]
 * @property {number} [port]        0 = any free one
 * @property {string} [state]       file that keeps the world
 * @property {number} [retryScale]  multiplies the waits between webhook attempts
 * @property {number} [webhookPauseMs]  least time between two changes of one bot's webhook
 */

/**
 * Starts a simulator of the Telegram Bot API.
 * @param {Settings} [settings]
 */
export async function startSimulator(settings = {}) {
  const { host = '127.0.0.1', port = 0, state, retryScale = 1, webhookPauseMs = 1000 } = settings;
  const world = new World({ retryScale, webhookPauseMs });
  const kept = state ? persist(world, state) : null;
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
  await app.register(async (scope) => {
    live(scope, world);
    botApi(scope, world);
    control(scope, world);
    clientActions(scope, world);
  });
  await app.listen({ host, port });
  const url = `http://${host}:${app.server.address().port}`;
  const close = async () => {
    world.close();
    kept?.flush();
    await app.close();
  };
  return { url, world, close };
}
