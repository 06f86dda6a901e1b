import { ConfigError } from './config/config.js';
import { type RunningServer, startServer } from './server.js';

/** Exit code of a start that needs another configuration, not another try (sysexits: EX_CONFIG). */
const EXIT_CONFIG = 78;

let server: RunningServer | undefined;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server?.close();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

try {
  server = await startServer();
} catch (error) {
  // The configuration's message says all; anything else needs its stack.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1);
}
