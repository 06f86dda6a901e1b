import fc from 'fast-check';
import {
  angleAt,
  BoneVisibility,
  clampPan,
  fitPicture,
  type Frame,
  interpolatePoses,
  keypointIndex,
  matchPersons,
  OneEuroFilter,
  type Pose,
  PoseSmoother,
  SKELETON_DEFINITIONS,
  toBox,
  toPicture,
  torsoLength,
} from './index.js';

const body = (x: number, score = 0.9, id?: number): Pose => ({
  ...(id === undefined ? {} : { id }),
  score,
  keypoints: Array.from({ length: 17 }, (_, k): [number, number, number] => [x, k / 20, score]),
});
const at = (timestamp: number, ...poses: Pose[]): Frame => ({ frameNumber: 0, timestamp, poses });

describe('skeletons', () => {
  it.each(['coco17', 'blazepose33'] as const)(
    '%s pairs left with right and joins keypoints it has',
    (name) => {
      const { keypointNames, sides, counterparts, bones } = SKELETON_DEFINITIONS[name];
      expect(keypointNames).toHaveLength(name === 'coco17' ? 17 : 33);
      counterparts.forEach((other, k) => {
        expect(counterparts[other]).toBe(k);
        expect(other === k).toBe(sides[k] === 'middle');
      });
      for (const { from, to, side } of bones) {
        expect(keypointNames[from]).toBeDefined();
        expect(keypointNames[to]).toBeDefined();
        // Mirroring a skeleton gives the same skeleton.
        const mirrored = [counterparts[from], counterparts[to]].sort();
        const twin = bones.find((bone) => [bone.from, bone.to].sort().join() === mirrored.join());
        expect(twin?.side).toBe(side === 'left' ? 'right' : side === 'right' ? 'left' : 'middle');
      }
    },
  );

  it('finds keypoints by name and refuses unknown names', () => {
    expect(keypointIndex('coco17', 'left_wrist')).toBe(9);
    expect(() => keypointIndex('coco17', 'left_toe')).toThrow('left_toe');
  });
});

describe('picture placement', () => {
  it('shows all with contain, fills with cover', () => {
    const picture = { width: 640, height: 480 };
    const box = { width: 1000, height: 600 };
    expect(fitPicture({ picture, box, mode: 'contain' })).toEqual({
      left: 100,
      top: 0,
      width: 800,
      height: 600,
      mirror: false,
    });
    expect(fitPicture({ picture, box, mode: 'cover' })).toMatchObject({
      left: 0,
      top: -75,
      width: 1000,
      height: 750,
    });
    expect(fitPicture({ picture, box, mode: 'contain', zoom: 2, pan: { x: 10, y: -5 } })).toMatchObject({
      left: -290,
      top: -305,
      width: 1600,
    });
  });

  it('mirrors within the picture, so that the left hand is drawn where the mirrored left hand is seen', () => {
    const placement = fitPicture({
      picture: { width: 4, height: 3 },
      box: { width: 400, height: 400 },
      mode: 'contain',
      mirror: true,
    });
    expect(toBox(placement, 0.25, 0)).toEqual({ x: 300, y: 50 });
  });

  it('goes there and back to within rounding, at any size, zoom and pan', () => {
    const size = fc.double({ min: 1, max: 10_000, noNaN: true });
    const shift = fc.double({ min: -5000, max: 5000, noNaN: true });
    const place = fc.double({ min: -1, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(size, size, size, size, shift, shift, place, place),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.boolean(),
        fc.constantFrom('contain' as const, 'cover' as const),
        ([pw, ph, bw, bh, dx, dy, x, y], zoom, mirror, mode) => {
          const placement = fitPicture({
            picture: { width: pw, height: ph },
            box: { width: bw, height: bh },
            mode,
            zoom,
            pan: { x: dx, y: dy },
            mirror,
          });
          const shown = toBox(placement, x, y);
          const back = toPicture(placement, shown.x, shown.y);
          expect(Math.abs(back.x - x) * placement.width).toBeLessThan(1e-6);
          expect(Math.abs(back.y - y) * placement.height).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('does not let a picture be dragged out of its box', () => {
    const options = {
      picture: { width: 100, height: 100 },
      box: { width: 100, height: 50 },
      mode: 'contain' as const,
      zoom: 1.5,
      pan: { x: 99, y: -99 },
    };
    expect(clampPan(options)).toEqual({ x: 12.5, y: -12.5 });
  });

  it('refuses an empty box by naming the number', () => {
    const picture = { width: 1, height: 1 };
    expect(() => fitPicture({ picture, box: { width: 0, height: 1 }, mode: 'cover' })).toThrow('0');
  });
});

describe('interpolation', () => {
  it('gives a frame untouched at its own time and moves linearly in between', () => {
    const before = at(1, body(0.2));
    const after = at(1.1, body(0.3));
    expect(interpolatePoses(before, after, 1)).toBe(before.poses);
    expect(interpolatePoses(before, after, 1.1)).toBe(after.poses);
    expect(interpolatePoses(before, after, 1.025)[0]?.keypoints[3]?.[0]).toBeCloseTo(0.225, 12);
  });

  it('shows nothing in a gap of more than a third of a second, and nothing before the first frame', () => {
    expect(interpolatePoses(at(1, body(0.2)), at(1.34, body(0.2)), 1.1)).toEqual([]);
    expect(interpolatePoses(at(1, body(0.2)), at(1.33, body(0.2)), 1.1)).toHaveLength(1);
    expect(interpolatePoses(undefined, at(1, body(0.2)), 0.99)).toEqual([]);
    expect(interpolatePoses(at(1, body(0.2)), undefined, 1.3)).toHaveLength(1);
    expect(interpolatePoses(at(1, body(0.2)), undefined, 1.4)).toEqual([]);
  });

  it('never mixes two people: by id, else by nearness', () => {
    const swapped = interpolatePoses(
      at(0, body(0.2, 1, 1), body(0.8, 1, 2)),
      at(0.1, body(0.8, 1, 2), body(0.2, 1, 1)),
      0.05,
    );
    expect(swapped.map((pose) => [pose.id, pose.keypoints[0]?.[0]])).toEqual([
      [1, 0.2],
      [2, 0.8],
    ]);
    expect(matchPersons([body(0.2), body(0.5)], [body(0.52), body(0.21)])).toEqual([
      { before: 0, after: 1 },
      { before: 1, after: 0 },
    ]);
    expect(matchPersons([body(0.1)], [body(0.9)])).toEqual([]);
  });

  it('shows who comes or goes for half of the time', () => {
    const frames = [at(0, body(0.2)), at(0.1)] as const;
    expect(interpolatePoses(...frames, 0.04)).toHaveLength(1);
    expect(interpolatePoses(...frames, 0.06)).toHaveLength(0);
  });
});

describe('smoothing for display', () => {
  it('calms a resting body and follows a moving one', () => {
    const filter = new OneEuroFilter();
    const rest = Array.from({ length: 90 }, (_, i) => filter.filter(0.5 + (i % 2 ? 0.004 : -0.004), i / 30));
    const late = rest.slice(30).map((value) => Math.abs(value - 0.5));
    expect(Math.max(...late)).toBeLessThan(0.0015);

    const moving = new OneEuroFilter();
    let lag = 0;
    for (let i = 0; i < 30; i++) lag = i / 60 - moving.filter(i / 60, i / 30);
    // Half a picture a second: it lags less than one picture.
    expect(lag).toBeLessThan(0.5 / 30);
  });

  it('begins anew after a seek and for somebody else, so that no ghost slides across the picture', () => {
    const smoother = new PoseSmoother();
    smoother.smooth(at(5, body(0.2)));
    expect(smoother.smooth(at(1, body(0.3)))[0]?.keypoints[0]?.[0]).toBe(0.3);
    expect(smoother.smooth(at(1.03, body(0.9)))[0]?.keypoints[0]?.[0]).toBe(0.9);
    const [pose] = smoother.smooth(at(1.06, body(0.92, 0.5)));
    expect(pose?.keypoints[0]?.[2]).toBe(0.5);
    expect(pose?.keypoints[0]?.[0]).toBeGreaterThan(0.9);
    expect(pose?.keypoints[0]?.[0]).toBeLessThan(0.92);
  });
});

describe('bone visibility', () => {
  it('shows from 0.3 and hides below 0.2, so that bones do not flicker', () => {
    const visibility = new BoneVisibility('coco17');
    const shown = (score: number) => visibility.update(body(0.5, score)).bones.every(Boolean);
    expect([0.29, 0.3, 0.21, 0.2, 0.19, 0.29].map(shown)).toEqual([false, true, true, true, false, false]);
    visibility.update(body(0.5, 0.9));
    visibility.reset();
    expect(shown(0.25)).toBe(false);
  });

  it('hides a bone with one unsure end only', () => {
    const pose = body(0.5);
    pose.keypoints[9] = [0, 0, 0.1];
    const { bones, keypoints } = new BoneVisibility('coco17').update(pose);
    expect(keypoints.filter((visible) => !visible)).toHaveLength(1);
    expect(bones.filter((visible) => !visible)).toHaveLength(1);
  });
});

describe('geometry', () => {
  it('measures angles in degrees, 180 for a straight limb', () => {
    const joint = { x: 0, y: 0 };
    expect(angleAt(joint, { x: 1, y: 0 }, { x: -2, y: 0 })).toBe(180);
    expect(angleAt(joint, { x: 1, y: 0 }, { x: 0, y: -3 })).toBeCloseTo(90, 12);
    expect(angleAt(joint, joint, { x: 1, y: 0 })).toBeNaN();
  });

  it('measures the torso in pixels, true to a picture that is not square', () => {
    const pose = body(0.5);
    for (const [name, x, y] of [
      ['left_shoulder', 0.2, 0.5],
      ['right_shoulder', 0.2, 0.5],
      ['left_hip', 0.5, 0.9],
      ['right_hip', 0.5, 0.9],
    ] as const) {
      pose.keypoints[keypointIndex('coco17', name)] = [x, y, 1];
    }
    expect(torsoLength(pose, 'coco17', { width: 1000, height: 1000 })).toBeCloseTo(500, 9);
    expect(torsoLength(pose, 'coco17', { width: 1000, height: 0.001 })).toBeCloseTo(300, 3);
  });
});
