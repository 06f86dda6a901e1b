import { VideoChoices } from './video-choices';
import type { VideoChoice } from './video-track';

const h264: VideoChoice = { codec: 'avc', mimeType: 'video/mp4; codecs="avc1.42001f"' };

describe('VideoChoices', () => {
  it('tries the encoders once for each size', async () => {
    const probe = jest.fn(() => Promise.resolve(h264));
    const choices = new VideoChoices(probe);
    await Promise.all([choices.for(640, 480), choices.for(640, 480)]);
    expect(await choices.for(640, 480)).toBe(h264);
    await choices.for(1280, 720);
    expect(probe.mock.calls).toEqual([
      [640, 480],
      [1280, 720],
    ]);
  });

  it('tries again when none worked, so that a video that failed once is not missing until the page is reloaded', async () => {
    const probe = jest.fn<Promise<VideoChoice | null>, []>(() => Promise.resolve(null));
    const choices = new VideoChoices(probe);
    expect(await choices.for(640, 480)).toBeNull();
    probe.mockResolvedValue(h264);
    expect(await choices.for(640, 480)).toBe(h264);
  });

  it('tries again when what it had found could not be started', async () => {
    const probe = jest.fn(() => Promise.resolve(h264));
    const choices = new VideoChoices(probe);
    await choices.for(640, 480);
    choices.forget();
    await choices.for(640, 480);
    expect(probe).toHaveBeenCalledTimes(2);
  });
});
