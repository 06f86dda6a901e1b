const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
/** What ends a cluster that does not tell its length: SeekHead, Info, Tracks, Cues, Attachments, Chapters, Tags. */
const BESIDE_CLUSTERS = [0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367];
const ENDS_CLUSTER: ReadonlySet<number> = new Set([EBML, SEGMENT, CLUSTER, ...BESIDE_CLUSTERS]);
/** An id of at most 4 bytes and a length of at most 8. */
const MAX_HEADER_BYTES = 12;

/** Where an upload in WebM is to be taken to end. */
export interface WebmEnd {
  /** Bytes from the beginning that hold whole elements. */
  readonly size: number;
  /** The last cluster's length, written anew in as many bytes, for a cluster that was cut short. */
  readonly patch: { readonly at: number; readonly bytes: Uint8Array } | null;
}

interface Header {
  id: number;
  lengthAt: number;
  dataAt: number;
  /** Null: not told, as in a live stream. */
  length: number | null;
}

/**
 * Finds the end of the last whole picture of a WebM file that may have been cut off anywhere. Readers drop a cluster
 * (seconds of video) whose length points past the end of the file; cut down to its whole blocks it is kept. A file that
 * is whole, is no WebM, or is damaged before its end comes back with its own size.
 *
 * @param read bytes `at` … `at + length`; both lie within `size`.
 */
export function findWebmEnd(size: number, read: (at: number, length: number) => Uint8Array): WebmEnd {
  const asItIs: WebmEnd = { size, patch: null };
  const header = (at: number) => readHeader(read(at, Math.min(MAX_HEADER_BYTES, size - at)), at);

  const ebml = header(0);
  if (!isHeader(ebml) || ebml.id !== EBML || ebml.length === null) return asItIs;
  const segmentAt = ebml.dataAt + ebml.length;
  if (segmentAt >= size) return asItIs;
  const segment = header(segmentAt);
  if (!isHeader(segment) || segment.id !== SEGMENT) return asItIs;

  let at = segment.dataAt;
  while (at < size) {
    const element = header(at);
    if (element === 'cut') return { size: at, patch: null };
    if (element === 'damaged') return asItIs;
    const end = element.length === null ? null : element.dataAt + element.length;
    if (end !== null && end <= size) {
      at = end;
    } else if (element.id === CLUSTER) {
      const blocks = walkBlocks(element, size, header);
      if (blocks === null) return asItIs;
      if (blocks.next !== null) {
        at = blocks.next;
        continue;
      }
      if (blocks.count === 0) return { size: at, patch: null };
      if (element.length === null) return { size: blocks.end, patch: null };
      const bytes = encodeLength(blocks.end - element.dataAt, element.dataAt - element.lengthAt);
      return { size: blocks.end, patch: { at: element.lengthAt, bytes } };
    } else {
      return end === null ? asItIs : { size: at, patch: null };
    }
  }
  return asItIs;
}

/**
 * The whole elements of a cluster that is cut short or does not tell its length: where they end, how many blocks are
 * among them, and where the next cluster begins if one does. Null when they are damaged.
 */
function walkBlocks(
  cluster: Header,
  size: number,
  header: (at: number) => Header | Unreadable,
): { end: number; count: number; next: number | null } | null {
  let end = cluster.dataAt;
  let count = 0;
  while (end < size) {
    const child = header(end);
    if (child === 'cut') break;
    if (child === 'damaged') return null;
    if (ENDS_CLUSTER.has(child.id)) return cluster.length === null ? { end, count, next: end } : null;
    if (child.length === null) return null;
    if (child.dataAt + child.length > size) break;
    end = child.dataAt + child.length;
    if (child.id === SIMPLE_BLOCK || child.id === BLOCK_GROUP) count += 1;
  }
  return { end, count, next: null };
}

/** `cut`: the file ends within the header. */
type Unreadable = 'cut' | 'damaged';
const isHeader = (header: Header | Unreadable): header is Header => typeof header === 'object';

function readHeader(bytes: Uint8Array, at: number): Header | Unreadable {
  const idLength = Math.clz32(bytes[0] ?? 0) - 23;
  if (bytes.length > 0 && idLength > 4) return 'damaged';
  const lengthLength = Math.clz32(bytes[idLength] ?? 0) - 23;
  if (bytes.length > idLength && lengthLength > 8) return 'damaged';
  if (bytes.length <= idLength || bytes.length < idLength + lengthLength) return 'cut';
  let id = 0;
  for (const byte of bytes.subarray(0, idLength)) id = id * 256 + byte;
  let length = 0;
  let told = false;
  for (let index = 0; index < lengthLength; index++) {
    const mask = index === 0 ? 0xff >> lengthLength : 0xff;
    const bits = (bytes[idLength + index] as number) & mask;
    if (bits !== mask) told = true;
    length = length * 256 + bits;
  }
  if (told && !Number.isSafeInteger(length)) return 'damaged';
  const lengthAt = at + idLength;
  return { id, lengthAt, dataAt: lengthAt + lengthLength, length: told ? length : null };
}

/** A length as EBML writes it, in `count` bytes, which must hold it. */
function encodeLength(length: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let rest = length;
  for (let index = count - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[0] = (bytes[0] as number) | (0x80 >> (count - 1));
  return bytes;
}
