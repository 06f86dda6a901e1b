// The files that the rows of a database name, copied while a server goes on changing both.
import fs from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mediaFile, sumOf } from './manifest.mjs';

/** Tells the media folder of a database; see MediaMount. */
const MARKER = '.reclimb-media';

/**
 * What the client's snapshot names: keys, with the bytes that count of an upload (what lies beyond them is not
 * acknowledged). All other files are never written over once they have their name.
 * @returns {Promise<Map<string, number | null>>}
 */
export async function namedMedia(client) {
  const { MediaReferencesRepository } =
    await import('../../apps/api/dist/storage/media-references.repository.js');
  const query = async (text, values) => (await client.query(text, values)).rows;
  const named = new Map([[MARKER, null]]);
  for (const { key } of await new MediaReferencesRepository({ query }).all()) named.set(key, null);
  const uploads = await query(
    'SELECT raw_video_path AS key, video_bytes::float8 AS bytes FROM session_recording WHERE raw_video_path IS NOT NULL',
  );
  for (const { key, bytes } of uploads) named.set(key, bytes);
  return named;
}

/**
 * Copies what is not copied yet; answers the keys of files that are not there, or shorter than their row says.
 * @param {Map<string, number | null>} named
 */
export async function copyMedia(named, mediaDir, folder) {
  const missing = [];
  for (const [key, bytes] of named) {
    const from = path.join(mediaDir, key);
    const to = mediaFile(folder, key);
    await mkdir(path.dirname(to), { recursive: true });
    try {
      if (bytes === null) await copyWhole(from, to);
      else if (!(await copyUpTo(from, to, bytes))) missing.push(key);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      missing.push(key);
    }
  }
  return missing;
}

/** A file that is copied already stays: it has never changed. Half a copy never has the name. */
async function copyWhole(from, to) {
  if (fs.existsSync(to)) return;
  const part = `${to}.part`;
  await pipeline(fs.createReadStream(from), fs.createWriteStream(part, { mode: 0o600, flush: true }));
  await rename(part, to);
}

/** Adds what an upload has grown by since it was last copied. False when it is shorter than that. */
async function copyUpTo(from, to, bytes) {
  const { size } = await stat(from);
  if (size < bytes) return false;
  const copied = fs.existsSync(to) ? (await stat(to)).size : 0;
  if (copied < bytes) {
    await pipeline(
      fs.createReadStream(from, { start: copied, end: bytes - 1 }),
      fs.createWriteStream(to, { flags: 'a', mode: 0o600, flush: true }),
    );
  } else if (copied > bytes) {
    // An upload that has been begun anew is shorter than what it was.
    await rm(to);
    return copyUpTo(from, to, bytes);
  }
  return true;
}

/** Removes copies that nothing names any more, and tells sizes and sums of the others. */
export async function sumMedia(named, folder) {
  const files = [];
  const top = mediaFile(folder, '.');
  await mkdir(top, { recursive: true });
  for (const entry of await readdir(top, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const key = path.relative(top, file).split(path.sep).join('/');
    if (named.has(key)) files.push({ key, ...(await sumOf(file)) });
    else await rm(file);
  }
  return files.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Puts one file of a backup in its place, synced, and throws when it is not the one that was backed up. */
export async function restoreFile(from, to, { size, sha256 }) {
  await mkdir(path.dirname(to), { recursive: true });
  await pipeline(fs.createReadStream(from), fs.createWriteStream(to, { mode: 0o600, flush: true }));
  const written = await sumOf(to);
  if (written.size !== size || written.sha256 !== sha256) throw new Error(`${to} is not what was backed up`);
}

/** Makes the names of a folder's files durable. */
export async function syncFolder(folder) {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
