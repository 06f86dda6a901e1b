import type { Frame, Pose } from '@reclimb/contracts';
import { Capture } from './capture';

class Picture {
  static open = 0;
  private closed = false;

  constructor(readonly timestamp: number) {
    Picture.open++;
  }

  clone(): Picture {
    return new Picture(this.timestamp);
  }

  close(): void {
    if (this.closed) throw new Error('Closed twice');
    this.closed = true;
    Picture.open--;
  }
}

const pose: Pose = { score: 0.9, keypoints: [[0.5, 0.25, 1]] };

function studio(options: { video?: boolean; longest?: number } = {}) {
  const frames: Frame[] = [];
  const batches: number[] = [];
  const video: number[] = [];
  const chunks: number[] = [];
  const keyframes: number[] = [];
  const encoder = {
    ready: true,
    broken: false,
    seen: [] as number[],
    add(picture: Picture, timestamp: number) {
      this.seen.push(timestamp);
      picture.close();
    },
  };
  const detector = {
    looking: null as Picture | null,
    waiting: null as Picture | null,
    offer(picture: Picture) {
      if (this.looking) {
        this.waiting?.close();
        this.waiting = picture;
        return false;
      }
      this.looking = picture;
      return true;
    },
  };
  const disk = { isBehind: false };
  const capture = new Capture<Picture>(
    {
      frames: (batch) => {
        batches.push(batch.length);
        frames.push(...batch);
      },
      video: (data) => {
        chunks.push(data.length);
        for (const byte of data) video.push(byte);
      },
      keyframe: (frameNumber) => keyframes.push(frameNumber),
    },
    (picture) => async () => Uint8Array.of(picture.timestamp & 255),
    options.video === false ? null : encoder,
    () => disk.isBehind,
    () => options.longest ?? Number.POSITIVE_INFINITY,
  );
  return {
    ...{ disk, capture, encoder, detector, frames, batches, video, chunks, keyframes },
    /** The camera's picture at this second; answered by the detector at once, later (false) or not at all. */
    picture(second: number, answer: Pose[] | null | false = [pose]) {
      capture.picture(new Picture(Math.round(5e6 + second * 1e6)), detector);
      if (answer !== false) this.answer(answer);
    },
    answer(poses: Pose[] | null) {
      const looking = detector.looking;
      detector.looking = detector.waiting;
      detector.waiting = null;
      looking?.close();
      if (looking) capture.poses(looking.timestamp, poses);
    },
  };
}

describe('Capture', () => {
  beforeEach(() => (Picture.open = 0));
  afterEach(() => expect(Picture.open).toBe(0));

  it('takes nothing beyond the longest session, also when the first such picture comes after a gap', async () => {
    const { capture, detector, encoder } = studio({ longest: 2 });
    const take = (second: number) => capture.picture(new Picture(5e6 + second * 1e6), detector);
    expect([take(0), take(1.9), take(2), take(3600)]).toEqual([true, true, true, false]);
    expect([encoder.seen, capture.elapsed]).toEqual([[0, 1.9, 2], 2]);
    detector.looking?.close();
    detector.waiting?.close();
  });

  it('numbers frames from 0 on the clock of the first recorded picture', async () => {
    const { capture, frames, ...it } = studio();
    for (let index = 0; index < 30; index++) it.picture(index / 30);
    await capture.finish();
    expect(frames.map(({ frameNumber }) => frameNumber)).toEqual(frames.map((_, index) => index));
    expect(frames).toHaveLength(30);
    expect(frames[0]?.timestamp).toBe(0);
    expect(frames[29]?.timestamp).toBeCloseTo(29 / 30, 5);
    expect(it.encoder.seen.slice(0, 30)).toEqual(frames.map(({ timestamp }) => timestamp));
  });

  it('records a picture in which nobody was found', async () => {
    const { capture, frames, ...it } = studio();
    it.picture(0, []);
    await capture.finish();
    expect(frames).toEqual([{ frameNumber: 0, timestamp: 0, poses: [] }]);
  });

  it('never lets the detector see a picture that the video leaves out', async () => {
    const { capture, frames, encoder, ...it } = studio();
    it.picture(0);
    encoder.ready = false;
    it.picture(0.1);
    it.picture(0.2);
    encoder.ready = true;
    it.picture(0.3);
    await capture.finish();
    expect(capture.dropped).toBe(2);
    expect(frames.map(({ timestamp }) => timestamp)).toEqual([0, 0.3]);
    expect(encoder.seen).toEqual([0, 0.3]);
  });

  it('leaves pictures out while the disk cannot follow, so that the memory does not fill up', async () => {
    const { capture, frames, encoder, disk, ...it } = studio({});
    it.picture(0);
    disk.isBehind = true;
    it.picture(0.1);
    disk.isBehind = false;
    it.picture(0.2);
    await capture.finish();
    expect(capture.dropped).toBe(1);
    expect(frames.map(({ timestamp }) => timestamp)).toEqual([0, 0.2]);
    expect(encoder.seen).toEqual([0, 0.2]);
  });

  it('lets a slow detector skip pictures that the video keeps, but never the last: both end together', async () => {
    const { capture, frames, encoder, ...it } = studio();
    it.picture(0, false);
    it.picture(0.1, false);
    it.picture(0.2, false);
    it.answer([pose]);
    it.picture(0.3, false);
    it.picture(0.4, false);
    const detected = capture.detected();
    it.answer([pose]);
    it.answer([pose]);
    await detected;
    await capture.finish();
    expect(encoder.seen).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(frames.map(({ timestamp }) => timestamp)).toEqual([0, 0.2, 0.4]);
  });

  it('numbers its own pictures when the detector is still busy with one from before the recording', async () => {
    const { capture, frames, detector, ...it } = studio();
    detector.offer(new Picture(4_900_000));
    it.picture(0, false);
    it.answer([pose]);
    it.answer([pose]);
    await capture.finish();
    expect(frames.map(({ frameNumber, timestamp }) => [frameNumber, timestamp])).toEqual([[0, 0]]);
  });

  it('leaves no hole in the numbers when the detector cannot look at a picture', async () => {
    const { capture, frames, ...it } = studio();
    it.picture(0);
    it.picture(0.1, null);
    it.picture(0.2);
    await capture.finish();
    expect(frames.map(({ frameNumber, timestamp }) => [frameNumber, timestamp])).toEqual([
      [0, 0],
      [1, 0.2],
    ]);
  });

  it('takes no poses of a picture from before the recording', async () => {
    const { capture, frames } = studio();
    capture.poses(4_900_000, [pose]);
    await capture.finish();
    expect(frames).toEqual([]);
  });

  it('goes on with the poses when the encoder has given up', async () => {
    const { capture, frames, encoder, ...it } = studio();
    it.picture(0);
    encoder.broken = true;
    encoder.ready = false;
    it.picture(0.1);
    await capture.finish();
    expect(frames).toHaveLength(2);
    expect(encoder.seen).toEqual([0]);
  });

  it('takes a keyframe image at the first frame and every five seconds', async () => {
    const { capture, keyframes, ...it } = studio({ video: false });
    for (let second = 0; second <= 12; second++) it.picture(second);
    await capture.finish();
    expect(keyframes).toEqual([0, 5, 10]);
  });

  it('takes no second image of the picture that waited while the first was looked at', async () => {
    const { capture, keyframes, ...it } = studio({ video: false });
    for (let second = 0; second <= 12; second++) {
      it.picture(second, false);
      it.picture(second + 0.1, false);
      it.answer([pose]);
      it.answer([pose]);
    }
    await capture.finish();
    expect(keyframes).toEqual([0, 10, 20]);
  });

  it('takes the image of a later picture when the detector could not look at the first', async () => {
    const { capture, keyframes, ...it } = studio({ video: false });
    it.picture(0, false);
    it.picture(0.1, false);
    it.answer(null);
    it.answer([pose]);
    it.picture(0.2);
    it.picture(0.3);
    await capture.finish();
    expect(keyframes).toEqual([1]);
  });

  it('sends frames some three times a second and video in chunks of a second, none over 256 KiB', async () => {
    const { capture, batches, chunks, video, ...it } = studio();
    for (let index = 0; index < 60; index++) {
      it.picture(index / 30);
      capture.bytes(new Uint8Array(1000).fill(index));
    }
    capture.bytes(new Uint8Array(700_000));
    await capture.finish();
    expect(batches.length).toBeGreaterThanOrEqual(5);
    expect(batches.length).toBeLessThanOrEqual(7);
    expect(Math.max(...chunks)).toBeLessThanOrEqual(256 * 1024);
    expect(video).toHaveLength(760_000);
    expect(video.slice(0, 60_000)).toEqual(Array.from({ length: 60_000 }, (_, at) => Math.floor(at / 1000)));
  });

  it('makes poses fit the contract instead of losing the recording to one bad number', async () => {
    const { capture, frames, ...it } = studio();
    it.picture(0, [
      { score: 1.0001, keypoints: [[99, -99, 2]] },
      { score: Number.NaN, keypoints: [[0, 0, 0]] },
    ]);
    await capture.finish();
    expect(frames[0]?.poses).toEqual([{ score: 1, keypoints: [[8, -8, 1]] }]);
  });

  it('waits at the stop for the poses of the last picture', async () => {
    const { capture, frames, ...it } = studio();
    it.picture(0, false);
    const detected = capture.detected();
    it.answer([pose]);
    await detected;
    await capture.finish();
    expect(frames).toHaveLength(1);
  });
});
