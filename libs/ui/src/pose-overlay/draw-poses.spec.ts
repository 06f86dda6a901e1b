import type { Pose } from '@reclimb/contracts';
import { BoneVisibility, fitPicture, toBox } from '@reclimb/pose';
import { drawPoses, PeopleVisibility, type PoseContext, SIDE_COLOURS } from './draw-poses';

/** A context that notes discs and lines as they would be inked. */
function inkPad() {
  const discs: { x: number; y: number; colour: string; alpha: number }[] = [];
  const lines: { from: [number, number]; to: [number, number]; colour: string; alpha: number }[] = [];
  let path: { arcs: [number, number][]; segments: [[number, number], [number, number]][] };
  let at: [number, number] = [0, 0];
  const context = {
    globalAlpha: 1,
    lineWidth: 1,
    strokeStyle: '',
    fillStyle: '',
    lineCap: 'butt',
    lineJoin: 'miter',
    save: () => undefined,
    restore: () => undefined,
    beginPath: () => void (path = { arcs: [], segments: [] }),
    moveTo: (x: number, y: number) => void (at = [x, y]),
    lineTo: (x: number, y: number) => void path.segments.push([at, (at = [x, y])]),
    arc: (x: number, y: number) => void path.arcs.push([x, y]),
    fill: () =>
      void path.arcs.forEach(([x, y]) =>
        discs.push({ x, y, colour: context.fillStyle, alpha: context.globalAlpha }),
      ),
    stroke: () =>
      void path.segments.forEach(([from, to]) =>
        lines.push({ from, to, colour: context.strokeStyle, alpha: context.globalAlpha }),
      ),
  };
  return { context: context as unknown as PoseContext, discs, lines };
}

const pose = (score: (index: number) => number): Pose => ({
  score: 0.9,
  keypoints: Array.from({ length: 17 }, (_, i) => [0.1 + i * 0.031, 0.9 - i * 0.047, score(i)]),
});
const picture = { width: 1280, height: 720 };

describe('drawing poses', () => {
  it.each([
    { mode: 'contain', box: { width: 390, height: 844 }, zoom: 1, mirror: false },
    { mode: 'cover', box: { width: 390, height: 844 }, zoom: 1, mirror: true },
    { mode: 'contain', box: { width: 1913.5, height: 1011.25 }, zoom: 3.7, mirror: true },
  ] as const)('puts every keypoint exactly where the picture shows it: %p', (fit) => {
    const placement = fitPicture({ picture, ...fit });
    const { context, discs } = inkPad();
    drawPoses(context, [pose(() => 0.9)], placement, { skeleton: 'coco17', colours: '#0ff', outline: false });
    expect(discs).toHaveLength(17);
    pose(() => 0.9).keypoints.forEach(([x, y], index) => {
      const wanted = toBox(placement, x, y);
      expect(discs[index]?.x).toBeCloseTo(wanted.x, 9);
      expect(discs[index]?.y).toBeCloseTo(wanted.y, 9);
    });
  });

  it('draws a bone only when both its ends are sure enough, so that no limb is invented', () => {
    const { context, discs, lines } = inkPad();
    const placement = fitPicture({ picture, box: picture, mode: 'contain' });
    // 7 is the left elbow: the bones to shoulder (5) and wrist (9) must go with it.
    const body = pose((index) => (index === 7 ? 0.29 : 0.9));
    drawPoses(context, [body], placement, { skeleton: 'coco17', colours: '#0ff', outline: false });
    const elbow = toBox(placement, body.keypoints[7]?.[0] ?? 0, body.keypoints[7]?.[1] ?? 0);
    expect(discs).toHaveLength(16);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.some(({ from, to }) => from[0] === elbow.x || to[0] === elbow.x)).toBe(false);
  });

  it('shows unsure keypoints fainter, and everything translucent at half opacity', () => {
    const { context, discs } = inkPad();
    const placement = fitPicture({ picture, box: picture, mode: 'contain' });
    drawPoses(context, [pose((index) => (index === 0 ? 0.35 : 0.9))], placement, {
      skeleton: 'coco17',
      colours: '#0ff',
      opacity: 0.5,
      outline: false,
    });
    const alphas = [...new Set(discs.map(({ alpha }) => alpha))].sort();
    expect(alphas).toEqual([0.3, 0.5]);
  });

  it('tells the left half of the body from the right by colour', () => {
    const { context, lines } = inkPad();
    const placement = fitPicture({ picture, box: picture, mode: 'contain' });
    drawPoses(context, [pose(() => 0.9)], placement, {
      skeleton: 'coco17',
      colours: SIDE_COLOURS,
      outline: false,
    });
    expect(new Set(lines.map(({ colour }) => colour))).toEqual(new Set(Object.values(SIDE_COLOURS)));
  });

  it('draws nothing at no opacity and for nobody', () => {
    const { context, discs, lines } = inkPad();
    const placement = fitPicture({ picture, box: picture, mode: 'contain' });
    drawPoses(context, [pose(() => 1)], placement, { skeleton: 'coco17', colours: '#0ff', opacity: 0 });
    drawPoses(context, [], placement, { skeleton: 'coco17', colours: '#0ff' });
    expect([...discs, ...lines]).toEqual([]);
  });
});

describe('visibility of several people', () => {
  it('keeps a keypoint between the thresholds for who was visible, not for a newcomer', () => {
    const people = new PeopleVisibility(() => new BoneVisibility('coco17'));
    people.update([{ ...pose(() => 0.9), id: 1 }]);
    const [newcomer, known] = people.update([
      { ...pose(() => 0.25), id: 2 },
      { ...pose(() => 0.25), id: 1 },
    ]);
    expect(known?.keypoints.every(Boolean)).toBe(true);
    expect(newcomer?.keypoints.some(Boolean)).toBe(false);
  });
});
