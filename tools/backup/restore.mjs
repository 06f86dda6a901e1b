// `npm run restore -- FOLDER`: a backup into an empty database and an empty media folder, those that the environment names.
//
// Everything is checked before anything is written. The rows come in one transaction at the end. A restore that was broken
// off is known by its marks, and begun anew by the next one; the server does not start on it.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { foldersOf, openDatabase } from './connection.mjs';
import { mediaFile, readManifest, secretFile, sumOf } from './manifest.mjs';
import { restoreFile, syncFolder } from './media.mjs';
import { checkTable, loadTables } from './tables.mjs';

/** In the media folder for as long as it is being filled. */
const UNFINISHED_FILE = '.restore-unfinished';

/**
 * Restores a backup.
 * @param {string} backup the folder that {@link backUp} made
 * @returns {Promise<import('./manifest.mjs').Manifest>}
 * @throws Error that says what is in the way: the target is not empty, the backup is damaged or of a newer Reclimb
 */
export async function restore(backup, env = process.env) {
  const folder = path.resolve(backup);
  const manifest = readManifest(folder);
  const { migrations, dataSourceOptions, UNFINISHED_TABLE } = await ofServer();
  const unknown = manifest.migrations.filter((name) => !migrations.some((known) => known.name === name));
  if (unknown.length > 0) {
    throw new Error(`The backup is of a newer Reclimb, with ${unknown.join(', ')}: install that one first`);
  }
  await check(folder, manifest);
  const { dataDir, mediaDir } = await foldersOf(env);
  const mediaMark = path.join(mediaDir, UNFINISHED_FILE);
  requireEmptyMedia(mediaDir, mediaMark);
  const database = await openDatabase(dataDir, { alone: true }, env);
  try {
    const { client, url } = database;
    await requireEmptyDatabase(client, UNFINISHED_TABLE);
    await client.query(`CREATE TABLE public.${UNFINISHED_TABLE} ()`);
    mkdirSync(mediaDir, { recursive: true });
    writeFileSync(mediaMark, '', { flush: true });
    // The folder itself may be a mounted disk.
    for (const left of readdirSync(mediaDir)) {
      if (left !== UNFINISHED_FILE) rmSync(path.join(mediaDir, left), { recursive: true });
    }

    const { DataSource } = await import('typeorm');
    const known = migrations.filter(({ name }) => manifest.migrations.includes(name));
    const dataSource = new DataSource({ ...dataSourceOptions(url), migrations: known, poolSize: 2 });
    await dataSource.initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    const { runMigrations } = await import('graphile-worker');
    await runMigrations({ connectionString: url });

    for (const file of manifest.media) {
      await restoreFile(mediaFile(folder, file.key), path.join(mediaDir, file.key), file);
    }
    for (const file of manifest.secrets) {
      await restoreFile(secretFile(folder, file.key), path.join(dataDir, file.key), file);
    }
    await loadTables(client, folder, manifest, () => client.query(`DROP TABLE public.${UNFINISHED_TABLE}`));
    rmSync(mediaMark);
    await syncFolder(mediaDir);
    return manifest;
  } finally {
    await database.close();
  }
}

async function ofServer() {
  const [{ migrations }, { dataSourceOptions, UNFINISHED_TABLE }] = await Promise.all([
    import('../../apps/api/dist/database/migrations/index.js'),
    import('../../apps/api/dist/database/data-source.js'),
  ]);
  return { migrations, dataSourceOptions, UNFINISHED_TABLE };
}

/** Throws when a file of the backup is missing or is not what it was. */
async function check(folder, manifest) {
  for (const table of manifest.tables) await checkTable(folder, table);
  const files = [
    ...manifest.media.map((file) => ({ ...file, at: mediaFile(folder, file.key) })),
    ...manifest.secrets.map((file) => ({ ...file, at: secretFile(folder, file.key) })),
  ];
  for (const { at, size, sha256 } of files) {
    const found = await sumOf(at);
    if (found.size !== size || found.sha256 !== sha256) throw new Error(`${at} is damaged`);
  }
}

function requireEmptyMedia(mediaDir, mark) {
  if (!existsSync(mediaDir) || existsSync(mark) || readdirSync(mediaDir).length === 0) return;
  throw new Error(`The media folder ${mediaDir} is not empty: nothing is written over`);
}

/** What a broken-off restore has made is taken away; anything else stays, and is in the way. */
async function requireEmptyDatabase(client, unfinishedTable) {
  const { rows } = await client.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')`,
  );
  if (rows.length === 0) return;
  if (!rows.some(({ name }) => name === unfinishedTable)) {
    throw new Error(`The database is not empty (${rows.length} tables): nothing is written over`);
  }
  await client.query('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
}

if (process.argv[1] === import.meta.filename) {
  const [backup] = process.argv.slice(2);
  try {
    if (!backup) throw new Error('From where? npm run restore -- FOLDER');
    const { createdAt, tables, media } = await restore(backup);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Restored as of ${createdAt}: ${rows} rows, ${media.length} files`);
  } catch (error) {
    console.error(`Nothing was restored: ${error.message}`);
    process.exitCode = 1;
  }
}
