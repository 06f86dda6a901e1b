import type { Frame } from '@reclimb/contracts';

/** What a frame of one person takes in the database: an hour of 17 keypoints at 30 pictures a second is about 60 MB. */
export const FRAME_BYTES = 560;

/** What a frame counts in a quota: as much again for each further person in it, so that a crowd is not stored for nothing. */
export const countedBytes = ({ poses }: Pick<Frame, 'poses'>): number =>
  FRAME_BYTES * Math.max(1, poses.length);

/** What these frames count beyond one person each; a session keeps the sum. */
export const extraBytes = (frames: readonly Pick<Frame, 'poses'>[]): number =>
  frames.reduce((sum, frame) => sum + countedBytes(frame) - FRAME_BYTES, 0);
