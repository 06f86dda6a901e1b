import { FROZEN_AFTER_MS, PictureWatch } from './picture-watch';

describe('the watch over the picture', () => {
  it('says once that the picture stands still', () => {
    const watch = new PictureWatch();
    watch.picture(0);
    expect(watch.check(FROZEN_AFTER_MS - 1, true)).toBe(false);
    expect(watch.check(FROZEN_AFTER_MS, true)).toBe(true);
    expect(watch.check(FROZEN_AFTER_MS + 500, true)).toBe(false);
  });

  it('says that it moves again', () => {
    const watch = new PictureWatch();
    watch.picture(0);
    watch.check(FROZEN_AFTER_MS, true);
    expect(watch.picture(4000)).toBe(true);
    expect(watch.picture(4033)).toBe(false);
  });

  it('notices a camera that never sent its first picture', () => {
    const watch = new PictureWatch();
    watch.check(0, true);
    expect(watch.check(FROZEN_AFTER_MS, true)).toBe(true);
  });

  it('does not blame the camera for a page that was hidden', () => {
    const watch = new PictureWatch();
    watch.picture(0);
    expect(watch.check(60_000, false)).toBe(false);
    expect(watch.check(60_500, true)).toBe(false);
  });
});
