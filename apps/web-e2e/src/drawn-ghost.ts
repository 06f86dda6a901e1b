import { expect, type Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { fitPicture, type Point, type Size, SKELETON_DEFINITIONS, toBox } from '@reclimb/pose';

/** Limbs whose bones stand free on the canvas, so that their drawn middle can be measured. */
const MEASURED = [
  'left_elbow-left_wrist',
  'right_elbow-right_wrist',
  'left_knee-left_ankle',
  'right_knee-right_ankle',
];

/** How far to either side of a bone its ink is looked for, CSS pixels. */
const REACH = 6;

/** The address carries milliseconds: what is drawn may lie a breath beside a frame, next to nothing beside it. */
const SAME_MOMENT = 0.001;

/** Both ends of a bone are drawn from this score on. */
const DRAWN_SCORE = 0.5;

/** How the picture lies on the stage, beside what {@link ghostOffsets} reads from the page. */
export interface Shown {
  /** The recorded picture's size. */
  readonly picture: Size;
  /** Whether it fills the stage, cut off at its edges. */
  readonly cover?: boolean;
  readonly mirror?: boolean;
  readonly zoom?: number;
  readonly pan?: Point;
}

/**
 * How far, in CSS pixels, the drawn bones lie beside those of the frame whose time the canvas says it shows: for each measured
 * bone on the stage, the middle of the ghost's colour across the bone, at a quarter, the middle and three quarters of its
 * length. Waits until one of the `expected` frames is shown and the page has settled its layout; a place without any ink
 * is infinitely far off in the end.
 */
export async function ghostOffsets(page: Page, expected: readonly Frame[], shown: Shown): Promise<number[]> {
  let offsets: number[] = [];
  await expect(async () => {
    offsets = await measure(page, expected, shown);
    expect(offsets.every(Number.isFinite)).toBe(true);
  })
    .toPass({ timeout: 10_000 })
    .catch((error: unknown) => {
      // Without any measurement there is nothing to judge; with one, the caller's limit says how far off it was.
      if (offsets.length === 0) throw error;
    });
  return offsets;
}

async function measure(
  page: Page,
  expected: readonly Frame[],
  { picture, cover = false, ...view }: Shown,
): Promise<number[]> {
  const canvas = page.locator('rc-replay-stage canvas').first();
  const box = await canvas.boundingBox();
  const moment = await canvas.getAttribute('data-timestamp');
  const frame = expected.find(({ timestamp }) => Math.abs(timestamp - Number(moment ?? NaN)) < SAME_MOMENT);
  const pose = frame?.poses[0];
  if (!box || !pose) throw new Error(`What the stage shows, ${moment} s, is none of the frames expected`);
  const placement = fitPicture({ picture, box, mode: cover ? 'cover' : 'contain', ...view });
  const names = SKELETON_DEFINITIONS.coco17.keypointNames;
  const probes = MEASURED.flatMap((bone) => {
    const [a, b] = bone.split('-').map((name) => pose.keypoints[names.indexOf(name)]);
    if (!a || !b || Math.min(a[2], b[2]) < DRAWN_SCORE) return [];
    const from = toBox(placement, a[0], a[1]);
    const to = toBox(placement, b[0], b[1]);
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length < 30) return [];
    const normal = { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
    return [0.25, 0.5, 0.75]
      .map((part) => ({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
        normal,
      }))
      .filter(({ x, y }) => Math.min(x, y, box.width - x, box.height - y) > REACH);
  });
  const offsets = await canvas.evaluate(
    (element, { places, reach, moment }) => {
      const drawn = element as HTMLCanvasElement;
      if (drawn.dataset['timestamp'] !== moment) return undefined;
      const scale = drawn.width / drawn.clientWidth;
      const context = drawn.getContext('2d');
      if (!context) throw new Error('The canvas cannot be read');
      const { data } = context.getImageData(0, 0, drawn.width, drawn.height);
      /** How much of the ghost's cyan is at a place in CSS pixels: the outline is dark, the ground transparent. */
      const cyan = (x: number, y: number): number => {
        const at = 4 * (Math.floor(y * scale) * drawn.width + Math.floor(x * scale));
        return (((data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 510) * ((data[at + 3] ?? 0) / 255);
      };
      return places.map(({ x, y, normal }) => {
        let mass = 0;
        let moment = 0;
        for (let offset = -reach; offset <= reach; offset += 0.1) {
          const value = cyan(x + normal.x * offset, y + normal.y * offset);
          const weight = value > 0.3 ? value : 0;
          mass += weight;
          moment += weight * offset;
        }
        return mass > 0 ? moment / mass : Number.POSITIVE_INFINITY;
      });
    },
    { places: probes, reach: REACH, moment },
  );
  if (!offsets) throw new Error(`${moment} s has just left the stage`);
  return offsets;
}
