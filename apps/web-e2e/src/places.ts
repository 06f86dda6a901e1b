import { existsSync } from 'node:fs';
import path from 'node:path';

/** The workspace's root. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** What is made for the tests and kept between runs, because it is always the same. */
export const MADE = path.join(ROOT, 'tmp/web-e2e');

/** Clips for the fake camera. */
export const CLIPS = {
  climber: path.join(MADE, 'climber.mjpeg'),
  numbered: path.join(MADE, 'numbered.mjpeg'),
  real: path.join(MADE, 'real.mjpeg'),
} as const;
/** One of {@link CLIPS}. */
export type Clip = keyof typeof CLIPS;

const shared = path.resolve(ROOT, '../shared');

/** A real climb and the real model: local material that is not part of the project. Tests do without when it is absent. */
export const REAL_VIDEO = path.join(shared, 'media/climb-spraywall.mp4');

/** Folders for `MODEL_DIR`. */
export const MODELS = {
  'marker-finder': path.join(MADE, 'marker-finder'),
  'number-reader': path.join(MADE, 'number-reader'),
  movenet: path.join(shared, 'models'),
} as const;
/** One of {@link MODELS}. */
export type Model = keyof typeof MODELS;

/** Whether the real video and the real model are there. */
export const hasRealMaterial =
  existsSync(REAL_VIDEO) && existsSync(path.join(MODELS.movenet, 'movenet-lightning'));
