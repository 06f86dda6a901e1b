/** Bytes `start` (inclusive) to `end` (exclusive) of a whole. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a `Range` header (RFC 9110 §14.2) against a file of `size` bytes.
 *
 * Answers `whole` when the header is to be ignored (absent, another unit, malformed), `unsatisfiable` for a 416, else
 * the range to send. Several ranges are answered by the first one that can be satisfied: a server may do so, and
 * no player asks for more.
 */
export function parseByteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const list = /^\s*bytes\s*=(.*)$/i.exec(header ?? '')?.[1];
  if (list === undefined) return 'whole';
  const ranges = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (ranges.length === 0) return 'whole';
  let satisfiable: ByteRange | undefined;
  for (const range of ranges) {
    const bounds = /^(\d*)-(\d*)$/.exec(range);
    if (!bounds || (bounds[1] === '' && bounds[2] === '')) return 'whole';
    const [first, last] = [bounds[1] ?? '', bounds[2] ?? ''];
    if (first !== '' && last !== '' && Number(last) < Number(first)) return 'whole';
    const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
    const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
    if (start < end) satisfiable ??= { start, end };
  }
  return satisfiable ?? 'unsatisfiable';
}
