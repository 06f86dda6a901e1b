/** Enough that a socket is not bothered with single lines, little enough to be nothing. */
const BLOCK = 16 * 1024;

/** Gathers pieces of any length into blocks of about 16 KiB. Text becomes UTF-8. */
export async function* inBlocks(
  pieces: AsyncIterable<string> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  let waiting: (string | Uint8Array)[] = [];
  let size = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < BLOCK) continue;
    yield joined(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield joined(waiting);
}

function joined(pieces: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

/** A generator of which one step has been taken, from that step on. */
export async function* continued<T>(
  taken: IteratorResult<T, void>,
  rest: AsyncGenerator<T, void>,
): AsyncGenerator<T, void, undefined> {
  try {
    if (!taken.done) yield taken.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
