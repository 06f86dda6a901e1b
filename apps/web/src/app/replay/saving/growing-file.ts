import { StreamTarget, type StreamTargetChunk } from 'mediabunny';

/** Bytes that are handed over to the browser at once; it may keep them on the disk. */
const CHUNK = 8 * 1024 * 1024;

/** A file that is written from its start to its end, with corrections of what has been written: an MP4's sizes. */
export class GrowingFile {
  #file = new Blob();

  /** What a muxer writes to. */
  readonly target = new StreamTarget(
    new WritableStream<StreamTargetChunk>({ write: (chunk) => this.#write(chunk) }),
    { chunked: true, chunkSize: CHUNK },
  );

  /** What has been written. */
  finished(type: string): Blob {
    return this.#file.slice(0, this.#file.size, type);
  }

  #write({ data, position }: StreamTargetChunk): void {
    const before = this.#file.slice(0, position);
    const after = this.#file.slice(position + data.byteLength);
    // The muxer uses its buffer again: a blob has bytes of its own.
    this.#file = new Blob([before, data, after]);
  }
}
