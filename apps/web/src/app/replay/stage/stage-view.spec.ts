import { fitPicture, type Point, toBox, toPicture } from '@reclimb/pose';
import { CLOSEST, panned, WHOLE, zoomed } from './stage-view';

const fit = {
  picture: { width: 640, height: 480 },
  box: { width: 1280, height: 800 },
  mode: 'contain',
} as const;
const centre = { x: fit.box.width / 2, y: fit.box.height / 2 };

describe('looking closer', () => {
  it('keeps what is under the pointer under the pointer', () => {
    const about: Point = { x: 120, y: -60 };
    const under = { x: centre.x + about.x, y: centre.y + about.y };
    const before = toPicture(fitPicture(fit), under.x, under.y);
    const view = zoomed(WHOLE, 3, about, fit);
    const after = toBox(fitPicture({ ...fit, ...view }), before.x, before.y);
    expect(after.x).toBeCloseTo(under.x, 6);
    expect(after.y).toBeCloseTo(under.y, 6);
  });

  it('never shows less than the whole picture, nor more of it than it has', () => {
    expect(zoomed(WHOLE, 0.2, { x: 300, y: 0 }, fit)).toEqual(WHOLE);
    expect(zoomed(WHOLE, 100, { x: 0, y: 0 }, fit).zoom).toBe(CLOSEST);
    expect(zoomed(zoomed(WHOLE, 4, { x: 500, y: 300 }, fit), 0.1, { x: -500, y: 0 }, fit)).toEqual(WHOLE);
  });

  it('cannot push the picture out of sight', () => {
    const far = panned(zoomed(WHOLE, 2, { x: 0, y: 0 }, fit), { x: 1e5, y: 1e5 }, fit);
    const { left, top } = fitPicture({ ...fit, ...far });
    expect(left).toBeCloseTo(0, 6);
    expect(top).toBeCloseTo(0, 6);
    expect(panned(WHOLE, { x: 50, y: 50 }, fit)).toBe(WHOLE);
  });
});
