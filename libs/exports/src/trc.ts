import type { Keypoint, Pose, TrcDialect } from '@reclimb/contracts';
import { torsoLength } from '@reclimb/pose';
import { type BodyPoint, bodyPoints, hasBodyPoint } from './body-points.js';
import { MainPerson } from './main-person.js';
import type { PictureRows } from './picture-rows.js';
import { type ExportedSession, type TextPieces } from './source.js';

/**
 * The markers of Kinovea's `BodyWithFeet`, in its order: it binds tracks by index, so all of them must be there. The second
 * point stands in for one that the skeleton does not have.
 */
const BODY_WITH_FEET: readonly (readonly [name: string, point: BodyPoint, substitute?: BodyPoint])[] = [
  ['Hip', 'midHip'],
  ['RHip', 'rightHip'],
  ['RKnee', 'rightKnee'],
  ['RAnkle', 'rightAnkle'],
  ['RBigToe', 'rightBigToe', 'rightAnkle'],
  ['RSmallToe', 'rightBigToe', 'rightAnkle'],
  ['RHeel', 'rightHeel', 'rightAnkle'],
  ['LHip', 'leftHip'],
  ['LKnee', 'leftKnee'],
  ['LAnkle', 'leftAnkle'],
  ['LBigToe', 'leftBigToe', 'leftAnkle'],
  ['LSmallToe', 'leftBigToe', 'leftAnkle'],
  ['LHeel', 'leftHeel', 'leftAnkle'],
  ['Neck', 'neck'],
  ['Head', 'head'],
  ['Nose', 'nose'],
  ['RShoulder', 'rightShoulder'],
  ['RElbow', 'rightElbow'],
  ['RWrist', 'rightWrist'],
  ['LShoulder', 'leftShoulder'],
  ['LElbow', 'leftElbow'],
  ['LWrist', 'leftWrist'],
];

/** Kinovea ends its loop over the lines this many rows early. */
const KINOVEA_IGNORED_ROWS = 5;

/** Shoulders to hips over the body's height (Drillis and Contini). */
const TORSO_OF_STATURE = 0.288;
/** Seen from the front a torso is never longer than it is, so that a high quantile is its length. */
const TORSO_QUANTILE = 0.9;

/** A marker's place in the units of a dialect. */
type Place = (keypoint: Keypoint) => readonly [x: number, y: number];

interface Dialect {
  readonly markers: typeof BODY_WITH_FEET;
  readonly place: Place;
  /** Rows written once more at the end. */
  readonly repeatLast: number;
  /** Whether the last known pose stands in for a missing one; else the cells are `NaN`. */
  readonly holds: boolean;
}

/** What {@link trc} writes. */
export interface TrcOptions {
  readonly dialect: TrcDialect;
  /** Written into the header; Sports2D wants `_px` in it for pixels. */
  readonly fileName: string;
  /** The climber's height in metres; `metric` needs it. */
  readonly stature?: number | undefined;
}

/**
 * A TRC file of the main person, tab separated, a row a picture, Z always 0.
 *
 * - `pixel`: pixels, y down, markers as Sports2D names them, as far as the skeleton has them.
 * - `kinovea`: pixels as Kinovea reads them (x / 1000, −y / 1000), always its 22 markers; who is missing stays where they
 *   were, because it cannot read a gap.
 * - `metric`: metres, x right, y up from the picture's lower edge. The scale is `stature`: the torso's length (the 90 %
 *   quantile over the session) is 0.288 of it.
 *
 * @throws RangeError when `metric` has no stature, or nobody was ever seen whose torso could be measured.
 */
export async function* trc(session: ExportedSession, pictures: PictureRows, options: TrcOptions): TextPieces {
  const { markers, place, repeatLast, holds } = await dialectOf(session, pictures, options);
  yield header(pictures, repeatLast, markers, options.fileName);
  const pointOf = bodyPoints(session.skeleton);
  const cells = (pose: Pose) => {
    let text = '';
    for (const [, point, substitute] of markers) {
      const keypoint = pointOf(pose, point) ?? (substitute && pointOf(pose, substitute));
      if (!keypoint) throw new Error(`Invariant: every marker has a keypoint, ${point} has none`);
      const [x, y] = place(keypoint);
      text += `\t${sixDecimals(x)}\t${sixDecimals(y)}\t0`;
    }
    return text;
  };
  const nobody = '\tNaN'.repeat(markers.length * 3);
  let last = holds ? cells((await firstPose(pictures)) ?? atOrigin(session)) : nobody;
  let lastTime = 0;
  const person = new MainPerson();
  for await (const row of pictures.rows()) {
    const pose = person.in(row);
    if (pose) last = cells(pose);
    else if (!holds) last = nobody;
    lastTime = row.timestamp;
    yield `${row.frameNumber}\t${lastTime.toFixed(6)}${last}\n`;
  }
  for (let extra = 0; extra < repeatLast; extra++) {
    yield `${pictures.count + extra}\t${(lastTime + (extra + 1) / pictures.rate).toFixed(6)}${last}\n`;
  }
}

const sixDecimals = (value: number) => String(Math.round(value * 1e6) / 1e6 + 0);

async function dialectOf(
  session: ExportedSession,
  pictures: PictureRows,
  { dialect, stature }: TrcOptions,
): Promise<Dialect> {
  const { imageWidth, imageHeight, skeleton } = session;
  const own = BODY_WITH_FEET.filter(
    ([name, point]) => !name.endsWith('SmallToe') && hasBodyPoint(skeleton, point),
  );
  switch (dialect) {
    case 'pixel':
      return {
        markers: own,
        place: ([x, y]) => [x * imageWidth, y * imageHeight],
        repeatLast: 0,
        holds: false,
      };
    case 'kinovea':
      return {
        markers: BODY_WITH_FEET,
        place: ([x, y]) => [(x * imageWidth) / 1000, (-y * imageHeight) / 1000],
        repeatLast: pictures.count > 0 ? KINOVEA_IGNORED_ROWS : 0,
        holds: true,
      };
    case 'metric': {
      if (stature === undefined) throw new RangeError('Metres need a stature');
      const metresPerPixel = (TORSO_OF_STATURE * stature) / (await torsoPixels(session, pictures));
      return {
        markers: own,
        place: ([x, y]) => [x * imageWidth * metresPerPixel, (1 - y) * imageHeight * metresPerPixel],
        repeatLast: 0,
        holds: false,
      };
    }
  }
}

function header(
  { count, rate }: PictureRows,
  repeatLast: number,
  markers: Dialect['markers'],
  fileName: string,
): string {
  const rows = count + repeatLast;
  const labels = markers
    .map(([name]) => `${name}\t\t\t`)
    .join('')
    .trimEnd();
  const axes = markers.map((_, index) => `X${index + 1}\tY${index + 1}\tZ${index + 1}`).join('\t');
  return [
    `PathFileType\t4\t(X/Y/Z)\t${fileName}`,
    'DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames',
    [rate, rate, rows, markers.length, 'm', rate, 0, rows].join('\t'),
    `Frame#\tTime\t${labels}`,
    `\t\t${axes}`,
    '',
  ].join('\n');
}

/** The torso's length in pixels: a quantile in constant memory, to a pixel. */
async function torsoPixels(session: ExportedSession, pictures: PictureRows): Promise<number> {
  const picture = { width: session.imageWidth, height: session.imageHeight };
  const histogram = new Uint32Array(Math.ceil(Math.hypot(picture.width, picture.height)) + 1);
  let total = 0;
  const person = new MainPerson();
  for await (const row of pictures.rows()) {
    const pose = person.in(row);
    const length = pose && torsoLength(pose, session.skeleton, picture);
    if (length === undefined) continue;
    const bin = Math.min(Math.round(length), histogram.length - 1);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
    total += 1;
  }
  let below = 0;
  for (const [length, count] of histogram.entries()) {
    below += count;
    if (length > 0 && total > 0 && below >= total * TORSO_QUANTILE) return length;
  }
  throw new RangeError('Nobody was seen whose torso could be measured');
}

async function firstPose(pictures: PictureRows): Promise<Pose | undefined> {
  const person = new MainPerson();
  for await (const row of pictures.rows()) {
    const pose = person.in(row);
    if (pose) return pose;
  }
  return undefined;
}

/** Stands in when nobody is seen in the whole session. */
function atOrigin({ skeleton }: ExportedSession): Pose {
  const count = skeleton === 'coco17' ? 17 : 33;
  return { score: 0, keypoints: Array.from({ length: count }, (): Keypoint => [0, 0, 0]) };
}
