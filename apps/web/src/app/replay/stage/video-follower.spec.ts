import type { PlayerState, ReplayPlayer } from '@reclimb/replay';
import { type FollowedVideo, VideoFollower } from './video-follower';

/** A video element and an engine, moved by hand. */
function stage(position: number) {
  const clock = { now: 0 };
  const brokenOff = jest.fn();
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
  const follower = new VideoFollower(
    video satisfies FollowedVideo,
    player as unknown as ReplayPlayer,
    brokenOff,
    () => clock.now,
  );
  return {
    video,
    state,
    player,
    follower,
    present: (mediaTime: number) => present?.(mediaTime),
    clock,
    brokenOff,
  };
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

it('backwards the video is sought from picture to picture, never played, and goes on by itself after turning round', () => {
  const { video, state, player, follower, present } = stage(10);
  const play = jest.spyOn(video, 'play');
  Object.assign(video, { duration: 20, readyState: 4 });
  follower.beforeDraw();
  present(10);
  Object.assign(state, { phase: 'playing', speed: -1 });
  for (const position of [9.9, 9.8, 9.7]) {
    player.position = position;
    follower.beforeDraw();
    expect(video.currentTime).toBeCloseTo(position + 0.008, 6);
    present(position);
    expect(follower.shownTime).toBe(position);
  }
  expect(video.playbackRate).toBe(1);
  expect(play).not.toHaveBeenCalled();
  // While a seek lasts only the newest place is kept.
  video.seeking = true;
  for (player.position of [9.6, 9.5, 9.4]) follower.beforeDraw();
  expect(video.currentTime).toBeCloseTo(9.708, 6);
  video.seeking = false;
  Object.assign(state, { speed: 2 });
  follower.beforeDraw();
  expect(video.currentTime).toBeCloseTo(9.408, 6);
  expect(video.playbackRate).toBe(2);
  expect(play).toHaveBeenCalled();
});

it('settles when the first thing that is done is to play backwards', () => {
  const { video, state, follower, present } = stage(10);
  Object.assign(video, { duration: 20, readyState: 4 });
  Object.assign(state, { phase: 'playing', speed: -1 });
  follower.beforeDraw();
  video.seeking = true;
  follower.beforeDraw();
  present(10);
  video.seeking = false;
  follower.beforeDraw();
  expect(follower.shownTime).toBe(10);
});

it('a video that stops arriving is given up after a while, so that the poses play on; a short wait is borne', () => {
  const { video, state, follower, present, clock, brokenOff } = stage(10);
  Object.assign(video, { duration: 20, readyState: 4 });
  follower.beforeDraw();
  present(10);
  Object.assign(state, { phase: 'playing' });
  Object.assign(video, { paused: false, readyState: 2 });
  follower.beforeDraw();
  clock.now = 4000;
  follower.beforeDraw();
  Object.assign(video, { readyState: 4 });
  follower.beforeDraw();
  Object.assign(video, { readyState: 2 });
  clock.now = 8000;
  follower.beforeDraw();
  expect(brokenOff).not.toHaveBeenCalled();
  clock.now = 13_001;
  follower.beforeDraw();
  expect(brokenOff).toHaveBeenCalled();
});
