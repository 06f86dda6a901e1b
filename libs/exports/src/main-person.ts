import type { Frame, Pose } from '@reclimb/contracts';
import { matchPersons } from '@reclimb/pose';

/** Somebody who has been out of sight for longer, in seconds, may be replaced by another person. */
const PATIENCE = 1;

/**
 * Follows one person through the frames, for formats that hold one: the surest pose at first, then the same person (see
 * `matchPersons`) for as long as they are not out of sight for more than a second. Keep one for each pass.
 */
export class MainPerson {
  private last: Pose | undefined;
  private lastSeen = -Infinity;

  /** The person's pose in the next frame; undefined when they are not in it. */
  in({ timestamp, poses }: Pick<Frame, 'timestamp' | 'poses'>): Pose | undefined {
    const pose = this.again(poses) ?? (timestamp - this.lastSeen > PATIENCE ? surest(poses) : undefined);
    if (pose) {
      this.last = pose;
      this.lastSeen = timestamp;
    }
    return pose;
  }

  private again(poses: readonly Pose[]): Pose | undefined {
    const { last } = this;
    if (!last) return undefined;
    const [only] = poses;
    // A lone pose is the person wherever it is, unless it says that it is somebody else.
    if (only && poses.length === 1) {
      return last.id === undefined || only.id === undefined || last.id === only.id ? only : undefined;
    }
    const match = matchPersons([last], poses)[0];
    return match && poses[match.after];
  }
}

function surest(poses: readonly Pose[]): Pose | undefined {
  return poses.reduce<Pose | undefined>(
    (best, pose) => (best && best.score >= pose.score ? best : pose),
    undefined,
  );
}
