import { StringDecoder } from 'node:string_decoder';
import { type Frame, frameSchema } from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';

/** A frame of twenty people in the most verbose JSON stays well below; longer lines are no frames. */
const MAX_LINE_CHARACTERS = 256 * 1024;

/** One line as a frame. Throws `validation_failed` that names the place, e.g. `lines.3.poses.0.score`. */
export function parseFrameLine(line: string, number: number): Frame {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw validationError([{ path: ['lines', number], message: 'Expected one frame as JSON' }]);
  }
  const parsed = frameSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw validationError(
    parsed.error.issues.map((issue) => ({ ...issue, path: ['lines', number, ...issue.path] })),
  );
}

/** The lines of a stream of bytes. When it breaks off, throws after the last complete line. */
export async function* linesOf(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS || lines.some((line) => line.length > MAX_LINE_CHARACTERS)) {
      throw new DomainError(
        'payload_too_large',
        `Expected lines of at most ${MAX_LINE_CHARACTERS} characters`,
      );
    }
    yield* lines;
  }
  if (rest !== '') yield rest;
}
