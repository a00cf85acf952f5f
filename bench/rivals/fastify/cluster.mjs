import cluster from 'node:cluster';

const processes = 2;

/** Starts the workers; says so on standard output once all of them listen. */
function lead() {
  let ready = 0;
  for (let i = 0; i < processes; i += 1) cluster.fork();
  cluster.on('message', () => {
    ready += 1;
    if (ready === processes) console.log('ready');
  });
  cluster.on('exit', (worker, code) => {
    console.error(`worker ${worker.id} ended with ${code}`);
    process.exit(1);
  });
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit(0);
  });
}

/**
 * One server in two processes; each tells the leader 'ready' once it listens.
 * @param {() => Promise<void>} serve
 */
export async function runCluster(serve) {
  if (cluster.isPrimary) lead();
  else await serve();
}
