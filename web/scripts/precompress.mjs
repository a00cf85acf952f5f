// Puts .gz and .br beside every text file of the build, so that the server only has to send them.
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesBelow } from './files.mjs';

const TEXT = /\.(html|js|css|svg|json|txt|webmanifest)$/;
const SMALLEST_WORTH_IT = 256;

for (const path of filesBelow('dist').filter((name) => TEXT.test(name))) {
  const bytes = readFileSync(path);
  if (bytes.length < SMALLEST_WORTH_IT) continue;
  const gzip = gzipSync(bytes, { level: 9 });
  if (gzip.length >= bytes.length) continue;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}
