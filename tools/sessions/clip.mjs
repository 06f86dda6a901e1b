import { fileURLToPath } from 'node:url';
import { demoSession } from '../../libs/pose/dist/index.js';
import { readPoses } from '../packed-frames/recorded-poses.mjs';

/**
 * A short recording to be repeated: `seconds` is the time from its first frame to the first one of its repetition.
 * @typedef {{ name: string, seconds: number, frames: import('../../libs/pose/dist/index.js').Frame[], model: string,
 *   imageWidth: number, imageHeight: number, video?: string }} Clip `video`: the path of an MP4 of exactly these frames
 */

/** The synthetic climber with the demo's video: twenty seconds at 30 fps, a key frame every second. */
export function syntheticClip() {
  const { duration, frames, model, imageWidth, imageHeight } = demoSession();
  return {
    name: 'Synthetic climber',
    seconds: duration,
    frames: [...frames()],
    model,
    imageWidth,
    imageHeight,
    video: fileURLToPath(new URL('../../apps/api/assets/demo.mp4', import.meta.url)),
  };
}

/** Recorded poses (see {@link readPoses}), without a video. Their pictures are taken as evenly spaced. */
export function recordedClip(path, { imageWidth = 640, imageHeight = 480 } = {}) {
  const frames = readPoses(path);
  const last = frames.at(-1).timestamp;
  const seconds = (last * frames.length) / (frames.length - 1);
  return { name: 'Recorded poses', seconds, frames, model: 'movenet-lightning', imageWidth, imageHeight };
}

/** How many frames of the clip, repeated, lie before `seconds`. */
export function framesWithin(clip, seconds) {
  const whole = Math.floor(seconds / clip.seconds);
  const rest = clip.frames.filter(({ timestamp }) => whole * clip.seconds + timestamp < seconds - 1e-9);
  return whole * clip.frames.length + rest.length;
}

/** Frame `frameNumber` of the clip repeated without end. */
export function loopedFrame(clip, frameNumber) {
  const { length } = clip.frames;
  const { timestamp, poses } = clip.frames[frameNumber % length];
  const begin = Math.floor(frameNumber / length) * clip.seconds;
  // Whole microseconds, as cameras count.
  return { frameNumber, timestamp: Math.round((begin + timestamp) * 1e6) / 1e6, poses };
}
