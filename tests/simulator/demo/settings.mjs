import { platformsAt } from '../../support/stage.mjs';
import { toToml } from '../../support/toml.mjs';

/** Prints the part of a server's settings that puts all its platforms into a simulator. */
const [simulator] = process.argv.slice(2);
if (!URL.canParse(simulator ?? '')) {
  process.stderr.write('usage: node settings.mjs SIMULATOR_URL\n');
  process.exit(2);
}
process.stdout.write(toToml({ platforms: platformsAt(simulator) }));
