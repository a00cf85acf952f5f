import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Runs every *.test.mjs of a folder with node:test, a few files at a time. Node 18 has no switch
 * for how many run at once and takes all cores; here the number is the same everywhere.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string', default: '2' }, only: { type: 'string' } },
});
const root = fileURLToPath(new URL('..', import.meta.url));

/** A file that takes longer hangs: it is ended and counts as failed. */
const longestFileMs = 180_000;

/** @param {string} folder */
function testFiles(folder) {
  return readdirSync(`${root}/${folder}`)
    .filter((name) => name.endsWith('.test.mjs'))
    .filter((name) => !values.only || name.includes(values.only))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** @param {string} file */
function runOne(file) {
  return new Promise((resolve) => {
    const begun = Date.now();
    const child = spawn(process.execPath, ['--test', file], { cwd: root });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const overdue = setTimeout(() => child.kill('SIGTERM'), longestFileMs);
    child.on('close', (code) => {
      clearTimeout(overdue);
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${file} ${seconds} s\n`);
      if (code !== 0) process.stdout.write(Buffer.concat(chunks));
      resolve(code === 0);
    });
  });
}

const waiting = positionals.flatMap(testFiles);
if (waiting.length === 0) {
  process.stderr.write('no test files found\n');
  process.exit(2);
}
const total = waiting.length;
let failed = 0;
const worker = async () => {
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    if (!(await runOne(file))) failed += 1;
  }
};
await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
process.stdout.write(`${total - failed} of ${total} files passed\n`);
process.exit(failed === 0 ? 0 : 1);
