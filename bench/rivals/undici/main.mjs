// What one would write to send an outbox with the usual tools: undici and pg in two processes, each
// with its share of the channels.
//
//   node main.mjs --url https://… --ca FILE --connections N   with PGHOST, PGUSER, PGDATABASE
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Agent } from 'undici';
import { BotApi } from './bot_api.mjs';
import { Channel } from './channel.mjs';
import { Outbox } from './outbox.mjs';

const processes = 2;
const databaseConnections = 16;

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    ca: { type: 'string' },
    connections: { type: 'string' },
  },
});

async function send(place) {
  const outbox = new Outbox(databaseConnections);
  const dispatcher = new Agent({
    connections: Math.ceil(Number(options.connections) / processes),
    pipelining: 1,
    connect: { ca: readFileSync(options.ca) },
  });
  const all = await outbox.channels();
  const ours = all.filter((_, at) => at % processes === place);
  await Promise.all(
    ours.map((row) => new Channel(row, outbox, new BotApi(options.url, row, dispatcher)).run()),
  );
}

function lead() {
  for (let place = 0; place < processes; place += 1) cluster.fork({ PLACE: String(place) });
  cluster.on('exit', (worker, code) => {
    console.error(`worker ${worker.id} ended with ${code}`);
    process.exit(1);
  });
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit(0);
  });
}

if (cluster.isPrimary) lead();
else await send(Number(process.env.PLACE));
