import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import { streamedVideo } from '../../testing/videos.js';
import { findWebmEnd } from './webm-end.js';

const THOROUGH = Number(process.env['FAULT_ROUNDS'] ?? 0) > 0;
const PICTURES = 75;
const PICTURE_BYTES = 400;
const CLUSTER_ID = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);

/** The file without its clusters' lengths, as MediaRecorder streams it. */
function withoutLengths(video: Buffer): Buffer {
  const copy = Buffer.from(video);
  for (let at = copy.indexOf(CLUSTER_ID); at >= 0; at = copy.indexOf(CLUSTER_ID, at + 1)) {
    const bytes = Math.clz32(copy[at + 4] as number) - 23;
    copy.fill(0xff, at + 4, at + 4 + bytes);
    copy[at + 4] = 0xff >> (bytes - 1);
  }
  return copy;
}

function mended(video: Buffer): Buffer {
  const { size, patch } = findWebmEnd(video.length, (at, length) => video.subarray(at, at + length));
  const whole = Buffer.from(video.subarray(0, size));
  if (patch) whole.set(patch.bytes, patch.at);
  return whole;
}

async function picturesIn(video: Buffer): Promise<number> {
  const input = new Input({ source: new BufferSource(video), formats: [WEBM] });
  const track = await input.getPrimaryVideoTrack();
  let count = 0;
  if (track) for await (const _ of new EncodedPacketSink(track).packets()) count += 1;
  return count;
}

describe(findWebmEnd.name, () => {
  let video: Buffer;
  /** Where each picture's last byte ends in the file. */
  let ends: number[];

  beforeAll(async () => {
    video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    ends = Array.from({ length: PICTURES }, (_, index) => {
      return video.indexOf(Buffer.alloc(PICTURE_BYTES, index)) + PICTURE_BYTES;
    });
    expect(ends.every((end, index) => end > (ends[index - 1] ?? PICTURE_BYTES))).toBe(true);
  });

  it('leaves a whole file as it is', () => {
    expect(mended(video).equals(video)).toBe(true);
    const endless = withoutLengths(video);
    expect(mended(endless).equals(endless)).toBe(true);
  });

  it.each([
    ['with the lengths of its clusters', (whole: Buffer) => whole],
    ['without them', withoutLengths],
  ])('keeps every picture that arrived whole, wherever the file (%s) is cut', async (_what, prepare) => {
    const whole = prepare(video);
    const firstPicture = (ends[0] as number) - PICTURE_BYTES;
    const wrong: string[] = [];
    // A step that is no divisor of anything in the file, closer in `npm run test:faults`, and the edges of each picture.
    const cuts = new Set(ends.flatMap((end) => [end - 1, end, end + 1]));
    for (let cut = firstPicture; cut < whole.length; cut += THOROUGH ? 37 : 149) cuts.add(cut);
    for (const cut of cuts) {
      const kept = await picturesIn(mended(whole.subarray(0, cut)));
      const arrived = ends.filter((end) => end <= cut).length;
      if (kept !== arrived) wrong.push(`cut at ${cut}: ${kept} of ${arrived} pictures`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['an MP4', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomavc1', 'latin1')],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 197) % 256))],
  ])('takes %s for what it is', (_what, bytes) => {
    expect(mended(bytes).equals(bytes)).toBe(true);
  });

  it('never reads beyond the file, whatever is in it', () => {
    let seed = 1;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 2_000; round++) {
      const bytes = Buffer.from(video.subarray(0, random() % video.length));
      for (let spoilt = 0; spoilt < 20 && bytes.length > 0; spoilt++) {
        bytes[random() % bytes.length] = random() % 256;
      }
      const { size } = findWebmEnd(bytes.length, (at, length) => {
        if (at < 0 || at + length > bytes.length) throw new Error(`${length} bytes at ${at}`);
        return bytes.subarray(at, at + length);
      });
      expect(size).toBeLessThanOrEqual(bytes.length);
    }
  });
});
