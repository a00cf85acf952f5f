import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const writeEveryMs = 250;

/**
 * Keeps the platforms in a file: read now, written soon after each change and once more by
 * `flush`.
 * @param {{name: string, world: import('./shared/hub.mjs').Hub, snapshot: () => any,
 *   restore: (saved: any) => void}[]} platforms
 * @param {string} path
 */
export function persist(platforms, path) {
  if (existsSync(path)) {
    const saved = JSON.parse(readFileSync(path, 'utf8'));
    for (const platform of platforms) {
      if (saved[platform.name]) platform.restore(saved[platform.name]);
    }
  }
  let timer = null;
  const flush = () => {
    clearTimeout(timer);
    timer = null;
    const draft = `${path}.part`;
    const states = platforms.map((platform) => [platform.name, platform.snapshot()]);
    writeFileSync(draft, JSON.stringify(Object.fromEntries(states)));
    renameSync(draft, path);
  };
  const later = () => {
    timer ??= setTimeout(flush, writeEveryMs);
  };
  for (const { world } of platforms) world.listeners.add(later);
  return { flush };
}
