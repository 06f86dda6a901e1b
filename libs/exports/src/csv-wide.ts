import { centreOfMass, SKELETON_DEFINITIONS } from '@reclimb/pose';
import { MainPerson } from './main-person.js';
import { type ExportSource, numberText, type TextPieces } from './source.js';

/**
 * A table with a row a frame: `frame,time_s,nose_x,nose_y,nose_score,…,com_x,com_y,com_coverage`. x and y are fractions of
 * the picture, `com` is the centre of mass. Holds the main person; a cell is empty when there is nothing to say.
 */
export async function* csvWide(source: ExportSource): TextPieces {
  const { skeleton } = source.session;
  const { keypointNames } = SKELETON_DEFINITIONS[skeleton];
  const joints = keypointNames.flatMap((name) => [`${name}_x`, `${name}_y`, `${name}_score`]);
  yield `${['frame', 'time_s', ...joints, 'com_x', 'com_y', 'com_coverage'].join(',')}\n`;
  const nobody = ','.repeat(joints.length + 3);
  const person = new MainPerson();
  for await (const frame of source.frames()) {
    const pose = person.in(frame);
    let line = `${frame.frameNumber},${frame.timestamp}`;
    if (pose) {
      for (const [x, y, score] of pose.keypoints) {
        line += `,${numberText(x, 'fraction')},${numberText(y, 'fraction')},${numberText(score, 'score')}`;
      }
      const { point, coverage } = centreOfMass(pose, skeleton);
      line += point ? `,${numberText(point.x, 'fraction')},${numberText(point.y, 'fraction')}` : ',,';
      line += `,${numberText(coverage, 'score')}`;
    } else line += nobody;
    yield `${line}\n`;
  }
}
