import { readFileSync } from 'node:fs';

function field(file, name) {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'));
  if (!match) throw new Error(`${file} has no ${name}`);
  return Number(match[1]) / 1024;
}

/** Resident and proportional memory of one process, in MB of 2^20 bytes; children not counted. */
export function memory(pid) {
  return {
    rss: field(`/proc/${pid}/status`, 'VmRSS'),
    pss: field(`/proc/${pid}/smaps_rollup`, 'Pss'),
  };
}
