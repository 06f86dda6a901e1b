import { SKELETON_DEFINITIONS } from '@reclimb/pose';
import { type ExportSource, numberText, type TextPieces } from './source.js';

const HEADER = 'session_id,t_us,frame,person,keypoint,x_px,y_px,x_norm,y_norm,score,state,source';

/**
 * A tidy table with a row for each keypoint of each person: microseconds, pixels and fractions of the picture. `person` is
 * the pose's id, else its place in the frame. A frame in which nobody was found has one row whose state is `missing`.
 */
export async function* csvLong({ session, frames }: ExportSource): TextPieces {
  const { keypointNames } = SKELETON_DEFINITIONS[session.skeleton];
  yield `${HEADER}\n`;
  for await (const { frameNumber, timestamp, poses } of frames()) {
    const start = `${session.id},${Math.round(timestamp * 1e6)},${frameNumber},`;
    if (poses.length === 0) yield `${start},,,,,,,missing,raw\n`;
    for (const [place, pose] of poses.entries()) {
      let lines = '';
      for (const [index, [x, y, score]] of pose.keypoints.entries()) {
        const pixels = `${numberText(x * session.imageWidth, 'pixel')},${numberText(y * session.imageHeight, 'pixel')}`;
        const fractions = `${numberText(x, 'fraction')},${numberText(y, 'fraction')}`;
        lines += `${start}${pose.id ?? place},${keypointNames[index]},${pixels},${fractions},${numberText(score, 'score')},observed,raw\n`;
      }
      yield lines;
    }
  }
}
