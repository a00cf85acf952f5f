// What one would write for the same webhook with the usual tools: Fastify, pg, two processes, one
// transaction per webhook.
//
//   node main.mjs --port N --connections N   with PGHOST, PGUSER, PGDATABASE in the environment
import cluster from 'node:cluster';
import { timingSafeEqual } from 'node:crypto';
import { parseArgs } from 'node:util';
import Fastify from 'fastify';
import { runCluster } from './cluster.mjs';
import { idMaker } from './ids.mjs';
import { Store } from './store.mjs';

const { values: options } = parseArgs({
  options: { port: { type: 'string' }, connections: { type: 'string', default: '16' } },
});

function sameSecret(ours, theirs) {
  if (typeof theirs !== 'string') return false;
  const bytes = Buffer.from(theirs);
  return bytes.length === ours.length && timingSafeEqual(bytes, ours);
}

async function serve() {
  const store = new Store({}, Number(options.connections), idMaker(cluster.worker.id));
  const channels = await store.channels();
  const app = Fastify({ logger: false, keepAliveTimeout: 75_000 });

  app.post('/hooks/telegram/:key', async (request, reply) => {
    const channel = channels.get(request.params.key);
    if (!channel) return reply.code(404).send();
    if (!sameSecret(channel.secret, request.headers['x-telegram-bot-api-secret-token'])) {
      return reply.code(401).send();
    }
    const update = request.body;
    if (!Number.isSafeInteger(update?.update_id)) return reply.code(400).send();
    const { message } = update;
    if (message?.chat?.type === 'private' && typeof message.text === 'string') {
      await store.storeText(channel, update);
    } else {
      await store.keep(channel, update);
    }
    return reply.code(200).send();
  });

  await app.listen({ host: '127.0.0.1', port: Number(options.port), backlog: 1024 });
  process.send('ready');
}

await runCluster(serve);
