import { untilVideoIsThere, videoProblemOf } from './video-problem';

describe('videoProblemOf', () => {
  const video = { url: '/api/v1/sessions/1/video', mimeType: 'video/webm' };
  const answering = (status: number) => () => Promise.resolve({ ok: status === 200, status });

  it.each([
    [404, /not on the server any more/, false],
    [403, /may not see/, false],
    [401, /not logged in/, true],
    [503, /at the moment/, true],
    [200, /cannot decode the video \(video\/webm\)/, false],
  ])('says what an answer of %d means, and whether to try again', async (status, text, mayPass) => {
    const problem = await videoProblemOf(video, answering(status));
    expect(problem.text).toMatch(text);
    expect(problem.mayPass).toBe(mayPass);
  });

  it('says that nothing came when there is no answer', async () => {
    const problem = await videoProblemOf(video, () => Promise.reject(new TypeError('Failed to fetch')));
    expect(problem).toMatchObject({ text: expect.stringMatching(/does not answer/), mayPass: true });
  });
});

describe('untilVideoIsThere', () => {
  /** A server that gives these answers one after another; undefined is none. */
  const answers = (...statuses: (number | undefined)[]) => {
    const pauses: number[] = [];
    const fetchHead = () => {
      const status = statuses.shift();
      return status
        ? Promise.resolve({ ok: status === 200, status })
        : Promise.reject(new TypeError('offline'));
    };
    const pause = async (seconds: number) => {
      pauses.push(seconds);
      return statuses.length > 0;
    };
    return { pauses, there: () => untilVideoIsThere('/video', pause, fetchHead) };
  };

  it('brings a video back after the network or the server was gone, asking less and less often', async () => {
    const { pauses, there } = answers(undefined, 503, undefined, undefined, 200);
    expect(await there()).toBe(true);
    expect(pauses).toEqual([2, 4, 8, 15, 15]);
  });

  it('gives up a video that has been deleted, and one that nobody waits for any more', async () => {
    expect(await answers(undefined, 404, 200).there()).toBe(false);
    expect(await answers(503).there()).toBe(false);
  });
});
