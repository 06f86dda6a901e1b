/** Why packed frames were refused, for code; the message says it in words. */
export type PackedFramesErrorCode =
  /** Decoding: not packed frames at all. */
  | 'not-packed-frames'
  /** Decoding: written by a newer or unknown version of the format. */
  | 'unsupported-version'
  /** Decoding: the data ends too early. */
  | 'truncated'
  /** Decoding: the bytes are damaged or were not written by an encoder. */
  | 'malformed'
  /** Encoding: the frames cannot be expressed (unordered, out of range, inconsistent, too many). */
  | 'invalid-frames';

/** Thrown by the packed frame codec, and the only thing it throws. */
export class PackedFramesError extends Error {
  override readonly name = 'PackedFramesError';

  constructor(
    readonly code: PackedFramesErrorCode,
    message: string,
  ) {
    super(message);
  }
}
