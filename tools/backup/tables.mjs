// The rows of a database as files, and back. PostgreSQL's own pg_dump is not among the programs that npm brings; COPY is
// what it uses for rows, and the schema comes from the migrations.
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { Sum, tableFile } from './manifest.mjs';

const SCHEMAS = ['public', 'graphile_worker'];
/** Written by the migrations themselves, which a restore runs. */
const OF_MIGRATIONS = ['public.schema_migration', 'graphile_worker.migrations'];

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const nameOf = ({ schema, name }) => `${quoted(schema)}.${quoted(name)}`;
const columnsOf = ({ columns }) => columns.map(quoted).join(', ');

/** All tables with rows of ours, each after those that it refers to. */
export async function listTables(client) {
  const { rows } = await client.query(
    `SELECT n.nspname AS schema, c.relname AS name,
            ARRAY(SELECT attname::text FROM pg_attribute
                   WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                   ORDER BY attnum) AS columns,
            ARRAY(SELECT DISTINCT fn.nspname || '.' || f.relname FROM pg_constraint k
                    JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
                   WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid) AS needs
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname = ANY($1) ORDER BY 1, 2`,
    [SCHEMAS],
  );
  const waiting = rows.filter(({ schema, name }) => !OF_MIGRATIONS.includes(`${schema}.${name}`));
  const sorted = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) =>
      needs.every((need) => !waiting.some(({ schema, name }) => `${schema}.${name}` === need)),
    );
    if (next < 0)
      throw new Error(`Tables refer to each other in a circle: ${waiting.map(nameOf).join(', ')}`);
    const [{ schema, name, columns }] = waiting.splice(next, 1);
    sorted.push({ schema, name, columns });
  }
  return sorted;
}

/** Writes the rows of a table, as the client's transaction sees them. */
export async function dumpTable(client, folder, table) {
  const sum = new Sum();
  await pipeline(
    client.query(copyTo(`COPY ${nameOf(table)} (${columnsOf(table)}) TO STDOUT`)),
    sum.through,
    // Poses shrink to a third even at the fastest level; a higher one would take longer than the database.
    createGzip({ level: constants.Z_BEST_SPEED }),
    fs.createWriteStream(tableFile(folder, table), { mode: 0o600, flush: true }),
  );
  return { ...table, rows: sum.lines, sha256: sum.sha256 };
}

/** Reads a table's file and throws when it is not what the manifest says. */
export async function checkTable(folder, table) {
  const sum = new Sum();
  const file = tableFile(folder, table);
  await pipeline(fs.createReadStream(file), createGunzip(), sum.through, async (source) => {
    for await (const _ of source);
  });
  if (sum.sha256 !== table.sha256) throw new Error(`${file} is damaged`);
}

/**
 * Fills the tables in one transaction: all rows are there, or none. Needs the rights of the tables' owner, no more.
 * @param {import('./manifest.mjs').Manifest} manifest
 * @param {() => Promise<void>} beforeCommit
 */
export async function loadTables(client, folder, manifest, beforeCommit) {
  const names = manifest.tables.map(nameOf);
  await client.query('BEGIN');
  // Triggers have done their work before the rows were backed up.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${names.join(', ')}`);
  for (const table of manifest.tables) {
    const stream = client.query(copyFrom(`COPY ${nameOf(table)} (${columnsOf(table)}) FROM STDIN`));
    await pipeline(fs.createReadStream(tableFile(folder, table)), createGunzip(), stream);
    if (stream.rowCount !== table.rows) {
      throw new Error(`${nameOf(table)}: ${stream.rowCount} of ${table.rows} rows were stored`);
    }
  }
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const { schema, name, value, isCalled } of manifest.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [nameOf({ schema, name }), value, isCalled]);
  }
  await beforeCommit();
  await client.query('COMMIT');
}

/** Where each sequence stands. They are not part of a snapshot: read after the rows, none is behind them. */
export async function readSequences(client) {
  const { rows } = await client.query(
    'SELECT schemaname AS schema, sequencename AS name FROM pg_sequences WHERE schemaname = ANY($1) ORDER BY 1, 2',
    [SCHEMAS],
  );
  const sequences = [];
  for (const sequence of rows) {
    const {
      rows: [state],
    } = await client.query(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${nameOf(sequence)}`,
    );
    sequences.push({ ...sequence, ...state });
  }
  return sequences.filter(({ name }) => name !== 'schema_migration_id_seq');
}
