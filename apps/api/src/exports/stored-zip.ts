import { crc32 } from 'node:zlib';

/** A file to be put into an archive. */
export interface ZipFile {
  /** With `/` between folders. */
  name: string;
  modifiedAt: Date;
  /** Bytes that are at hand, or a stream of them. */
  content: Buffer | AsyncIterable<Uint8Array>;
}

const LOCAL_HEADER = 0x0403_4b50;
const DATA_DESCRIPTOR = 0x0807_4b50;
const CENTRAL_HEADER = 0x0201_4b50;
const ZIP64_END = 0x0606_4b50;
const ZIP64_LOCATOR = 0x0706_4b50;
const END = 0x0605_4b50;

const ZIP64_EXTRA = 0x0001;
const VERSION_ZIP64 = 45;
const VERSION_PLAIN = 20;
/** Made on Unix, so that the file mode counts. */
const MADE_BY = (3 << 8) | VERSION_ZIP64;
const REGULAR_FILE_MODE = 0o100_644;
const UTF8_NAME = 1 << 11;
const SUM_FOLLOWS = 1 << 3;
const MAX_16 = 0xffff;
const MAX_32 = 0xffff_ffff;

/**
 * Writes a ZIP archive (APPNOTE 6.3.10) whose files are stored as they are, as a stream: nothing of a file is held but the
 * chunk that passes through, and of the directory about a hundred bytes a file. Files, sizes and counts may exceed the old
 * limits (ZIP64).
 *
 * The libraries that were tried either hold a kilobyte of objects a file, which the hundred thousand files of an hour of
 * OpenPose do not allow, or write a wrong count beyond 65,535 files.
 */
export async function* storedZip(files: AsyncIterable<ZipFile>): AsyncGenerator<Buffer, void, undefined> {
  const directory = new ByteList();
  let offset = 0;
  let count = 0;
  for await (const { name, modifiedAt, content } of files) {
    const entry = { name: Buffer.from(name), time: dosTime(modifiedAt), offset };
    let sum: Sum;
    if (Buffer.isBuffer(content)) {
      sum = { crc: crc32(content), size: content.length };
      const header = localHeader(entry, sum);
      yield Buffer.concat([header, content]);
      offset += header.length + content.length;
    } else {
      const header = localHeader(entry, null);
      yield header;
      sum = { crc: 0, size: 0 };
      for await (const chunk of content) {
        sum = { crc: crc32(chunk, sum.crc), size: sum.size + chunk.length };
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      }
      const descriptor = dataDescriptor(sum);
      yield descriptor;
      offset += header.length + sum.size + descriptor.length;
    }
    directory.push(centralHeader(entry, sum, !Buffer.isBuffer(content)));
    count += 1;
  }
  yield* directory.blocks();
  yield endOfArchive(count, directory.size, offset);
}

interface Entry {
  name: Buffer;
  time: { date: number; time: number };
  /** Where its local header lies in the archive. */
  offset: number;
}

interface Sum {
  crc: number;
  size: number;
}

function localHeader({ name, time }: Entry, sum: Sum | null): Buffer {
  // A stream's size is not known yet: it follows with eight bytes, which the ZIP64 field announces.
  const zip64 = sum === null;
  const header = Buffer.alloc(30 + name.length + (zip64 ? 20 : 0));
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(zip64 ? VERSION_ZIP64 : VERSION_PLAIN, 4);
  header.writeUInt16LE(UTF8_NAME | (zip64 ? SUM_FOLLOWS : 0), 6);
  header.writeUInt16LE(time.time, 10);
  header.writeUInt16LE(time.date, 12);
  header.writeUInt32LE(sum?.crc ?? 0, 14);
  header.writeUInt32LE(sum?.size ?? MAX_32, 18);
  header.writeUInt32LE(sum?.size ?? MAX_32, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(zip64 ? 20 : 0, 28);
  name.copy(header, 30);
  if (zip64) {
    header.writeUInt16LE(ZIP64_EXTRA, 30 + name.length);
    header.writeUInt16LE(16, 32 + name.length);
  }
  return header;
}

function dataDescriptor({ crc, size }: Sum): Buffer {
  const descriptor = Buffer.alloc(24);
  descriptor.writeUInt32LE(DATA_DESCRIPTOR, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeBigUInt64LE(BigInt(size), 8);
  descriptor.writeBigUInt64LE(BigInt(size), 16);
  return descriptor;
}

function centralHeader({ name, time, offset }: Entry, { crc, size }: Sum, streamed: boolean): Buffer {
  const wide = [...(size >= MAX_32 ? [size, size] : []), ...(offset >= MAX_32 ? [offset] : [])];
  const extraLength = wide.length > 0 ? 4 + wide.length * 8 : 0;
  const header = Buffer.alloc(46 + name.length + extraLength);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(streamed || wide.length > 0 ? VERSION_ZIP64 : VERSION_PLAIN, 6);
  header.writeUInt16LE(UTF8_NAME | (streamed ? SUM_FOLLOWS : 0), 8);
  header.writeUInt16LE(time.time, 12);
  header.writeUInt16LE(time.date, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(size, MAX_32), 20);
  header.writeUInt32LE(Math.min(size, MAX_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extraLength, 30);
  header.writeUInt32LE(REGULAR_FILE_MODE * 2 ** 16, 38);
  header.writeUInt32LE(Math.min(offset, MAX_32), 42);
  name.copy(header, 46);
  if (extraLength > 0) {
    const at = 46 + name.length;
    header.writeUInt16LE(ZIP64_EXTRA, at);
    header.writeUInt16LE(extraLength - 4, at + 2);
    for (const [index, value] of wide.entries()) header.writeBigUInt64LE(BigInt(value), at + 4 + index * 8);
  }
  return header;
}

function endOfArchive(count: number, directorySize: number, directoryOffset: number): Buffer {
  const wide = count >= MAX_16 || directorySize >= MAX_32 || directoryOffset >= MAX_32;
  const records = Buffer.alloc((wide ? 56 + 20 : 0) + 22);
  if (wide) {
    records.writeUInt32LE(ZIP64_END, 0);
    records.writeBigUInt64LE(44n, 4);
    records.writeUInt16LE(MADE_BY, 12);
    records.writeUInt16LE(VERSION_ZIP64, 14);
    records.writeBigUInt64LE(BigInt(count), 24);
    records.writeBigUInt64LE(BigInt(count), 32);
    records.writeBigUInt64LE(BigInt(directorySize), 40);
    records.writeBigUInt64LE(BigInt(directoryOffset), 48);
    records.writeUInt32LE(ZIP64_LOCATOR, 56);
    records.writeBigUInt64LE(BigInt(directoryOffset + directorySize), 64);
    records.writeUInt32LE(1, 72);
  }
  const at = records.length - 22;
  records.writeUInt32LE(END, at);
  records.writeUInt16LE(Math.min(count, MAX_16), at + 8);
  records.writeUInt16LE(Math.min(count, MAX_16), at + 10);
  records.writeUInt32LE(Math.min(directorySize, MAX_32), at + 12);
  records.writeUInt32LE(Math.min(directoryOffset, MAX_32), at + 16);
  return records;
}

/** MS-DOS time: two seconds fine, from 1980 to 2107, here in UTC. */
function dosTime(moment: Date): Entry['time'] {
  const year = Math.min(Math.max(moment.getUTCFullYear(), 1980), 2107);
  return {
    date: ((year - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate(),
    time: (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1),
  };
}

/** Many small records one behind the other, without an object for each. */
class ByteList {
  private static readonly BLOCK = 64 * 1024;
  private readonly full: Buffer[] = [];
  private open = Buffer.alloc(ByteList.BLOCK);
  private used = 0;
  size = 0;

  push(record: Buffer): void {
    if (this.used + record.length > this.open.length) {
      this.full.push(this.open.subarray(0, this.used));
      this.open = Buffer.alloc(Math.max(ByteList.BLOCK, record.length));
      this.used = 0;
    }
    record.copy(this.open, this.used);
    this.used += record.length;
    this.size += record.length;
  }

  *blocks(): Generator<Buffer, void, undefined> {
    yield* this.full;
    if (this.used > 0) yield this.open.subarray(0, this.used);
  }
}
