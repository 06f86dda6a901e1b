/** A file that is read and written in place: what the outbox needs of a FileSystemSyncAccessHandle. */
export interface SyncFile {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** Length and check sum, 4 bytes each, little-endian. */
const HEAD = 8;

/** No record is larger: the recorder's chunks stay far below. A larger length is a sign of a torn head. */
const MAX_RECORD = 64 * 1024 * 1024;

/**
 * Records one after the other, each with its length and check sum. A record counts once it is complete: what a crash
 * left half written at the end is cut off when the file is opened.
 */
export class RecordFile {
  private readonly places: { at: number; length: number }[] = [];
  private end = 0;

  constructor(private readonly file: SyncFile) {
    const size = file.getSize();
    while (this.end < size) {
      const length = this.completeAt(this.end, size);
      if (length === null) break;
      this.places.push({ at: this.end + HEAD, length });
      this.end += HEAD + length;
    }
    if (this.end < size) file.truncate(this.end);
  }

  /** How many records there are. */
  get count(): number {
    return this.places.length;
  }

  get size(): number {
    return this.end;
  }

  /** Adds a record and waits for the disk. @throws when there is no room; the file then ends before this record. */
  append(record: Uint8Array): void {
    const bytes = new Uint8Array(HEAD + record.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, record.length, true);
    view.setUint32(4, crc32(record), true);
    bytes.set(record, HEAD);
    try {
      const written = this.file.write(bytes, { at: this.end });
      if (written !== bytes.length) throw new Error(`Only ${written} of ${bytes.length} bytes were written`);
      this.file.flush();
    } catch (error) {
      this.file.truncate(this.end);
      throw error;
    }
    this.places.push({ at: this.end + HEAD, length: record.length });
    this.end += bytes.length;
  }

  /** @throws RangeError when there is no such record. */
  read(index: number): Uint8Array<ArrayBuffer> {
    const place = this.places[index];
    if (!place) throw new RangeError(`No record ${index} in this file`);
    return this.bytes(place.at, place.length);
  }

  close(): void {
    this.file.close();
  }

  private completeAt(at: number, size: number): number | null {
    if (size - at < HEAD) return null;
    const view = new DataView(this.bytes(at, HEAD).buffer);
    const length = view.getUint32(0, true);
    if (length > MAX_RECORD || at + HEAD + length > size) return null;
    return crc32(this.bytes(at + HEAD, length)) === view.getUint32(4, true) ? length : null;
  }

  private bytes(at: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    this.file.read(bytes, { at });
    return bytes;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 as in zip and PNG. */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}
