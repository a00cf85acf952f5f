import { revokedAmidAThousand } from './platform_revoked.mjs';

revokedAmidAThousand('messenger');
