import type { PlayerState, ReplayPlayer } from '@reclimb/replay';
import { type FollowedVideo, VideoFollower } from './video-follower';

/** A video element and an engine, moved by hand. */
function stage(position: number) {
  let present: ((mediaTime: number) => void) | undefined;
  const video = {
    currentTime: 0,
    duration: NaN,
    ended: false,
    paused: true,
    playbackRate: 1,
    readyState: 0,
    seeking: false,
    play: () => Promise.resolve(),
    pause: () => undefined,
    requestVideoFrameCallback: (callback: VideoFrameRequestCallback) => {
      present = (mediaTime) => callback(0, { mediaTime } as VideoFrameCallbackMetadata);
      return 1;
    },
    cancelVideoFrameCallback: () => undefined,
  };
  const state: Partial<PlayerState> = { phase: 'paused', speed: 1, jumps: 0 };
  const player = { state, position, track: undefined, follow: () => undefined };
  const follower = new VideoFollower(video satisfies FollowedVideo, player as unknown as ReplayPlayer);
  return { video, state, player, follower, present: (mediaTime: number) => present?.(mediaTime) };
}

describe('a video that opens in the middle of a session', () => {
  it('tells no time before it has come there, though it shows its first picture', () => {
    const { video, follower, present } = stage(10);
    present(0);
    follower.beforeDraw();
    expect(follower.shownTime).toBeUndefined();
    Object.assign(video, { duration: 20, readyState: 2 });
    present(0);
    follower.beforeDraw();
    expect(video.currentTime).toBeCloseTo(10.008, 6);
    video.seeking = true;
    present(0);
    follower.beforeDraw();
    expect(follower.settled()).toBe(false);
    expect(follower.shownTime).toBeUndefined();
    present(10);
    video.seeking = false;
    follower.beforeDraw();
    expect(follower.settled()).toBe(true);
    expect(follower.shownTime).toBe(10);
  });

  it('waits for the engine to know where it is', () => {
    const { video, state, player, follower, present } = stage(0);
    Object.assign(video, { duration: 20, readyState: 4 });
    Object.assign(state, { phase: 'loading' });
    follower.beforeDraw();
    present(0);
    follower.beforeDraw();
    expect(follower.settled()).toBe(false);
    Object.assign(state, { phase: 'paused', jumps: 1 });
    player.position = 12;
    follower.beforeDraw();
    video.seeking = true;
    follower.beforeDraw();
    expect(follower.shownTime).toBeUndefined();
  });
});

it('a jump later on keeps the time of the picture that is still shown', () => {
  const { video, state, player, follower, present } = stage(0);
  Object.assign(video, { duration: 20, readyState: 4 });
  follower.beforeDraw();
  present(0);
  follower.beforeDraw();
  Object.assign(state, { jumps: 1 });
  player.position = 15;
  follower.beforeDraw();
  video.seeking = true;
  follower.beforeDraw();
  expect(follower.shownTime).toBe(0);
  present(15);
  expect(follower.shownTime).toBe(15);
});
