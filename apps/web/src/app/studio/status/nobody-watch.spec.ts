import { NobodyWatch } from './nobody-watch';

const second = 1e6;

describe('the watch for nobody', () => {
  it('waits two seconds before it speaks, and is silent as soon as somebody is there', () => {
    const watch = new NobodyWatch();
    expect(watch.answer(0, 100 * second)).toBe(false);
    expect(watch.answer(0, 101.9 * second)).toBe(false);
    expect(watch.answer(0, 102 * second)).toBe(true);
    expect(watch.answer(1, 102.1 * second)).toBe(false);
    expect(watch.answer(0, 103 * second)).toBe(false);
  });

  it('begins again with another camera, whose clock is another', () => {
    const watch = new NobodyWatch();
    watch.answer(1, 500 * second);
    expect(watch.answer(0, 3 * second)).toBe(false);
    expect(watch.answer(0, 5 * second)).toBe(true);
  });
});
