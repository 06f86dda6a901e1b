import type { OutboxRecord } from './outbox-storage.js';

/** About what a keypoint takes in the packed form, where a frame of 17 costs 50 to 70 bytes (docs/packed-frames.md). */
const BYTES_PER_KEYPOINT = 3.5;

/** Timestamp, numbers and frame heads. */
const BYTES_PER_ITEM = 4;

/** About how many bytes a record costs to keep and to send; exact for video and images. */
export function recordSize(record: OutboxRecord): number {
  switch (record.kind) {
    case 'frames':
      return record.frames.reduce((sum, frame) => {
        const keypoints = frame.poses.reduce((count, pose) => count + pose.keypoints.length, 0);
        return sum + BYTES_PER_ITEM + Math.ceil(keypoints * BYTES_PER_KEYPOINT);
      }, 0);
    case 'video':
      return record.data.byteLength;
    case 'keyframe':
      return record.image.byteLength;
    case 'marker':
      return BYTES_PER_ITEM + record.label.length;
    case 'stop':
    case 'cancel':
      return BYTES_PER_ITEM;
  }
}
