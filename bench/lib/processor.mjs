import { readFileSync, readdirSync } from 'node:fs';

/** Of getconf CLK_TCK: 100 on every Linux that Debian ships. */
const ticksPerSecond = 100;

/** Fields of /proc/PID/stat behind the name; nothing once the process is gone. */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

const parent = 1;
const own = (fields) => fields[11] + fields[12];
const reaped = (fields) => fields[13] + fields[14];

/** Seconds of processor time that a process and its children, living and ended, have used. */
export function processorSeconds(pid) {
  const root = stat(pid);
  if (!root) throw new Error(`process ${pid} is gone`);
  let ticks = own(root) + reaped(root);
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? stat(name) : null;
    if (fields?.[parent] === pid) ticks += own(fields) + reaped(fields);
  }
  return ticks / ticksPerSecond;
}
