import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { countPackedFrames, decodeFrames, encodeFrames, type Frame, PackedFramesError } from './index.js';
import { randomFrames } from './testing/index.js';

const fixtures = join(__dirname, '../fixtures');

const score = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.double({ min: -8, max: 8, noNaN: true });
const pose = (count: number) =>
  fc.record(
    {
      id: fc.maxSafeInteger(),
      score,
      keypoints: fc.array(fc.tuple(place, place, score), { minLength: count, maxLength: count }),
    },
    { requiredKeys: ['score', 'keypoints'] },
  );
const increasing = (values: number[]) => [...new Set(values.map((value) => value + 0))].sort((a, b) => a - b);
const anyFrames: fc.Arbitrary<Frame[]> = fc
  .record({
    numbers: fc.array(fc.nat(0x7fff_ffff), { maxLength: 12 }).map(increasing),
    timestamps: fc
      .array(fc.double({ min: 0, max: 86_400, noNaN: true }), { minLength: 12, maxLength: 20 })
      .map(increasing)
      .filter((values) => values.length >= 12),
    poses: fc
      .constantFrom(1, 2, 17, 33)
      .chain((count) => fc.array(fc.array(pose(count), { maxLength: 3 }), { minLength: 12, maxLength: 12 })),
  })
  .map(({ numbers, timestamps, poses }) =>
    numbers.map((frameNumber, i) => ({
      frameNumber,
      timestamp: timestamps[i] ?? NaN,
      poses: poses[i] ?? [],
    })),
  );

function expectSame(actual: Frame[], sent: Frame[]): void {
  expect(actual).toHaveLength(sent.length);
  sent.forEach((frame, i) => {
    const got = actual[i];
    expect([got?.frameNumber, got?.timestamp, got?.poses.length]).toEqual([
      frame.frameNumber,
      frame.timestamp,
      frame.poses.length,
    ]);
    frame.poses.forEach((one, p) => {
      const other = got?.poses[p];
      expect(other?.id).toBe(one.id);
      expect(other?.keypoints).toHaveLength(one.keypoints.length);
      expect(Math.abs((other?.score ?? 9) - one.score)).toBeLessThanOrEqual(0.004 + 1e-12);
      // One comparison for all keypoints: each `expect` costs more than packing the pose it looks at.
      let furthest = 0;
      let mostUnsure = 0;
      one.keypoints.forEach(([x, y, s], k) => {
        const [gx = 99, gy = 99, gs = 99] = other?.keypoints[k] ?? [];
        furthest = Math.max(furthest, Math.abs(gx - x), Math.abs(gy - y));
        mostUnsure = Math.max(mostUnsure, Math.abs(gs - s));
      });
      expect(furthest).toBeLessThanOrEqual(0.00008 + 1e-12);
      expect(mostUnsure).toBeLessThanOrEqual(0.004 + 1e-12);
    });
  });
}

function refusal(act: () => unknown): PackedFramesError {
  try {
    act();
  } catch (error) {
    if (error instanceof PackedFramesError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('packed frames', () => {
  it('come back within the promised precision, with exact timestamps, numbers and ids, whatever the frames', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        expectSame(decodeFrames(encodeFrames(frames)), frames);
      }),
      { numRuns: 300 },
    );
  });

  it('tell how many they are without being unpacked, so that a reader can keep its credit', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        expect(countPackedFrames(encodeFrames(frames))).toBe(frames.length);
      }),
      { numRuns: 50 },
    );
    expect(refusal(() => countPackedFrames(Uint8Array.of(1, 2, 3, 4, 5, 6))).code).toBe('not-packed-frames');
  });

  it('lose nothing more when they are packed again, so that a relay does not blur them', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const once = decodeFrames(encodeFrames(frames));
        expect(decodeFrames(encodeFrames(once))).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  it('keep the order of timestamps closer together than a microsecond', () => {
    const frames = [0, 5e-324, 1e-9, 1.0000000000000002, 1.0000001, 86_399.99999999999, 86_400].map(
      (timestamp, frameNumber) => ({ frameNumber, timestamp, poses: [] }),
    );
    expect(decodeFrames(encodeFrames(frames))).toEqual(frames);
  });

  it('take poses of different skeletons, people who come and go, and swapped ids', () => {
    const one = (id: number | undefined, count: number, x: number) => ({
      ...(id === undefined ? {} : { id }),
      score: 0.5,
      keypoints: Array.from({ length: count }, (_, k): [number, number, number] => [x, k / 50, 0.7]),
    });
    const frames: Frame[] = [
      [one(1, 17, 0.2), one(2, 17, 0.8)],
      [one(2, 17, 0.8), one(1, 17, 0.2)],
      [],
      [one(undefined, 33, 0.1)],
      [one(1, 5, 0.3), one(1, 5, 0.4), one(-7, 17, 7.9)],
      [one(-7, 17, -7.9)],
    ].map((poses, i) => ({ frameNumber: i * i, timestamp: i / 3, poses }));
    expectSame(decodeFrames(encodeFrames(frames)), frames);
  });

  it('cost less than 60 bytes a frame of one moving, jittering body in batches of 10', () => {
    const frames = randomFrames({ seed: 7, count: 300 });
    let bytes = 0;
    for (let i = 0; i < frames.length; i += 10) bytes += encodeFrames(frames.slice(i, i + 10)).length;
    expect(bytes / frames.length).toBeLessThan(60);
  });

  it('cost little when nothing moves, and nothing to speak of when nobody is there', () => {
    const [still] = randomFrames({ seed: 1, count: 1 });
    const frames = Array.from({ length: 300 }, (_, i) => ({
      frameNumber: i,
      timestamp: i / 30,
      poses: still?.poses ?? [],
    }));
    expect(encodeFrames(frames).length).toBeLessThan(300 * 10);
    const empty = frames.map((frame, i) => ({ ...frame, timestamp: i / 32, poses: [] }));
    expect(encodeFrames(empty).length).toBeLessThan(150);
  });

  it.each<[string, Frame[]]>([
    ['a number twice', [frame({}), frame({ timestamp: 1 })]],
    ['a time twice', [frame({}), frame({ frameNumber: 1 })]],
    ['a negative time', [frame({ timestamp: -0.1 })]],
    ['no time', [frame({ timestamp: NaN })]],
    ['a broken number', [frame({ frameNumber: 0.5 })]],
    ['pixels instead of fractions', [frame({ poses: [{ score: 1, keypoints: [[320, 200, 1]] }] })]],
    ['a coordinate that is none', [frame({ poses: [{ score: 1, keypoints: [[NaN, 0, 1]] }] })]],
    ['a score above 1', [frame({ poses: [{ score: 1.1, keypoints: [[0, 0, 1]] }] })]],
    ['a pose without keypoints', [frame({ poses: [{ score: 1, keypoints: [] }] })]],
    ['a broken id', [frame({ poses: [{ id: 1.5, score: 1, keypoints: [[0, 0, 1]] }] })]],
    ['a crowd', [frame({ poses: Array(21).fill({ score: 1, keypoints: [[0, 0, 1]] }) })]],
    ['too many frames', Array.from({ length: 3601 }, (_, i) => frame({ frameNumber: i, timestamp: i }))],
  ])('refuse to be made of %s, naming the reason', (_, frames) => {
    const error = refusal(() => encodeFrames(frames));
    expect(error.code).toBe('invalid-frames');
    expect(error.message).not.toBe('');
  });
});

describe('damaged packed frames', () => {
  const whole = encodeFrames(randomFrames({ seed: 3, count: 10 }));

  it('are refused wherever one, two or three bits are wrong, never taken for other poses', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(whole.length * 8 - 1), { minLength: 1, maxLength: 3 }), (bits) => {
        const damaged = Uint8Array.from(whole);
        for (const bit of bits) damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        refusal(() => decodeFrames(damaged));
      }),
      { numRuns: 500 },
    );
  });

  it('are refused when cut off anywhere or followed by anything', () => {
    for (let length = 0; length < whole.length; length++) {
      refusal(() => decodeFrames(whole.subarray(0, length)));
    }
    refusal(() => decodeFrames(Uint8Array.from([...whole, 0])));
  });

  it('say when they come from a newer version or are something else', () => {
    expect(refusal(() => decodeFrames(Uint8Array.from(whole, (b, i) => (i === 2 ? 9 : b)))).code).toBe(
      'unsupported-version',
    );
    expect(refusal(() => decodeFrames(new TextEncoder().encode('{"frames":[]}'))).code).toBe(
      'not-packed-frames',
    );
    expect(refusal(() => decodeFrames(new Uint8Array())).code).toBe('truncated');
  });

  it('are refused or decoded to valid frames when the check sum is right by malice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, headed) => {
        const payload = headed ? noise : Uint8Array.from([...whole.subarray(5, 60), ...noise]);
        let frames: Frame[];
        try {
          frames = decodeFrames(withChecksum(payload));
        } catch (error) {
          expect(error).toBeInstanceOf(PackedFramesError);
          return;
        }
        // What was taken must be expressible: an encoder could have written it.
        expectSame(decodeFrames(encodeFrames(frames)), frames);
      }),
      { numRuns: 2000 },
    );
  });

  it('cannot make the reader hold more than a quarter of a million keypoints', () => {
    for (const fill of [0x00, 0xff, 0x55]) {
      const payload = new Uint8Array(2_000_000).fill(fill);
      refusal(() => decodeFrames(withChecksum(payload)));
    }
  });
});

describe('golden vectors', () => {
  const names = readdirSync(fixtures).filter((name) => name.endsWith('.bin'));

  it('are there', () => expect(names.length).toBeGreaterThanOrEqual(4));

  it.each(names)('%s is read and written as in every release of version 1', (name) => {
    const bytes = new Uint8Array(readFileSync(join(fixtures, name)));
    const frames = JSON.parse(readFileSync(join(fixtures, name.replace('.bin', '.json')), 'utf8')) as Frame[];
    expect(decodeFrames(bytes)).toEqual(frames);
    expect(encodeFrames(frames)).toEqual(bytes);
  });
});

function frame(part: Partial<Frame>): Frame {
  return { frameNumber: 0, timestamp: 0, poses: [], ...part };
}

/** Header and check sum as in docs/packed-frames.md, computed apart from the codec. */
function withChecksum(payload: Uint8Array): Uint8Array {
  let crc = 0xffff;
  for (const byte of payload) {
    crc = ((crc >>> 8) | (crc << 8)) & 0xffff;
    crc ^= byte;
    crc ^= (crc & 0xff) >> 4;
    crc ^= (crc << 12) & 0xffff;
    crc ^= ((crc & 0xff) << 5) & 0xffff;
  }
  return Uint8Array.from([0x52, 0x46, 1, crc & 0xff, crc >>> 8, ...payload]);
}
