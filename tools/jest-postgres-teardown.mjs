import fs from 'node:fs';

export default async function teardown() {
  const started = globalThis.reclimbTestPostgres;
  if (!started) return;
  await started.postgres.stop();
  fs.rmSync(started.folder, { recursive: true, force: true });
}
