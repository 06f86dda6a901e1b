import * as z from 'zod';

/** Which limit a `quota_exceeded` of a recording speaks of: `details.limit`. */
export const RECORDING_LIMITS = [
  /** The session can be no longer. */
  'session_seconds',
  /** The session can be no larger. */
  'session_bytes',
  /** What the user may store is used up. */
  'user_bytes',
  /** What all together may store is used up. */
  'total_bytes',
  /** The user makes as many recordings at once as they may. */
  'recordings',
] as const;

/** One of {@link RECORDING_LIMITS}. */
export type RecordingLimit = (typeof RECORDING_LIMITS)[number];

/** What `GET /limits` answers: how long and how large a recording can be. */
export const recordingLimitsSchema = z
  .object({
    sessionSeconds: z.number().describe('Longest session: the largest timestamp that is taken, in seconds.'),
    sessionBytes: z
      .int()
      .nullable()
      .describe('Largest session in bytes, frames and video together; null: no limit.'),
    frameBytes: z.int().describe('What a frame counts, in bytes.'),
    roomBytes: z
      .int()
      .nullable()
      .describe('Bytes that the caller may still store, in all sessions together; null: no limit.'),
  })
  .meta({ id: 'RecordingLimits' });
/** See {@link recordingLimitsSchema}. */
export type RecordingLimits = z.infer<typeof recordingLimitsSchema>;
