// `npm run backup -- FOLDER`: a backup of a Reclimb that goes on running (or of one that does not run), in a new folder.
//
// Rows and media are of one moment: the media are copied first, then one transaction fixes what all tables hold and which
// media belong to it, and what has been recorded since the first copy is added. A file that went away in between (a
// session deleted, an upload finished) means another moment: the next snapshot no longer names it.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { foldersOf, openDatabase } from './connection.mjs';
import { FORMAT, mediaFile, secretFile, sumOf, tableFile, writeManifest } from './manifest.mjs';
import { copyMedia, namedMedia, sumMedia, syncFolder } from './media.mjs';
import { dumpTable, listTables, readSequences } from './tables.mjs';

/** Files of the data folder that belong to the rows: the key of the webhooks' secrets. */
export const SECRETS = ['webhook.key'];
/** Files go away seldom: a second snapshot is nearly always whole. */
const SNAPSHOTS = 5;

/** Begins a transaction that sees one moment; answers which media belong to it, all of them copied. */
async function takeSnapshot(client, mediaDir, part) {
  let lost = [];
  for (let attempt = 1; ; attempt++) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const named = await namedMedia(client);
    const missing = await copyMedia(named, mediaDir, part);
    // What an earlier snapshot missed, and this one names still, was lost before.
    const stillLost = missing.filter((key) => lost.includes(key));
    if (stillLost.length === missing.length || attempt === SNAPSHOTS) return { named, missing };
    lost = missing;
    await client.query('ROLLBACK');
  }
}

/**
 * Makes the backup beside its place and moves it there when it is whole.
 * @param {string} target a folder that is not there yet
 * @returns {Promise<import('./manifest.mjs').Manifest>}
 * @throws Error that says what is in the way
 */
export async function backUp(target, env = process.env) {
  const folder = path.resolve(target);
  if (existsSync(folder)) throw new Error(`${folder} is there already: a backup needs a new folder`);
  const { dataDir, mediaDir } = await foldersOf(env);
  const part = `${folder}.part`;
  // What an earlier backup to this place has left behind when it was broken off.
  rmSync(part, { recursive: true, force: true });
  for (const file of [
    tableFile(part, { schema: '', name: '' }),
    mediaFile(part, '.'),
    secretFile(part, '.'),
  ]) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  }
  const database = await openDatabase(dataDir, {}, env);
  try {
    const { client } = database;
    const createdAt = new Date().toISOString();
    await copyMedia(await namedMedia(client), mediaDir, part);
    const { named, missing } = await takeSnapshot(client, mediaDir, part);
    const { rows: migrations } = await client.query('SELECT name FROM schema_migration ORDER BY id');
    const tables = [];
    for (const table of await listTables(client)) tables.push(await dumpTable(client, part, table));
    await client.query('COMMIT');
    const manifest = {
      format: FORMAT,
      createdAt,
      migrations: migrations.map(({ name }) => name),
      tables,
      sequences: await readSequences(client),
      media: await sumMedia(named, part),
      missing,
      secrets: await copySecrets(dataDir, part),
    };
    writeManifest(part, manifest);
    await syncFolder(part);
    renameSync(part, folder);
    await syncFolder(path.dirname(folder));
    return manifest;
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  } finally {
    await database.close();
  }
}

async function copySecrets(dataDir, part) {
  const secrets = [];
  for (const key of SECRETS) {
    const from = path.join(dataDir, key);
    if (!existsSync(from)) continue;
    cpSync(from, secretFile(part, key));
    secrets.push({ key, ...(await sumOf(from)) });
  }
  return secrets;
}

if (process.argv[1] === import.meta.filename) {
  const [target] = process.argv.slice(2);
  try {
    if (!target) throw new Error('Where to? npm run backup -- FOLDER');
    const { tables, media, missing } = await backUp(target);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const megabytes = media.reduce((sum, { size }) => sum + size, 0) / 1e6;
    console.log(`${path.resolve(target)}: ${rows} rows, ${media.length} files of ${megabytes.toFixed(1)} MB`);
    for (const key of missing) console.warn(`Not in the media store, so not in the backup: ${key}`);
  } catch (error) {
    console.error(`No backup was made: ${error.message}`);
    process.exitCode = 1;
  }
}
