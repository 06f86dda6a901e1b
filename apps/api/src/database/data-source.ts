import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConfigError } from '../config/config.js';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';

/**
 * Connections of one process. The embedded server takes 60 in all; each lane of background jobs holds one for LISTEN and
 * one that marks it as alive, and one hears what other servers announce.
 */
const POOL_SIZE = 19;

/** The one definition of the database: the application, the command line and the tests all use it. */
export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    applicationName: 'reclimb',
    poolSize: POOL_SIZE,
    connectTimeoutMS: 5_000,
    // A client that vanished in the middle of a transaction must not hold its row locks for ever.
    extra: { idle_in_transaction_session_timeout: 60_000, keepAlive: true },
    logging: false,
  };
}

/** There while `npm run restore` fills an empty database, and after it was broken off. */
export const UNFINISHED_TABLE = 'restore_unfinished';

/** Any number, the same in all processes: "somebody changes the schema of Reclimb". */
const MIGRATION_LOCK = 7_325_114;

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others wait and find nothing
 * left to do. Answers the names of the migrations that ran.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const holder = dataSource.createQueryRunner();
  await holder.connect();
  try {
    if (await holder.hasTable(UNFINISHED_TABLE)) {
      throw new ConfigError('The database is half restored: run the restore again, to its end');
    }
    // A session lock, as each migration commits on a connection of its own.
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const ran = await dataSource.runMigrations();
      return ran.map((migration) => migration.name);
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await holder.release();
  }
}
