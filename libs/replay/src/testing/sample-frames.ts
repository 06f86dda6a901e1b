import { type Frame, KEYPOINT_COUNT, type SkeletonName } from '@reclimb/contracts';

/** What {@link sampleFrames} makes. */
export interface SampleOptions {
  readonly count: number;
  /** Seconds between frames; 1/30 when absent. */
  readonly interval?: number;
  /** Timestamps instead of a regular interval; as many as frames. */
  readonly timestamps?: readonly number[];
  /** People in a frame, by its number; one when absent. */
  readonly people?: (frameNumber: number) => number;
  readonly skeleton?: SkeletonName;
}

/** Frames whose keypoints tell which frame, person and keypoint they are: every mix-up shows. */
export function sampleFrames({
  count,
  interval = 1 / 30,
  timestamps,
  people = () => 1,
  skeleton = 'coco17',
}: SampleOptions): Frame[] {
  return Array.from({ length: count }, (_, frameNumber) => ({
    frameNumber,
    timestamp: timestamps?.[frameNumber] ?? frameNumber * interval,
    poses: Array.from({ length: people(frameNumber) }, (_pose, person) => ({
      score: 0.5,
      keypoints: Array.from(
        { length: KEYPOINT_COUNT[skeleton] },
        (_keypoint, index): [number, number, number] => [
          (frameNumber % 1024) / 1024,
          person / 8 + index / 1024,
          0.75,
        ],
      ),
    })),
  }));
}
