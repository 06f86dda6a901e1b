import { createHash } from 'node:crypto';
import { type FileHandle } from 'node:fs/promises';
import { ARCHIVE_FILES, archiveManifestSchema, MAX_KEYFRAME_BYTES } from '@reclimb/contracts';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import type * as z from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';

/** A day of keyframes once a second, and room. */
const MAX_ENTRIES = 100_000;
/** Poses compress to a tenth, in the most monotonous session to a fortieth; a file that unpacks to more is a bomb. */
const MAX_RATIO = 100;
/** Below this size the ratio says nothing. */
const MIN_SIZE_FOR_RATIO = 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** What may be in an archive, and how large it may be when unpacked. Videos and frames are held by the ratio alone. */
const KNOWN_FILES: readonly (readonly [name: RegExp, maxBytes: number])[] = [
  [/^session\.json$/, 1024 * 1024],
  [/^markers\.json$/, 128 * 1024 * 1024],
  [/^manifest\.json$/, 64 * 1024 * 1024],
  [/^thumbnail\.webp$/, 4 * MAX_KEYFRAME_BYTES],
  // A picture that was encoded anew may have grown.
  [/^keyframes\/(0|[1-9]\d{0,9})\.(jpg|webp)$/, 4 * MAX_KEYFRAME_BYTES],
  [/^frames\.ndjson$/, Infinity],
  [/^video\.(mp4|webm)$/, Infinity],
];

/** The refusal of an archive, at one of its files or as a whole. */
export const archiveRefused = (file: string | null, message: string): DomainError =>
  validationError([{ path: file === null ? ['archive'] : ['archive', file], message }]);

/**
 * A `zip` export on its way back in. Believes nothing: names, sizes and sums are held against each other before anything
 * is used, and what is read is cut off where it exceeds what was announced. Every refusal is a `validation_failed` that
 * names the file.
 */
export class ArchiveReader {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly sums: ReadonlyMap<string, string>,
  ) {}

  /** Opens the archive in the file and checks its directory and manifest. The file stays the caller's to close. */
  static async open(file: FileHandle): Promise<ArchiveReader> {
    const { size } = await file.stat();
    let zip: ZipFile;
    const entries = new Map<string, Entry>();
    try {
      zip = await fromFdPromise(file.fd, { autoClose: false, strictFileNames: true });
      if (zip.entryCount > MAX_ENTRIES) throw archiveRefused(null, `Expected at most ${MAX_ENTRIES} files`);
      for await (const entry of zip.eachEntry()) {
        if (entries.has(entry.fileName)) throw archiveRefused(entry.fileName, 'It is there twice');
        checkEntry(entry);
        entries.set(entry.fileName, entry);
      }
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw damaged(null, error);
    }
    const packed = [...entries.values()].reduce((sum, { compressedSize }) => sum + compressedSize, 0);
    // Files that share their bytes: a small archive could unpack to anything.
    if (packed > size) throw archiveRefused(null, 'Its files overlap');
    const unchecked = new ArchiveReader(zip, entries, new Map());
    const manifest = await unchecked.json(ARCHIVE_FILES.manifest, archiveManifestSchema);
    return new ArchiveReader(zip, entries, unchecked.compare(manifest));
  }

  /** The names of the files that match. */
  names(pattern: RegExp): string[] {
    return [...this.entries.keys()].filter((name) => pattern.test(name));
  }

  /** Unpacked, in bytes; null when there is no such file. */
  sizeOf(name: string): number | null {
    return this.entries.get(name)?.uncompressedSize ?? null;
  }

  /** What the files that match take unpacked, in bytes. */
  unpackedBytes(pattern: RegExp): number {
    return this.names(pattern).reduce((sum, name) => sum + (this.sizeOf(name) ?? 0), 0);
  }

  /** A file's bytes. Throws at the end when they are not those that the manifest sums up. */
  async *read(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entries.get(name);
    if (!entry) throw archiveRefused(name, 'It is missing');
    const hash = createHash('sha256');
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        hash.update(chunk as Buffer);
        yield chunk as Buffer;
      }
    } catch (error) {
      throw damaged(name, error);
    }
    const expected = this.sums.get(name);
    if (expected !== undefined && hash.digest('hex') !== expected) {
      throw archiveRefused(name, 'Its SHA-256 sum is not the one in the manifest');
    }
  }

  /** A small file as a whole. */
  async bytes(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** A small file as JSON of a schema. */
  async json<T>(name: string, schema: z.ZodType<T>): Promise<T> {
    const text = (await this.bytes(name)).toString('utf8');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw archiveRefused(name, 'Expected JSON');
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw validationError(
      parsed.error.issues.map((issue) => ({ ...issue, path: ['archive', name, ...issue.path] })),
    );
  }

  /** The sums by name, when the manifest lists exactly what is there. */
  private compare({ files }: z.infer<typeof archiveManifestSchema>): Map<string, string> {
    const sums = new Map<string, string>();
    for (const { path, sizeBytes, sha256 } of files) {
      const size = this.sizeOf(path);
      if (size === null) throw archiveRefused(path, 'It is in the manifest and not in the archive');
      if (size !== sizeBytes) throw archiveRefused(path, 'Its size is not the one in the manifest');
      sums.set(path, sha256);
    }
    const unlisted = [...this.entries.keys()].find(
      (name) => name !== ARCHIVE_FILES.manifest && !sums.has(name),
    );
    if (unlisted !== undefined) throw archiveRefused(unlisted, 'It is not in the manifest');
    return sums;
  }
}

function checkEntry(entry: Entry): void {
  const { fileName, uncompressedSize, compressedSize, compressionMethod } = entry;
  const known = KNOWN_FILES.find(([name]) => name.test(fileName));
  if (!known) throw archiveRefused(fileName, 'Not a file of a session');
  if (entry.isEncrypted()) throw archiveRefused(fileName, 'It is encrypted');
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw archiveRefused(fileName, 'It is compressed in an unknown way');
  }
  const isBomb = uncompressedSize > MIN_SIZE_FOR_RATIO && uncompressedSize > compressedSize * MAX_RATIO;
  if (uncompressedSize > known[1] || isBomb) throw archiveRefused(fileName, 'It unpacks to too much');
}

/** What the library stumbled over is not passed on: its words may repeat any bytes of the archive. */
function damaged(file: string | null, cause: unknown): unknown {
  if ((cause as NodeJS.ErrnoException).syscall !== undefined) return cause;
  const message = file === null ? 'Not a ZIP archive, or a damaged one' : 'It is damaged';
  const refused = archiveRefused(file, message);
  return new DomainError(refused.code, refused.message, { details: refused.details ?? {}, cause });
}
