import { SKELETON_DEFINITIONS } from '../../libs/pose/dist/index.js';
import { jointColour, MARKED_KEYPOINTS, MARKER_RADIUS } from './joint-colours.mjs';

const round = (value) => value.toFixed(2);

/** Width of each limb in a picture 640 high, by the bone's ends: thick thighs, thin forearms. */
const LIMBS = [
  [5, 7, 20],
  [7, 9, 15],
  [6, 8, 20],
  [8, 10, 15],
  [11, 13, 27],
  [13, 15, 20],
  [12, 14, 27],
  [14, 16, 20],
];

function wall(holds, width, height) {
  const panels = Array.from({ length: 4 }, (_, i) => {
    const x = round((i * width) / 4);
    return `<line x1="${x}" y1="0" x2="${x}" y2="${height}" stroke="#8b867d" stroke-width="2"/>`;
  });
  const grips = holds.map(({ x, y }, index) => {
    const tone = ['#6d6258', '#5d6168', '#70685c'][index % 3];
    const tilt = (index * 37) % 50;
    return `<ellipse cx="${round(x * width)}" cy="${round(y * height)}" rx="15" ry="9" fill="${tone}"
      stroke="#4a4640" stroke-width="2" transform="rotate(${tilt - 25} ${round(x * width)} ${round(y * height)})"/>`;
  });
  return `<defs><linearGradient id="w" x1="0" y1="0" x2="0.3" y2="1">
    <stop offset="0" stop-color="#b4aea4"/><stop offset="1" stop-color="#98928a"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#w)"/>${panels.join('')}${grips.join('')}`;
}

/** A figure seen from behind with the given keypoints (fractions of the picture), on a wall with holds, as SVG. */
export function drawClimber(pose, { width, height, holds, markers }) {
  const scale = height / 640;
  const point = (k) => [pose.keypoints[k][0] * width, pose.keypoints[k][1] * height];
  const limbs = LIMBS.map(([from, to, thickness]) => {
    const [x1, y1] = point(from);
    const [x2, y2] = point(to);
    const cloth = from >= 11 ? '#3c4148' : '#a08b7d';
    return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${cloth}"
      stroke-width="${round(thickness * scale)}" stroke-linecap="round"/>`;
  });
  const trunk = [5, 6, 12, 11].map((k) => point(k).map(round).join(',')).join(' ');
  const [headX, headY] = point(0);
  const [leftX, leftY] = point(5);
  const [rightX, rightY] = point(6);
  const neck = `<line x1="${round(headX)}" y1="${round(headY)}" x2="${round((leftX + rightX) / 2)}" y2="${round((leftY + rightY) / 2)}"
    stroke="#a08b7d" stroke-width="${round(24 * scale)}"/>`;
  const head = `<ellipse cx="${round(headX)}" cy="${round(headY)}" rx="${round(23 * scale)}" ry="${round(28 * scale)}" fill="#4b423c"/>`;
  const ends = [9, 10, 15, 16].map((k) => {
    const [x, y] = point(k);
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(12 * scale)}" fill="${k < 11 ? '#a08b7d' : '#2c2e31'}"/>`;
  });
  const dots = markers
    ? MARKED_KEYPOINTS.map((k) => {
        const [x, y] = point(k);
        const radius = (MARKER_RADIUS * height) / 480;
        return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="rgb(${jointColour(k).join()})"/>`;
      })
    : [];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${wall(holds, width, height)}
    ${limbs.slice(4).join('')}${neck}
    <polygon points="${trunk}" fill="#5a6066" stroke="#5a6066" stroke-width="${round(24 * scale)}" stroke-linejoin="round"/>
    ${head}${limbs.slice(0, 4).join('')}${ends.join('')}${dots.join('')}</svg>`;
}

/** Names of the marked keypoints, for messages. */
export const markedNames = MARKED_KEYPOINTS.map((k) => SKELETON_DEFINITIONS.coco17.keypointNames[k]);
