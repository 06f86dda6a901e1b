import { signal } from '@angular/core';
import { PICTURE_TOLERANCE, type ReplayPlayer } from '@reclimb/replay';
import type { PictureClock } from '../replay-session';

/** The part of a video element that is used. */
export type FollowedVideo = Pick<
  HTMLVideoElement,
  | 'currentTime'
  | 'duration'
  | 'ended'
  | 'paused'
  | 'playbackRate'
  | 'readyState'
  | 'seeking'
  | 'play'
  | 'pause'
  | 'requestVideoFrameCallback'
  | 'cancelVideoFrameCallback'
>;

/**
 * Seeks go this far beyond the picture's time: exactly at it, rounding may land on the picture before. Half of a picture
 * at 60 fps, so it never lands on the next.
 */
const SEEK_AHEAD = 0.008;
/** HTMLMediaElement.HAVE_CURRENT_DATA: there is a picture. */
const HAVE_CURRENT_DATA = 2;
/** HTMLMediaElement.HAVE_FUTURE_DATA: it can play on. */
const HAVE_FUTURE_DATA = 3;
/** A video that settles shows its picture at or before the one sought; pictures are never this many seconds apart. */
const NEAR = 0.5;
/** A video that lets the engine wait so many milliseconds has broken off; browsers themselves wait for minutes. */
const LONGEST_WAIT_MS = 5000;
/** Drift (seconds at normal speed) up to which engine and video are left alone: `currentTime` itself is this coarse. */
const TOLERATED_DRIFT = 0.012;

/**
 * Keeps the session's video and the engine together. Jumps are the engine's: the video is sought after it, newest seek
 * first. While both run, the video is the clock: the engine follows it, and waits when it stalls. Backwards no browser
 * plays: there the video is sought after the engine, from picture to picture. What is drawn is decided by the time of the
 * picture on the screen alone ({@link shownTime}).
 */
export class VideoFollower implements PictureClock {
  /**
   * Whether the video has come to where the engine is. Until then it may show its first picture, which nobody asked for:
   * neither it nor a ghost of its time is to be seen.
   */
  readonly settled = signal(false);
  #presented: number | undefined;
  #sought: number | undefined;
  #jumps = -1;
  #wanted: number | undefined;
  #callback: number | undefined;
  /** Where the engine was going: onwards (1), backwards (-1), nowhere (0). */
  #course = 0;
  /** Since when the engine has waited for the video. */
  #waitingSince: number | undefined;

  /**
   * @param brokenOff called when the video lets the engine wait for too long
   * @param now the time in milliseconds; only differences count
   */
  constructor(
    private readonly video: FollowedVideo,
    private readonly player: ReplayPlayer,
    private readonly brokenOff: () => void = () => undefined,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#listen();
  }

  get shownTime(): number | undefined {
    return this.settled() ? this.#presented : undefined;
  }

  beforeDraw(): void {
    const { video, player } = this;
    if (!(video.duration > 0)) return;
    const { phase, speed, jumps } = player.state;
    const course = phase === 'playing' ? Math.sign(speed) : 0;
    const isComing = this.#wanted !== undefined && course >= 0;
    if (!this.settled() && phase !== 'loading' && this.#jumps === jumps && !isComing) {
      this.settled.set(!video.seeking && video.readyState >= HAVE_CURRENT_DATA);
    }
    if (speed > 0 && video.playbackRate !== speed) video.playbackRate = speed;
    if (course <= 0 && !video.paused) video.pause();
    const turned = this.#course !== 0 && this.#course !== course;
    if (jumps !== this.#jumps || turned || course < 0) this.#seek(player.position);
    this.#jumps = jumps;
    this.#course = course;
    this.#serveSeek();
    if (course <= 0) {
      this.#waitingSince = undefined;
      return;
    }
    if (player.position >= video.duration) {
      this.#waitingSince = undefined;
      return video.pause();
    }
    if (video.paused && !video.seeking) {
      if (video.ended) this.#seek(player.position);
      // Refused when the page is left or a pause comes first; the next beat tries again if it is still wanted.
      video.play().catch(() => undefined);
    }
    if (video.seeking || video.paused || video.readyState < HAVE_FUTURE_DATA) {
      // A twentieth of a second behind is enough to hold the engine until the next beat.
      player.follow(player.position - 0.05 * speed);
      this.#waitingSince ??= this.now();
      if (this.now() - this.#waitingSince > LONGEST_WAIT_MS) this.brokenOff();
      return;
    }
    this.#waitingSince = undefined;
    if (Math.abs(video.currentTime - player.position) > TOLERATED_DRIFT * Math.max(1, speed)) {
      player.follow(video.currentTime);
    }
  }

  /** Lets go of the video. */
  close(): void {
    if (this.#callback !== undefined) this.video.cancelVideoFrameCallback(this.#callback);
    this.video.pause();
  }

  #listen(): void {
    this.#callback = this.video.requestVideoFrameCallback((_now, { mediaTime }) => {
      const asked = this.#sought !== undefined && Math.abs(mediaTime - this.#sought) < NEAR;
      if (asked || this.settled()) this.#presented = mediaTime;
      this.#listen();
    });
  }

  #seek(time: number): void {
    const { track } = this.player;
    // The picture to be seen is the one of the frame at or before the position.
    const frame = track?.timestamp(track.frameAt(time + PICTURE_TOLERANCE));
    const picture = frame !== undefined && Math.abs(frame - time) < PICTURE_TOLERANCE ? frame : time;
    this.#wanted = Math.min(picture + SEEK_AHEAD, Math.max(0, this.video.duration - PICTURE_TOLERANCE));
    this.#serveSeek();
  }

  /** One seek at a time: while it lasts only the newest wish is kept, so that scrubbing never piles up. */
  #serveSeek(): void {
    if (this.#wanted === undefined || this.video.seeking) return;
    this.video.currentTime = this.#sought = this.#wanted;
    this.#wanted = undefined;
  }
}
