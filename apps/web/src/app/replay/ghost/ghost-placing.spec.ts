import { fitPicture } from '@reclimb/pose';
import { moved, scaled, UNMOVED, type GhostPlacing } from './ghost-placing';

const box = { width: 800, height: 900 };
const placementOf = (mirror: boolean) =>
  fitPicture({ picture: { width: 640, height: 480 }, box, mode: 'contain', mirror });

/** Where a recorded point lies on the screen, by the overlay's formula. */
function onScreen({ x, y, scale }: GhostPlacing, px: number, py: number, mirror: boolean) {
  const { left, top, width, height } = placementOf(mirror);
  const across = mirror ? 1 - px : px;
  return {
    x: left + (mirror ? -x : x) * width + ((1 - scale) * width) / 2 + across * width * scale,
    y: top + y * height + ((1 - scale) * height) / 2 + py * height * scale,
  };
}

describe.each([false, true])('the ghost placed by hand (mirrored: %s)', (mirror) => {
  const placement = placementOf(mirror);

  it('follows the finger pixel by pixel', () => {
    const before = onScreen(UNMOVED, 0.3, 0.6, mirror);
    const after = onScreen(moved(UNMOVED, { x: 40, y: -25 }, placement), 0.3, 0.6, mirror);
    expect(after.x - before.x).toBeCloseTo(40, 9);
    expect(after.y - before.y).toBeCloseTo(-25, 9);
  });

  it('grows about the fingers: the joint between them stays between them', () => {
    const start = moved(UNMOVED, { x: 30, y: 10 }, placement);
    const joint = onScreen(start, 0.7, 0.2, mirror);
    const grown = scaled(scaled(start, 1.5, joint, placement), 0.8, joint, placement);
    expect(grown.scale).toBeCloseTo(1.2, 9);
    const after = onScreen(grown, 0.7, 0.2, mirror);
    expect(after.x).toBeCloseTo(joint.x, 6);
    expect(after.y).toBeCloseTo(joint.y, 6);
  });

  it('never gets lost: neither out of reach nor too small to be seen', () => {
    const far = moved(UNMOVED, { x: 1e6, y: -1e6 }, placement);
    expect(Math.abs(far.x)).toBeLessThanOrEqual(1);
    expect(Math.abs(far.y)).toBeLessThanOrEqual(1);
    expect(scaled(UNMOVED, 1e-6, { x: 0, y: 0 }, placement).scale).toBe(0.3);
    expect(scaled(UNMOVED, 1e6, { x: 0, y: 0 }, placement).scale).toBe(3);
  });
});
