import * as fc from 'fast-check';
import {
  binarySchema,
  frameSchema,
  poseFramesSchema,
  sessionQuerySchema,
  shortPoses,
  shortPosesSchema,
  startRecordingSchema,
} from './index.js';

const sessionId = 'a6b1e1ad-9b67-4d0c-9d53-77f1c4d2a9b1';

describe('frame', () => {
  it('takes a frame in which nobody was found', () => {
    expect(frameSchema.parse({ frameNumber: 0, timestamp: 0, poses: [] })).toEqual({
      frameNumber: 0,
      timestamp: 0,
      poses: [],
    });
  });

  it('takes a keypoint slightly outside the picture and refuses one in pixels', () => {
    const frame = (x: number) => ({
      frameNumber: 0,
      timestamp: 0,
      poses: [{ score: 1, keypoints: [[x, 0.5, 1]] }],
    });
    expect(frameSchema.safeParse(frame(-0.04)).success).toBe(true);
    expect(frameSchema.safeParse(frame(320)).success).toBe(false);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -0.001])('refuses the timestamp %p', (timestamp) => {
    expect(frameSchema.safeParse({ frameNumber: 0, timestamp, poses: [] }).success).toBe(false);
  });
});

describe('pose_frames', () => {
  it('wants exactly one of frames and packed', () => {
    expect(poseFramesSchema.safeParse({ sessionId, frames: [] }).success).toBe(true);
    expect(poseFramesSchema.safeParse({ sessionId, packed: new Uint8Array(3) }).success).toBe(true);
    expect(poseFramesSchema.safeParse({ sessionId }).success).toBe(false);
    expect(poseFramesSchema.safeParse({ sessionId, frames: [], packed: new Uint8Array(3) }).success).toBe(
      false,
    );
  });

  it('keeps the bytes of a view into a larger buffer, and only those', () => {
    const whole = new Uint8Array([1, 2, 3, 4, 5]);
    expect([...binarySchema.parse(whole.subarray(1, 3))]).toEqual([2, 3]);
    expect([...binarySchema.parse(Buffer.from([9, 8]))]).toEqual([9, 8]);
    expect(binarySchema.safeParse('text').success).toBe(false);
  });
});

describe('poses', () => {
  it('says in sixteen bytes which session a batch belongs to', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uint8Array({ maxLength: 50 }), (id, packed) => {
        const message = shortPoses(id, packed);
        expect(message).toHaveLength(16 + packed.length);
        expect(shortPosesSchema.parse(message)).toEqual({ sessionId: id, packed });
      }),
    );
  });

  it('refuses, by the contract’s means, everything without an id in front', () => {
    const noise = fc.oneof(fc.anything(), fc.uint8Array({ maxLength: 15 }));
    fc.assert(fc.property(noise, (value) => !shortPosesSchema.safeParse(value).success));
    expect(shortPosesSchema.safeParse(new Uint8Array(40)).success).toBe(true);
    expect(shortPosesSchema.safeParse(new Uint8Array(40).fill(3)).success).toBe(false);
  });
});

describe('start_recording', () => {
  const start = {
    name: 'Blue slab',
    skeleton: 'coco17',
    model: 'movenet-lightning',
    imageWidth: 640,
    imageHeight: 480,
  };

  it('refuses unknown fields, so that a misspelt one is noticed', () => {
    expect(startRecordingSchema.safeParse(start).success).toBe(true);
    expect(startRecordingSchema.safeParse({ ...start, nmae: 'x' }).success).toBe(false);
  });

  it('refuses a video type that no browser could play back', () => {
    const video = (mimeType: string) => ({ ...start, video: { mimeType, width: 640, height: 480 } });
    expect(startRecordingSchema.safeParse(video('video/mp4; codecs="avc1.42001f"')).success).toBe(true);
    expect(startRecordingSchema.safeParse(video('text/html')).success).toBe(false);
  });
});

describe('GET /sessions', () => {
  it('has the documented defaults', () => {
    expect(sessionQuerySchema.parse({})).toEqual({ limit: 24, sort: '-createdAt' });
  });

  it.each([{ limit: '0' }, { limit: '101' }, { limit: 'many' }, { sort: 'owner' }, { page: '2' }])(
    'refuses %p',
    (query) => {
      expect(sessionQuerySchema.safeParse(query).success).toBe(false);
    },
  );
});
