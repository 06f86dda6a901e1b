import type { Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { fitPicture, SKELETON_DEFINITIONS, toBox } from '@reclimb/pose';

/** Limbs whose bones stand free on the canvas, so that their drawn middle can be measured. */
const MEASURED = [
  'left_elbow-left_wrist',
  'right_elbow-right_wrist',
  'left_knee-left_ankle',
  'right_knee-right_ankle',
];

/** Both ends of a bone are drawn from this score on. */
const DRAWN_SCORE = 0.5;

/**
 * How far, in CSS pixels, the drawn bones lie beside the recorded ones: for each measured bone the middle of the ghost's
 * colour across the bone, at a quarter, the middle and three quarters of its length. A page that is still settling its
 * layout draws again: a place without any ink is looked at again for three seconds, and is infinitely far off then.
 */
export async function ghostOffsets(
  page: Page,
  frame: Frame,
  picture: { width: number; height: number },
): Promise<number[]> {
  let offsets: number[] = [];
  for (let attempt = 0; attempt < 15; attempt++) {
    offsets = await measure(page, frame, picture);
    if (offsets.every(Number.isFinite)) break;
    await page.waitForTimeout(200);
  }
  return offsets;
}

async function measure(
  page: Page,
  frame: Frame,
  picture: { width: number; height: number },
): Promise<number[]> {
  const canvas = page.locator('rc-replay-stage canvas').first();
  const box = await canvas.boundingBox();
  const pose = frame.poses[0];
  if (!box || !pose) throw new Error('There is nothing to measure');
  const placement = fitPicture({ picture, box, mode: 'contain' });
  const names = SKELETON_DEFINITIONS.coco17.keypointNames;
  const probes = MEASURED.flatMap((bone) => {
    const [a, b] = bone.split('-').map((name) => pose.keypoints[names.indexOf(name)]);
    if (!a || !b || Math.min(a[2], b[2]) < DRAWN_SCORE) return [];
    const from = toBox(placement, a[0], a[1]);
    const to = toBox(placement, b[0], b[1]);
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length < 30) return [];
    const normal = { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
    return [0.25, 0.5, 0.75].map((part) => ({
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
      normal,
    }));
  });
  return canvas.evaluate((element, places) => {
    const drawn = element as HTMLCanvasElement;
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
      for (let offset = -6; offset <= 6; offset += 0.1) {
        const value = cyan(x + normal.x * offset, y + normal.y * offset);
        const weight = value > 0.3 ? value : 0;
        mass += weight;
        moment += weight * offset;
      }
      return mass > 0 ? moment / mass : Number.POSITIVE_INFINITY;
    });
  }, probes);
}
