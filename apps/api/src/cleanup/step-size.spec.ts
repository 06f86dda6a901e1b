import { StepSize } from './step-size.js';

describe(StepSize.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const take = (ms: number) => () => {
    jest.advanceTimersByTime(ms);
    return Promise.resolve('done');
  };

  it('does less in one transaction where they take long, never nothing', async () => {
    const steps = new StepSize(1, 10, 50);
    expect(await steps.measured(1, take(100))).toBe('done');
    expect(steps.size).toBe(5);
    await steps.measured(1, take(2000));
    expect(steps.size).toBe(1);
    await steps.measured(1, take(2000));
    expect(steps.size).toBe(1);
  });

  it('does more again where they are short, but no more than the most', async () => {
    const steps = new StepSize(1, 10, 50);
    await steps.measured(1, take(5));
    expect(steps.size).toBe(15);
    for (let i = 0; i < 10; i++) await steps.measured(1, take(5));
    expect(steps.size).toBe(50);
  });

  it('learns nothing good from a step that had little to do', async () => {
    const steps = new StepSize(1, 10, 50);
    await steps.measured(0.1, take(1));
    expect(steps.size).toBe(10);
  });
});
