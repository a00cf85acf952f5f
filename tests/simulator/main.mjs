import { parseArgs } from 'node:util';
import { startSimulator } from './server.mjs';

const usage = `usage: node main.mjs --port N [--host 127.0.0.1] [--state FILE] [--retry-scale X]
                         [--public-url URL]
  --port         0 takes any free port
  --state        keeps accounts, clients and messages in this file over a restart
  --retry-scale  multiplies the waits between attempts of a webhook delivery (default 1)
  --public-url   where programs reach the simulator, when not at host and port`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8081' },
        host: { type: 'string', default: '127.0.0.1' },
        state: { type: 'string' },
        'retry-scale': { type: 'string', default: '1' },
        'public-url': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`);
    process.exit(2);
  }
}

const options = readArguments();
if (options.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

try {
  const simulator = await startSimulator({
    host: options.host,
    port: Number(options.port),
    state: options.state,
    retryScale: Number(options['retry-scale']),
    publicUrl: options['public-url'],
  });
  const stop = () => simulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, url: simulator.url })}\n`);
} catch (error) {
  process.stderr.write(`the simulator can't start: ${error.message}\n`);
  process.exit(1);
}
