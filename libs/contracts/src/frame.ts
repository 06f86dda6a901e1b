import * as z from 'zod';
import { MAX_COORDINATE, MAX_POSES_PER_FRAME, MAX_TIMESTAMP_SECONDS } from './limits.js';

/** The skeletons a session can be recorded with: the order and number of keypoints of its poses. */
export const SKELETONS = ['coco17', 'blazepose33'] as const;
/** One of {@link SKELETONS}. */
export type SkeletonName = (typeof SKELETONS)[number];
/** Number of keypoints of each skeleton. */
export const KEYPOINT_COUNT: Readonly<Record<SkeletonName, number>> = { coco17: 17, blazepose33: 33 };

const coordinate = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);
const score = z.number().min(0).max(1);

/** `[x, y, score]`: x and y are fractions of the picture's width and height, y down, not clamped; score 0…1. */
export const keypointSchema = z
  .tuple([coordinate, coordinate, score])
  .meta({ id: 'Keypoint', description: '[x, y, score]; x and y as fractions of the picture, score 0…1' });
/** See {@link keypointSchema}. */
export type Keypoint = z.infer<typeof keypointSchema>;

/** One person in one picture. `id` tells several people apart from frame to frame. */
export const poseSchema = z
  .strictObject({
    id: z.int().optional(),
    score,
    keypoints: z.array(keypointSchema).min(1).max(KEYPOINT_COUNT.blazepose33),
  })
  .meta({ id: 'Pose' });
/** See {@link poseSchema}. */
export type Pose = z.infer<typeof poseSchema>;

/**
 * The poses of one camera picture. `frameNumber` counts from 0 without gaps; `timestamp` is in seconds from the
 * session's start and strictly increases. An empty `poses` is a picture in which nobody was found.
 */
export const frameSchema = z
  .strictObject({
    frameNumber: z.int().min(0).max(0x7fff_ffff),
    timestamp: z.number().min(0).max(MAX_TIMESTAMP_SECONDS),
    poses: z.array(poseSchema).max(MAX_POSES_PER_FRAME),
  })
  .meta({ id: 'Frame' });
/** See {@link frameSchema}. */
export type Frame = z.infer<typeof frameSchema>;
