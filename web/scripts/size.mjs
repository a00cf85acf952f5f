// Fails when the script that a first visit to the inbox loads is over its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const ENTRY = 'index.html';
const WORDS = ['src/i18n/en.ts', 'src/i18n/ru.ts'];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

function gather(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const other of manifest[key].imports ?? []) gather(other, found);
  return found;
}

function kilobytes(keys) {
  const files = [...keys].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
  const bytes = files.map((file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1024;
}

// One language is loaded with the page; the bigger one counts.
const sizes = WORDS.map((words) => kilobytes(gather(words, gather(ENTRY))));
const size = Math.max(...sizes);
console.log(`first load of the inbox: ${size.toFixed(1)} KB of script, budget ${BUDGET_KB} KB`);
if (size > BUDGET_KB) process.exitCode = 1;
