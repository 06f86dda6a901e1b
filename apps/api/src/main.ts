import { ConfigError } from './config/config.js';
import { type RunningServer, startServer } from './server.js';
import { FORCED_EXIT_CODES, onStopSignals } from './shutdown/stop-signals.js';

/** Exit code of a start that needs another configuration, not another try (sysexits: EX_CONFIG). */
const EXIT_CONFIG = 78;

let server: RunningServer | undefined;

onStopSignals(
  () => void stop(),
  // What was not acknowledged is sent again, what was begun is taken up by the next start: nothing is lost by it.
  (signal) => process.exit(FORCED_EXIT_CODES[signal]),
);

async function stop(): Promise<void> {
  await server?.close();
  process.exit(0);
}

try {
  server = await startServer();
} catch (error) {
  // The configuration's message says all; anything else needs its stack.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1);
}
