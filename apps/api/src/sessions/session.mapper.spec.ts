import { videoType } from './session.mapper.js';

describe('the type of a video', () => {
  it.each([
    ['video-1.mp4', 'video/mp4; codecs="avc1.42001f"', 'video/mp4; codecs="avc1.42001f"'],
    ['video-1.webm', 'video/webm', 'video/webm'],
    // What came was not what had been announced.
    ['video-1.mp4', 'video/webm;codecs=vp8', 'video/mp4'],
    ['video-1.webm', 'video/mp4', 'video/webm'],
    ['video-1.mp4', null, 'video/mp4'],
  ])('of %s that was declared as %s is %s', (key, declared, type) => {
    expect(videoType(key, declared)).toBe(type);
  });
});
