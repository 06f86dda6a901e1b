import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate } from '../database/data-source.js';

/** A migrated, empty database that all others of the run are copied from: copying takes a fraction of migrating. */
const TEMPLATE = 'reclimb_template';
/** Any number: "somebody makes or copies the template". PostgreSQL copies only what nobody else is connected to. */
const TEMPLATE_LOCK = 7_325_900;

/** The URL of a new database with an up-to-date, empty schema. */
export async function createTestDatabase(): Promise<string> {
  const name = `reclimb_test_${randomUUID().replaceAll('-', '')}`;
  await withServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) await createTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return urlOf(name);
}

/** The URL of a new database without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<string> {
  const name = `reclimb_empty_${randomUUID().replaceAll('-', '')}`;
  await withServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  return urlOf(name);
}

export async function dropTestDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await withServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

async function createTemplate(client: Client): Promise<void> {
  const making = `${TEMPLATE}_making`;
  await client.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${making} TEMPLATE template0`);
  const dataSource = await new DataSource(dataSourceOptions(urlOf(making))).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
  await client.query(`ALTER DATABASE ${making} RENAME TO ${TEMPLATE}`);
}

async function withServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['TEST_SERVER_URL'];
  if (!url) {
    throw new Error('TEST_SERVER_URL is not set: the run starts its PostgreSQL in jest.int.config.ts');
  }
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}
