import type { Frame } from '@reclimb/contracts';
import type { PreparedStatement } from '../database/prepared-statement.js';
import { extraBytes } from './frame-size.js';
import { poseDataText } from './pose-data-text.js';

/** A batch to be appended to a recording. */
export interface FrameAppend {
  sessionId: string;
  userId: string;
  /** The connection that writes; null for REST, which holds no recording. */
  writerId: string | null;
  /** Consecutive from the first, which is the frame that the caller believes to be next. */
  frames: readonly Frame[];
}

/** How far a recording has been committed. */
export interface CommittedState {
  frameCount: number;
  videoBytes: number;
  duration: number;
}

/** The same as PostgreSQL answers it. */
export interface CommittedRow {
  frame_count: number;
  video_bytes: string;
  duration: number;
}

/** What a row says. */
export const committedState = (row: CommittedRow): CommittedState => ({
  frameCount: row.frame_count,
  videoBytes: Number(row.video_bytes),
  duration: row.duration,
});

/**
 * One statement, so that a batch is stored whole or not at all and nothing is read first: the guarded update moves the
 * recording's end, and the frames are inserted only when it did. Pose data comes as lines: JSON text has no line breaks
 * of its own, and PostgreSQL splits lines for less than it parses an array.
 */
export const APPEND: PreparedStatement = {
  name: 'append_frames',
  text: `
WITH moved AS (
  UPDATE session_recording
     SET frame_count = frame_count + $5::int,
         extra_bytes = extra_bytes + $10::bigint,
         last_timestamp = $7,
         duration = $7,
         last_activity_at = now(),
         updated_at = now()
   WHERE id = $1 AND user_id = $2 AND status = 'recording'
     AND ($3::uuid IS NULL OR writer_id = $3)
     AND frame_count = $4
     AND (last_timestamp IS NULL OR last_timestamp < $6)
  RETURNING id, frame_count, video_bytes, duration
), stored AS (
  INSERT INTO session_frame (session_id, frame_number, "timestamp", pose_data)
  SELECT moved.id, $4::int + (batch.place - 1)::int, batch."timestamp", batch.pose_data::json
    FROM moved,
         ROWS FROM (unnest($8::float8[]), string_to_table($9, E'\\n'))
           WITH ORDINALITY AS batch ("timestamp", pose_data, place)
)
SELECT frame_count, video_bytes, duration FROM moved`,
};

/**
 * The same for batches of several recordings. A row that is locked is skipped, so that no recording waits for what
 * somebody does to another; `place` counts the batches from 1.
 */
export const APPEND_TOGETHER: PreparedStatement = {
  name: 'append_frames_together',
  text: `
WITH batch AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::float8[], $7::float8[], $12::bigint[])
    WITH ORDINALITY
    AS batch (id, user_id, writer_id, first_number, frames, first_timestamp, final_timestamp, extra_bytes, place)
), free AS (
  SELECT recording.id
    FROM batch JOIN session_recording AS recording
      ON recording.id = batch.id AND recording.user_id = batch.user_id AND recording.status = 'recording'
     AND (batch.writer_id IS NULL OR recording.writer_id = batch.writer_id)
     AND recording.frame_count = batch.first_number
     AND (recording.last_timestamp IS NULL OR recording.last_timestamp < batch.first_timestamp)
     FOR NO KEY UPDATE OF recording SKIP LOCKED
), moved AS (
  UPDATE session_recording AS recording
     SET frame_count = recording.frame_count + batch.frames,
         extra_bytes = recording.extra_bytes + batch.extra_bytes,
         last_timestamp = batch.final_timestamp,
         duration = batch.final_timestamp,
         last_activity_at = now(),
         updated_at = now()
    FROM batch JOIN free USING (id)
   WHERE recording.id = batch.id
  RETURNING recording.id, recording.frame_count, recording.video_bytes, recording.duration, batch.place
), stored AS (
  INSERT INTO session_frame (session_id, frame_number, "timestamp", pose_data)
  SELECT moved.id, frame.frame_number, frame."timestamp", frame.pose_data::json
    FROM ROWS FROM (unnest($8::int[]), unnest($9::int[]), unnest($10::float8[]), string_to_table($11, E'\\n'))
           AS frame (place, frame_number, "timestamp", pose_data)
    JOIN moved ON moved.place = frame.place
)
SELECT place, frame_count, video_bytes, duration FROM moved`,
};

/** The parameters of {@link APPEND}; null for an empty batch, which changes nothing. */
export function appendValues({ sessionId, userId, writerId, frames }: FrameAppend): unknown[] | null {
  const [first] = frames;
  const last = frames.at(-1);
  if (!first || !last) return null;
  return [
    sessionId,
    userId,
    writerId,
    first.frameNumber,
    frames.length,
    first.timestamp,
    last.timestamp,
    frames.map((frame) => frame.timestamp),
    frames.map(poseDataText).join('\n'),
    extraBytes(frames),
  ];
}

/** The parameters of {@link APPEND_TOGETHER}. */
export function appendTogetherValues(batches: readonly FrameAppend[]): unknown[] {
  const frames = batches.flatMap((batch) => batch.frames);
  return [
    batches.map((batch) => batch.sessionId),
    batches.map((batch) => batch.userId),
    batches.map((batch) => batch.writerId),
    batches.map((batch) => batch.frames[0]?.frameNumber),
    batches.map((batch) => batch.frames.length),
    batches.map((batch) => batch.frames[0]?.timestamp),
    batches.map((batch) => batch.frames.at(-1)?.timestamp),
    batches.flatMap((batch, index) => batch.frames.map(() => index + 1)),
    frames.map((frame) => frame.frameNumber),
    frames.map((frame) => frame.timestamp),
    frames.map(poseDataText).join('\n'),
    batches.map((batch) => extraBytes(batch.frames)),
  ];
}
