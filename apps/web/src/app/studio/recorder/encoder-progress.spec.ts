import { EncoderProgress } from './encoder-progress';

describe('the progress of an encoder', () => {
  it('tells since when nothing comes out of an encoder that pictures go into', () => {
    const progress = new EncoderProgress();
    progress.pictureIn(0);
    progress.packetOut();
    for (const now of [33, 66, 100]) progress.pictureIn(now);
    expect(progress.waitingSince).toBe(33);
    progress.packetOut();
    expect(progress.waitingSince).toBeNull();
  });

  it('does not suspect an encoder that keeps the last pictures while the camera stands still', () => {
    const progress = new EncoderProgress();
    progress.pictureIn(0);
    progress.pictureIn(33);
    expect(progress.waitingSince).toBeNull();
  });
});
