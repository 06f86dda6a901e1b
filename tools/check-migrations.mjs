// Holds the migrations against the entities, on an empty database: all up leaves nothing that the entities want
// otherwise, all down leaves nothing behind, and all up works once more.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from './postgres.mjs';

const { DataSource } = await import('typeorm');
const { dataSourceOptions, migrate } = await import('../apps/api/dist/database/data-source.js');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reclimb-migrations-'));
// Under root PostgreSQL runs as another account, which has to get in.
fs.chmodSync(folder, 0o755);
const postgres = await startPostgres({ dataDir: path.join(folder, 'data'), settings: { fsync: 'off' } });
const problems = [];
try {
  const dataSource = await new DataSource(dataSourceOptions(postgres.url)).initialize();
  try {
    await migrate(dataSource);
    await expectNoDrift(dataSource, 'after all migrations');
    for (let count = dataSource.migrations.length; count > 0; count--) await dataSource.undoLastMigration();
    await expectNothingLeft(dataSource);
    await migrate(dataSource);
    await expectNoDrift(dataSource, 'after down and up again');
    console.log(`${dataSource.migrations.length} migrations: up, down, up`);
  } finally {
    await dataSource.destroy();
  }
} finally {
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('Entities and migrations agree');

async function expectNoDrift(dataSource, when) {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  for (const { query } of upQueries) problems.push(`Drift ${when}, the entities ask for: ${query}`);
}

async function expectNothingLeft(dataSource) {
  const rows = await dataSource.query(
    `SELECT relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm') AND relname NOT LIKE '%schema_migration%'
     UNION SELECT typname FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
     WHERE nspname = 'public' AND typtype IN ('e', 'd')
     UNION SELECT proname FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace WHERE nspname = 'public'`,
  );
  for (const { name } of rows) problems.push(`Left behind after all are undone: ${name}`);
}
