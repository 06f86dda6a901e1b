import { createHash } from 'node:crypto';
import type { ArchiveManifest } from '@reclimb/contracts';
import type { ZipFile } from './stored-zip.js';

/** The files of an archive on their way into it, summed up for its manifest while they pass. */
export class ListedFiles {
  /** What has passed so far, in order. */
  readonly listed: ArchiveManifest['files'] = [];

  constructor(private readonly modifiedAt: Date) {}

  /** Bytes that are at hand, or a stream of them, which is listed when it has passed. */
  file(name: string, content: ZipFile['content']): ZipFile {
    const { modifiedAt } = this;
    if (!Buffer.isBuffer(content)) return { name, modifiedAt, content: this.summed(name, content) };
    const sha256 = createHash('sha256').update(content).digest('hex');
    this.listed.push({ path: name, sizeBytes: content.length, sha256 });
    return { name, modifiedAt, content };
  }

  json(name: string, value: unknown): ZipFile {
    return this.file(name, jsonBytes(value));
  }

  /** The last file of all, which is not listed itself. */
  manifest(name: string, heading: { format: string; version: number }): ZipFile {
    const content = jsonBytes({ ...heading, files: this.listed });
    return { name, modifiedAt: this.modifiedAt, content };
  }

  private async *summed(
    name: string,
    chunks: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
    this.listed.push({ path: name, sizeBytes, sha256: hash.digest('hex') });
  }
}

const jsonBytes = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
