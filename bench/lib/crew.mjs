import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { built } from './load.mjs';

const program = () => built('bench/switchboard_operators');
const flags = (options) =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);

const lines = (rows) => rows.map((row) => `${row.join('\t')}\n`).join('');

/** Operators at work on our server for some time; what they saw. */
export async function work(folder, crew, appeals, options) {
  const files = { crew: join(folder, 'crew.tsv'), appeals: join(folder, 'appeals.tsv') };
  const cards = crew.map(({ cookie, project, rights, tabs, departments, held }) => [
    ...[cookie, project, rights],
    ...[tabs, departments, held].map((list) => list.join(',')),
  ]);
  writeFileSync(files.crew, lines(cards));
  writeFileSync(
    files.appeals,
    lines(appeals.map(({ project, chats }) => [project, chats.join(',')])),
  );
  return JSON.parse(await run(program(), ['work', ...flags({ ...files, ...options })]));
}

/** Lists by HTTP in a closed loop; `requests`: `{what, path, cookie}`. */
export async function askLists(folder, requests, options) {
  const file = join(folder, 'requests.tsv');
  writeFileSync(file, lines(requests.map(({ what, path, cookie }) => [what, path, cookie ?? ''])));
  return JSON.parse(await run(program(), ['lists', ...flags({ requests: file, ...options })]));
}
