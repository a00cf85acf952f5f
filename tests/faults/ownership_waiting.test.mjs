import { walkTest } from './ownership_play.mjs';

const name =
  'INB-5, HIE-1 to HIE-3, CHT-4: a random walk whose offers wait, the server dying on the way';
walkTest(name, { offerWaitS: 3600, share: Math.ceil });
