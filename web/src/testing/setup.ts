import { webcrypto } from 'node:crypto';

// Browsers have it; Node.js 18 does not show it to everybody.
if (!('crypto' in globalThis)) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
