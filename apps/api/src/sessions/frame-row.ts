import type { Frame } from '@reclimb/contracts';

/** One stored frame; `poseData` is JSON text, `{"poses":[…]}`, as it lies in the table. */
export interface FrameRow {
  frameNumber: number;
  timestamp: number;
  poseData: string;
}

/** What a {@link FrameRow} is read from. */
export const FRAME_COLUMNS = `frame_number AS "frameNumber", "timestamp", pose_data::text AS "poseData"`;

/** Frames `$2` … at most `$3` (inclusive) of session `$1`, ascending, no more than `$4`. */
export const READ_FRAMES = `SELECT ${FRAME_COLUMNS} FROM session_frame
  WHERE session_id = $1 AND frame_number BETWEEN $2 AND $3 ORDER BY frame_number LIMIT $4`;

/** A stored frame as one line of JSON, without parsing what is JSON already. */
export function frameText(row: FrameRow): string {
  return `{"frameNumber":${row.frameNumber},"timestamp":${row.timestamp},${row.poseData.slice(1)}`;
}

/** A stored frame as an object. */
export function toFrame(row: FrameRow): Frame {
  const { poses } = JSON.parse(row.poseData) as Pick<Frame, 'poses'>;
  return { frameNumber: row.frameNumber, timestamp: row.timestamp, poses };
}
