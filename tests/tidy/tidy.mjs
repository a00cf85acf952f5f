import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cppRules, looseEnds, textRules } from './rules.mjs';

/** Holds every source of the project against the rules and names each place that breaks one. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const topLevel = new Set([
  ...['CMakeLists.txt', 'README.md', 'dev', 'main.cpp'],
  ...['actors', 'protocols', 'storage', 'http', 'web', 'config', 'tests', 'bench'],
]);
const skipped = new Set(['node_modules', 'dist', 'build', 'results', 'report']);
/** Made by programs, so of any length. */
const generated = /^(web\/src\/api\/schema\.ts|web\/openapi\.json|.*package-lock\.json)$/;
const isText = /(\.(mjs|js|ts|tsx|css|html|sql|cmake|sh|toml)|CMakeLists\.txt|\/dev|^dev)$/;

function walk(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() ? [path] : [];
  });
}

const problems = [];
for (const entry of readdirSync(root))
  if (!entry.startsWith('.') && !topLevel.has(entry) && !skipped.has(entry))
    problems.push(`${entry}: the top level holds ${[...topLevel].join(', ')} and nothing else`);

const files = walk('')
  .filter((file) => !generated.test(file))
  .filter((file) => /\.(cpp|hpp)$/.test(file) || isText.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const isCpp = ({ file }) => /\.(cpp|hpp)$/.test(file);

for (const each of files)
  for (const rule of isCpp(each) ? cppRules : textRules)
    for (const { line, message } of rule(each.file, each.text))
      problems.push(`${each.file}:${line}: ${message}`);
for (const { file, line, message } of looseEnds(files.filter(isCpp)))
  problems.push(`${file}:${line}: ${message}`);

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${files.length} files, ${problems.length} problems\n`);
process.exit(problems.length === 0 && files.length > 0 ? 0 : 1);
