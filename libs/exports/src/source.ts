import type { Frame, Marker, Session } from '@reclimb/contracts';

/** What of a session is written beside its frames and markers, in this order. */
const EXPORTED_FIELDS = [
  'id',
  'name',
  'description',
  'createdAt',
  'duration',
  'frameCount',
  'skeleton',
  'model',
  'imageWidth',
  'imageHeight',
  'tags',
] as const satisfies readonly (keyof Session)[];

/** What the writers need to know of a session beside its frames. */
export type ExportedSession = Pick<Session, (typeof EXPORTED_FIELDS)[number]>;

/** What of a session may leave with an export: not whose it is, nor where its media lie. */
export function exportedSession(session: Session): ExportedSession {
  return Object.fromEntries(EXPORTED_FIELDS.map((field) => [field, session[field]])) as ExportedSession;
}

/** A session to be written. The writers hold a few frames at a time, however long it is. */
export interface ExportSource {
  readonly session: ExportedSession;
  readonly markers: readonly Marker[];
  /**
   * The frames in ascending order, `session.frameCount` of them. Every call begins anew: some formats need two passes. A
   * reader that stops early returns the iterator.
   */
  readonly frames: () => AsyncIterable<Frame>;
}

/** What a text format is written as: pieces of any length, in order. */
export type TextPieces = AsyncGenerator<string, void, undefined>;

/** Pixels are written to a thousandth, fractions of the picture to a millionth, scores to a ten-thousandth. */
const DECIMALS = { pixel: 1e3, fraction: 1e6, score: 1e4 } as const;

/**
 * A number as it is written: short, with a point, never with an exponent, finer than what is stored.
 */
export function numberText(value: number, unit: keyof typeof DECIMALS): string {
  const steps = DECIMALS[unit];
  // A rounded -0.0001 must not come out as "-0".
  return String(Math.round(value * steps) / steps + 0);
}

/** The same as a number, for formats that are JSON. */
export function rounded(value: number, unit: keyof typeof DECIMALS): number {
  const steps = DECIMALS[unit];
  return Math.round(value * steps) / steps + 0;
}
