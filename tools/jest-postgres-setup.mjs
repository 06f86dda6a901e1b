import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from './postgres.mjs';

/** One PostgreSQL for the whole run. `TEST_SERVER_URL` names another, of a user who may create databases. */
export default async function setup() {
  if (process.env.TEST_SERVER_URL) return;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reclimb-postgres-'));
  // Under root PostgreSQL runs as another account, which has to get in.
  fs.chmodSync(folder, 0o755);
  const postgres = await startPostgres({
    dataDir: path.join(folder, 'data'),
    // Nothing here has to survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  process.env.TEST_SERVER_URL = postgres.url;
  globalThis.reclimbTestPostgres = { postgres, folder };
}
