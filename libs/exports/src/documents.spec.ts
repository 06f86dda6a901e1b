import { frameSchema, type Frame, type Marker } from '@reclimb/contracts';
import { randomFrames } from '@reclimb/pose/testing';
import * as z from 'zod';
import { cocoAnnotations } from './coco.js';
import { imageAnnotations, messageTime } from './image-annotations.js';
import { jsonDocument, ndjsonLines } from './json.js';
import { openPoseWriter } from './openpose.js';
import { memorySource, textOf } from './testing/index.js';

const frames = randomFrames({ seed: 21, count: 30, people: 2, empty: 0.2 });
const marker: Marker = {
  id: '11111111-1111-4111-8111-111111111111',
  timestamp: 0.5,
  label: 'crux',
  kind: 'note',
};

async function* texts(recorded: readonly Frame[]) {
  for (const frame of recorded) yield JSON.stringify(frame);
}

describe('json and ndjson', () => {
  it.each([[frames], [[]]])('are whole documents', async (recorded) => {
    const source = memorySource(recorded, { name: 'Say "hi"\n' }, [marker]);
    const document = JSON.parse(await textOf(jsonDocument(source, texts(recorded))));
    expect(document).toMatchObject({ format: 'reclimb-json', version: 1, markers: [marker] });
    expect(document.session).toEqual(source.session);
    expect(document.keypointNames[9]).toBe('left_wrist');
    expect(JSON.stringify(document.frames)).toBe(JSON.stringify(recorded));
    const lines = (await textOf(ndjsonLines(texts(recorded)))).split('\n');
    expect(lines.pop()).toBe('');
    expect(JSON.stringify(lines.map((line) => frameSchema.parse(JSON.parse(line))))).toBe(
      JSON.stringify(recorded),
    );
  });
});

describe('openpose', () => {
  it('names files so that Kinovea finds the frame, and writes 75 values a person in pixels', () => {
    const { session } = memorySource(frames);
    const write = openPoseWriter(session, 'slab');
    for (const frame of frames) {
      const { name, text } = write(frame);
      expect(Number(/^slab_(\d{12})_keypoints\.json$/.exec(name)?.[1])).toBe(frame.frameNumber);
      const { version, people } = JSON.parse(text);
      expect([version, people.length]).toEqual([1.3, frame.poses.length]);
      for (const [index, { person_id, pose_keypoints_2d: values }] of people.entries()) {
        const pose = frame.poses[index];
        expect(person_id).toEqual([pose?.id]);
        expect(values).toHaveLength(75);
        const [rightWrist, leftHip, rightHip] = [10, 11, 12].map((at) => pose?.keypoints[at]);
        expect(values[4 * 3]).toBeCloseTo((rightWrist?.[0] ?? NaN) * 640, 2);
        expect(values[4 * 3 + 1]).toBeCloseTo((rightWrist?.[1] ?? NaN) * 480, 2);
        expect(values[8 * 3]).toBeCloseTo((((leftHip?.[0] ?? NaN) + (rightHip?.[0] ?? NaN)) / 2) * 640, 2);
        expect(values[8 * 3 + 2]).toBeCloseTo(Math.min(leftHip?.[2] ?? NaN, rightHip?.[2] ?? NaN), 3);
        expect(values.slice(19 * 3)).toEqual(Array(18).fill(0));
      }
    }
  });
});

/** COCO's format of keypoint annotations, as its site defines it. */
const cocoSchema = z.object({
  info: z.object({ description: z.string(), year: z.int(), date_created: z.string() }),
  licenses: z.array(z.unknown()),
  images: z.array(z.object({ id: z.int(), width: z.int(), height: z.int(), file_name: z.string() })),
  categories: z.tuple([
    z.object({
      id: z.literal(1),
      name: z.literal('person'),
      keypoints: z.array(z.string()).length(17),
      skeleton: z.array(z.tuple([z.int().min(1).max(17), z.int().min(1).max(17)])),
    }),
  ]),
  annotations: z.array(
    z.object({
      id: z.int(),
      image_id: z.int(),
      category_id: z.literal(1),
      keypoints: z.array(z.number()).length(51),
      num_keypoints: z.int(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      area: z.number().min(0),
      iscrowd: z.literal(0),
    }),
  ),
});

describe('coco', () => {
  it('is a valid keypoint annotation file in which every person is on their image', async () => {
    const coco = cocoSchema.parse(JSON.parse(await textOf(cocoAnnotations(memorySource(frames)))));
    expect(coco.images.map(({ id }) => id)).toEqual(frames.map(({ frameNumber }) => frameNumber));
    expect(coco.categories[0].skeleton).toHaveLength(19);
    expect(new Set(coco.annotations.map(({ id }) => id)).size).toBe(coco.annotations.length);
    const poses = frames.flatMap((frame) => frame.poses.map((pose) => ({ pose, image: frame.frameNumber })));
    expect(coco.annotations).toHaveLength(poses.length);
    for (const [index, { keypoints, num_keypoints, bbox, image_id }] of coco.annotations.entries()) {
      const expected = poses[index];
      expect(image_id).toBe(expected?.image);
      let visible = 0;
      for (const [joint, [x, y, score]] of (expected?.pose.keypoints ?? []).entries()) {
        const [px = NaN, py = NaN, flag] = keypoints.slice(joint * 3, joint * 3 + 3);
        if (score < 0.3) {
          expect([px, py, flag]).toEqual([0, 0, 0]);
          continue;
        }
        visible += 1;
        expect(flag).toBe(2);
        expect(Math.abs(px - x * 640) + Math.abs(py - y * 480)).toBeLessThan(0.01);
        expect(px >= bbox[0] - 0.01 && px <= bbox[0] + bbox[2] + 0.01).toBe(true);
        expect(py >= bbox[1] - 0.01 && py <= bbox[1] + bbox[3] + 0.01).toBe(true);
      }
      expect(num_keypoints).toBe(visible);
    }
  });

  it.each([[[]], [[{ frameNumber: 0, timestamp: 0, poses: [{ score: 0, keypoints: [] }] }]]])(
    'is valid for a session of which nothing is seen',
    async (recorded: Frame[]) => {
      const { annotations } = JSON.parse(await textOf(cocoAnnotations(memorySource(recorded))));
      expect(annotations.map(({ bbox, area }: { bbox: number[]; area: number }) => [...bbox, area])).toEqual(
        recorded.map(() => [0, 0, 0, 0, 0]),
      );
    },
  );
});

describe('image annotations', () => {
  it('draw bones and joints that were seen, in pixels, at the time of the frame', () => {
    const { session } = memorySource(frames);
    for (const frame of frames) {
      const message = imageAnnotations(session, frame);
      expect(message.timestamp).toEqual(messageTime(frame.timestamp));
      expect(message.points).toHaveLength(frame.poses.length * 2);
      for (const [index, pose] of frame.poses.entries()) {
        const [bones, joints] = message.points.slice(index * 2);
        const seen = pose.keypoints.filter(([, , score]) => score >= 0.3);
        expect([bones?.type, joints?.type]).toEqual([4, 1]);
        expect(joints?.points).toEqual(
          seen.map(([x, y]) => ({ x: expect.closeTo(x * 640, 2), y: expect.closeTo(y * 480, 2) })),
        );
        expect(bones?.points).toHaveLength((bones?.outline_colors.length ?? NaN) * 2);
        expect(joints?.outline_colors).toHaveLength(seen.length);
      }
      const poses = message.metadata.find(({ key }) => key === 'poses')?.value ?? '';
      expect(poses).toBe(JSON.stringify(frame.poses));
    }
  });

  it('tell times to the nanosecond', () => {
    expect(messageTime(0)).toEqual({ sec: 0, nsec: 0 });
    expect(messageTime(61.000000001)).toEqual({ sec: 61, nsec: 1 });
    expect(messageTime(0.9999999999)).toEqual({ sec: 1, nsec: 0 });
  });
});
