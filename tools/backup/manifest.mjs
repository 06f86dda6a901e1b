// What a backup is: a folder with the rows of every table, the media that they name, and this list of all of it.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Raised when an older restore could not read what a newer backup writes. */
export const FORMAT = 1;
const FILE = 'manifest.json';

/**
 * @typedef {{ schema: string, name: string, columns: string[], rows: number, sha256: string }} Table rows in COPY's text
 *   format; the sum is of the text before it was compressed
 * @typedef {{ schema: string, name: string, value: string, isCalled: boolean }} Sequence
 * @typedef {{ key: string, size: number, sha256: string }} MediaFile
 * @typedef {{ format: number, createdAt: string, migrations: string[], tables: Table[], sequences: Sequence[],
 *   media: MediaFile[], missing: string[], secrets: MediaFile[] }} Manifest `tables` in an order in which rows can be stored:
 *   what a row refers to comes first; `missing`: media that the database names and the store had lost before
 */

/** Where the rows of a table are. */
export const tableFile = (folder, { schema, name }) =>
  path.join(folder, 'database', `${schema}.${name}.copy.gz`);
/** Where a file of the media store is. */
export const mediaFile = (folder, key) => path.join(folder, 'media', key);
/** Where a file of the data folder is that no table holds. */
export const secretFile = (folder, key) => path.join(folder, 'secrets', key);

/** @param {string} folder @param {Manifest} manifest */
export function writeManifest(folder, manifest) {
  const file = path.join(folder, FILE);
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 1)}\n`, { flush: true, mode: 0o600 });
}

/**
 * @param {string} folder
 * @returns {Manifest}
 * @throws Error when the folder is no whole backup, or one of a newer Reclimb
 */
export function readManifest(folder) {
  let manifest;
  try {
    manifest = JSON.parse(fs.readFileSync(path.join(folder, FILE), 'utf8'));
  } catch (cause) {
    throw new Error(`${folder} is no whole backup: its ${FILE} cannot be read (${cause.message})`, { cause });
  }
  if (manifest.format !== FORMAT) {
    throw new Error(`${folder} has the format ${manifest.format}, this Reclimb reads ${FORMAT}`);
  }
  return manifest;
}

/** Passes bytes through, and knows their number, their lines and their sum at the end. */
export class Sum {
  bytes = 0;
  lines = 0;
  #hash = createHash('sha256');

  /** A stage of a pipeline. */
  through = async function* (source) {
    for await (const chunk of source) {
      this.add(chunk);
      yield chunk;
    }
  }.bind(this);

  add(chunk) {
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.lines += 1;
    this.#hash.update(chunk);
  }

  /** Once, at the end. */
  get sha256() {
    return this.#hash.digest('hex');
  }
}

/** The size and the sum of a file. */
export async function sumOf(file) {
  const sum = new Sum();
  await pipeline(fs.createReadStream(file), sum.through, async (source) => {
    for await (const _ of source);
  });
  return { size: sum.bytes, sha256: sum.sha256 };
}
