/** @param {any} value */
function literal(value) {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return String(value);
}

/**
 * Settings as TOML: {http: {listen: "…"}, platforms: {telegram: {api_url: "…"}}}.
 * @param {Record<string, any>} settings
 * @param {string} [path]
 * @returns {string}
 */
export function toToml(settings, path = '') {
  const isTable = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const keys = Object.entries(settings).filter(
    ([, value]) => !isTable(value) && value !== undefined,
  );
  const tables = Object.entries(settings).filter(([, value]) => isTable(value));
  const own = keys.map(([key, value]) => `${key} = ${literal(value)}\n`).join('');
  const head = path && keys.length ? `[${path}]\n` : '';
  const nested = tables.map(([key, value]) => toToml(value, path ? `${path}.${key}` : key));
  return [head + own, ...nested].filter(Boolean).join('\n');
}

/** Two settings as one, the second winning. */
export function merged(first, second) {
  const result = { ...first };
  for (const [key, value] of Object.entries(second ?? {})) {
    const both = typeof value === 'object' && value !== null && typeof result[key] === 'object';
    result[key] = both && !Array.isArray(value) ? merged(result[key], value) : value;
  }
  return result;
}
