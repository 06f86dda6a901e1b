import { videoProblemOf } from './video-problem';

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
