// node bench.mjs NAME [--quick] [--dir FOLDER]
import { parseArgs } from 'node:util';
import { idle } from './idle.mjs';
import { inbox } from './inbox.mjs';
import { ingest } from './ingest.mjs';
import { live } from './live.mjs';
import { outgoing } from './outgoing.mjs';
import { parse } from './parse.mjs';

const benches = { ingest, live, idle, outgoing, parse, inbox };
const usage = `usage: node bench.mjs ${Object.keys(benches).join('|')} [--quick] [--dir FOLDER]
  --quick  shorter and less certain
  --dir    where the databases are made (default: the system's temporary folder)
SWITCHBOARD_BUILD names the folder of the Release build (default: build/release).`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean', default: false }, dir: { type: 'string' } },
    });
    if (positionals.length === 1 && Object.hasOwn(benches, positionals[0])) {
      return { name: positionals[0], ...values };
    }
    throw new Error(`which bench? ${positionals.join(' ')}`);
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

const { name, ...options } = readArguments();
try {
  const result = await benches[name](options);
  console.log(JSON.stringify(result));
} catch (error) {
  console.error(`bench ${name}: ${error.stack}`);
  process.exitCode = 1;
}
