import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import {
  type KnownFile,
  MODEL_FILE,
  MODEL_SOURCES,
  type ModelName,
  OFFICIAL_SOURCE,
} from './model-catalogue.js';

/** A source that says nothing for this long is given up: the studio waits for the answer. */
const FIRST_BYTE_TIMEOUT_MS = 10_000;
/** A few megabytes over a slow line. */
const FILE_TIMEOUT_MS = 120_000;
/** Thunder's largest file is a third of this. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

const BYTES_OF_TYPE: Readonly<Record<string, number>> = {
  float32: 4,
  float16: 2,
  int32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/** The parts of a TF.js graph model that say which files belong to it and how large they are together. */
const manifestSchema = z.object({
  format: z.literal('graph-model'),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(z.string().regex(MODEL_FILE)).min(1),
        weights: z.array(
          z.object({
            shape: z.array(z.int().min(0)),
            dtype: z.string(),
            quantization: z.object({ dtype: z.string() }).optional(),
          }),
        ),
      }),
    )
    .min(1),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Whether the folder holds a model of this name. */
export async function hasModel(name: ModelName, modelDir: string): Promise<boolean> {
  return access(path.join(modelDir, name, 'model.json')).then(
    () => true,
    // Not there, or not readable: either way it cannot be served.
    () => false,
  );
}

/**
 * Fetches a model into `modelDir/name`, checked and whole or not at all. Does nothing when there is one already, whoever
 * put it there. Throws an error that says what went wrong; the folder is then as before.
 */
export async function fetchModel(
  name: ModelName,
  modelDir: string,
  { source = OFFICIAL_SOURCE }: { source?: string } = {},
): Promise<void> {
  if (await hasModel(name, modelDir)) return;
  await mkdir(modelDir, { recursive: true });
  await removeLeftovers(name, modelDir);
  const making = path.join(modelDir, `.${name}-${randomUUID()}`);
  await mkdir(making);
  try {
    await fetchInto(name, making, source);
    await moveIntoPlace(name, making, modelDir);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function fetchInto(name: ModelName, folder: string, source: string): Promise<void> {
  const { path: base, knownFiles } = MODEL_SOURCES[name];
  const address = (file: string) => `${source}/${base}/${file}?tfjs-format=file`;
  const description = await download(address('model.json'));
  const groups = parseManifest(description);
  await writeFile(path.join(folder, 'model.json'), description);
  for (const group of groups) {
    let size = 0;
    for (const file of group.paths) {
      const bytes = await download(address(file));
      const known = knownFiles[file];
      if (known) check(file, bytes, known);
      await writeFile(path.join(folder, file), bytes);
      size += bytes.length;
    }
    if (size !== declaredSize(group)) {
      throw new Error(
        `${group.paths.join(', ')}: ${size} bytes came, model.json declares ${declaredSize(group)}`,
      );
    }
  }
}

async function download(address: string): Promise<Buffer> {
  const { hostname, pathname } = new URL(address);
  const abort = new AbortController();
  const silence = setTimeout(() => abort.abort(), FIRST_BYTE_TIMEOUT_MS);
  try {
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(FILE_TIMEOUT_MS)]);
    const response = await fetch(address, { signal, redirect: 'follow' });
    clearTimeout(silence);
    if (!response.ok) throw new Error(`answered ${response.status}`);
    if (!response.body) throw new Error('answered nothing');
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) throw new Error('sent far more than a model has');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'failed';
    throw new Error(`${hostname} could not deliver ${path.basename(pathname)} (${reason})`, { cause });
  } finally {
    clearTimeout(silence);
  }
}

function parseManifest(description: Buffer): Manifest['weightsManifest'] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(description.toString('utf8'));
  } catch (cause) {
    // A page instead of the file: the source has moved.
    throw new Error('model.json is not JSON', { cause });
  }
  const manifest = manifestSchema.safeParse(parsed);
  if (!manifest.success) {
    throw new Error('model.json does not describe a graph model', { cause: manifest.error });
  }
  return manifest.data.weightsManifest;
}

function declaredSize(group: Manifest['weightsManifest'][number]): number {
  return group.weights.reduce((sum, { shape, dtype, quantization }) => {
    const bytes = BYTES_OF_TYPE[quantization?.dtype ?? dtype];
    if (bytes === undefined) throw new Error(`model.json declares weights of an unknown type (${dtype})`);
    return sum + shape.reduce((product, side) => product * side, bytes);
  }, 0);
}

function check(file: string, bytes: Buffer, { size, gitBlobId }: KnownFile): void {
  const id = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  if (bytes.length !== size || id !== gitBlobId) throw new Error(`${file} is not the official one`);
}

async function moveIntoPlace(name: ModelName, making: string, modelDir: string): Promise<void> {
  const place = path.join(modelDir, name);
  // A folder without model.json holds nothing that could be served.
  await rm(place, { recursive: true, force: true });
  try {
    await rename(making, place);
  } catch (error) {
    // Another process was faster; its model has passed the same checks.
    if (!(await hasModel(name, modelDir))) throw error;
  }
}

/** What a process left behind that was killed while it fetched. */
async function removeLeftovers(name: ModelName, modelDir: string): Promise<void> {
  const leftovers = (await readdir(modelDir)).filter((entry) => entry.startsWith(`.${name}-`));
  await Promise.all(
    leftovers.map((entry) => rm(path.join(modelDir, entry), { recursive: true, force: true })),
  );
}
