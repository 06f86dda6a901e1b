import type { Frame, SkeletonName } from '@reclimb/contracts';
import { SKELETON_DEFINITIONS } from '@reclimb/pose';
import sharp from 'sharp';

/** Wide enough for a card of the library on a dense screen. */
const WIDTH = 640;
/** Whatever proportions a client declares. */
const MAX_HEIGHT = 4 * WIDTH;
const QUALITY = 80;
/** Points below this score are guesses. */
const MIN_SCORE = 0.3;
const GROUND = '#12161c';
const BONE = '#7ee0c3';
const JOINT = '#f4f7fa';

/** A thumbnail (WebP) of a keyframe picture. */
export function thumbnailOfPicture(picture: Buffer): Promise<Buffer> {
  return sharp(picture)
    .rotate()
    .resize({ width: WIDTH, withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer();
}

/** A thumbnail (WebP) of the poses alone, on a dark ground, in the picture's proportions. */
export function thumbnailOfPoses(
  { poses }: Pick<Frame, 'poses'>,
  skeleton: SkeletonName,
  picture: { width: number; height: number },
): Promise<Buffer> {
  const height = Math.min(MAX_HEIGHT, Math.max(1, Math.round((WIDTH * picture.height) / picture.width)));
  const { bones } = SKELETON_DEFINITIONS[skeleton];
  const shapes: string[] = [];
  for (const { keypoints } of poses) {
    const at = (index: number) => {
      const point = keypoints[index];
      return point && point[2] >= MIN_SCORE
        ? { x: (point[0] * WIDTH).toFixed(1), y: (point[1] * height).toFixed(1) }
        : undefined;
    };
    for (const bone of bones) {
      const [from, to] = [at(bone.from), at(bone.to)];
      if (from && to) {
        shapes.push(
          `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${BONE}" stroke-width="6" stroke-linecap="round"/>`,
        );
      }
    }
    keypoints.forEach((_, index) => {
      const point = at(index);
      if (point) shapes.push(`<circle cx="${point.x}" cy="${point.y}" r="4" fill="${JOINT}"/>`);
    });
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">
    <rect width="100%" height="100%" fill="${GROUND}"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).webp({ quality: QUALITY }).toBuffer();
}
