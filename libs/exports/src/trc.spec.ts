import type { Frame } from '@reclimb/contracts';
import { randomFrames } from '@reclimb/pose/testing';
import { pictureRows } from './picture-rows.js';
import { memorySource, textOf } from './testing/index.js';
import { trc, type TrcOptions } from './trc.js';

const frames = randomFrames({ seed: 11, count: 60, empty: 0.1 });

async function write(
  options: Omit<TrcOptions, 'fileName'>,
  recorded: readonly Frame[] = frames,
  overrides = {},
) {
  const source = memorySource(recorded, overrides);
  return textOf(trc(source.session, await pictureRows(source, null), { fileName: 'demo.trc', ...options }));
}

/** The rules of OpenSim's TRCFileAdapter, which is stricter than Pose2Sim and Sports2D. */
function readAsOpenSim(text: string) {
  const lines = text.split('\n');
  const tokens = (line: string | undefined) => (line ?? '').split('\t');
  const filled = (line: string | undefined) => tokens(line).filter((token) => token !== '');
  expect(tokens(lines[0])[0]).toBe('PathFileType');
  expect(filled(lines[1])).toEqual([
    'DataRate',
    'CameraRate',
    'NumFrames',
    'NumMarkers',
    'Units',
    'OrigDataRate',
    'OrigDataStartFrame',
    'OrigNumFrames',
  ]);
  const values = filled(lines[2]);
  expect(values).toHaveLength(8);
  const [frameLabel, timeLabel, ...markers] = filled(lines[3]);
  expect([frameLabel, timeLabel]).toEqual(['Frame#', 'Time']);
  expect(markers).toHaveLength(Number(values[3]));
  expect(filled(lines[4])).toEqual(markers.flatMap((_, i) => [`X${i + 1}`, `Y${i + 1}`, `Z${i + 1}`]));
  const rows = lines.slice(5, lines.indexOf('', 5)).map((line) => tokens(line).map(Number));
  for (const row of rows) expect(row).toHaveLength(markers.length * 3 + 2);
  expect(rows).toHaveLength(Number(values[2]));
  const at = (row: number, marker: string) => {
    const column = 2 + markers.indexOf(marker) * 3;
    return rows[row]?.slice(column, column + 3) ?? [];
  };
  return { rate: Number(values[0]), units: values[4], markers, rows, at };
}

/** The rules of Kinovea's importer: lines by number, one keypoint triple after the other, five rows short of NumFrames. */
function readAsKinovea(text: string) {
  const lines = text.split('\n');
  const [, , numFrames, numMarkers] = (lines[2] ?? '').split('\t').map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const labels = (lines[3] ?? '').split('\t').filter((token) => token !== '');
  expect(labels).toHaveLength(numMarkers + 2);
  const postures = [];
  for (let line = 5; line < numFrames; line++) {
    const values = (lines[line] ?? '').split('\t').slice(2).map(Number);
    expect(values.every(Number.isFinite)).toBe(true);
    const posture = new Map<string, [number, number]>();
    for (let i = 0; i < values.length; i += 3) {
      posture.set(labels[2 + i / 3] as string, [(values[i] ?? NaN) * 1000, (values[i + 1] ?? NaN) * -1000]);
    }
    postures.push(posture);
  }
  return { markers: labels.slice(2), postures };
}

describe('trc', () => {
  it('in pixels: image pixels with y down, NaN where nobody was found, times of the session', async () => {
    const read = readAsOpenSim(await write({ dialect: 'pixel' }));
    expect(read.rate).toBe(30);
    expect(read.markers).toEqual(expect.arrayContaining(['Hip', 'Neck', 'Head', 'Nose', 'RAnkle', 'LWrist']));
    expect(read.markers.some((name) => /Toe|Heel/.test(name))).toBe(false);
    for (const [row, { timestamp, poses }] of frames.entries()) {
      expect(read.rows[row]?.[0]).toBe(row);
      expect(read.rows[row]?.[1]).toBeCloseTo(timestamp, 5);
      const [pose] = poses;
      const [x, y, z] = read.at(row, 'Neck');
      if (!pose) {
        expect([x, y, z]).toEqual([NaN, NaN, NaN]);
        continue;
      }
      const [left, right] = [pose.keypoints[5], pose.keypoints[6]];
      expect(x).toBeCloseTo((((left?.[0] ?? 0) + (right?.[0] ?? 0)) / 2) * 640, 3);
      expect(y).toBeCloseTo((((left?.[1] ?? 0) + (right?.[1] ?? 0)) / 2) * 480, 3);
      expect(z).toBe(0);
    }
  });

  it('for Kinovea: its 22 markers in its order, a posture for every picture, no gap it could not read', async () => {
    const nobodyAtFirst = frames.map((frame, index) => (index < 3 ? { ...frame, poses: [] } : frame));
    const text = await write({ dialect: 'kinovea' }, nobodyAtFirst);
    const { markers, postures } = readAsKinovea(text);
    expect(markers.join(' ')).toBe(
      'Hip RHip RKnee RAnkle RBigToe RSmallToe RHeel LHip LKnee LAnkle LBigToe LSmallToe LHeel Neck Head Nose ' +
        'RShoulder RElbow RWrist LShoulder LElbow LWrist',
    );
    expect(postures).toHaveLength(frames.length);
    let nose = nobodyAtFirst.find(({ poses }) => poses.length > 0)?.poses[0]?.keypoints[0];
    for (const [row, posture] of postures.entries()) {
      nose = nobodyAtFirst[row]?.poses[0]?.keypoints[0] ?? nose;
      expect(posture.get('Nose')?.[0]).toBeCloseTo((nose?.[0] ?? NaN) * 640, 2);
      expect(posture.get('Nose')?.[1]).toBeCloseTo((nose?.[1] ?? NaN) * 480, 2);
      expect(posture.get('LBigToe')).toEqual(posture.get('LAnkle'));
    }
    expect(readAsOpenSim(text).rows).toHaveLength(frames.length + 5);
  });

  it('uses the feet where the skeleton has them', async () => {
    const feet = randomFrames({ seed: 12, count: 3, keypointCount: 33 });
    const { postures } = readAsKinovea(
      await write({ dialect: 'kinovea' }, feet, { skeleton: 'blazepose33' }),
    );
    expect(postures[2]?.get('LBigToe')?.[0]).toBeCloseTo(
      (feet[2]?.poses[0]?.keypoints[31]?.[0] ?? NaN) * 640,
      2,
    );
    const pixel = readAsOpenSim(await write({ dialect: 'pixel' }, feet, { skeleton: 'blazepose33' }));
    expect(pixel.markers).toEqual(expect.arrayContaining(['RHeel', 'LBigToe']));
    expect(pixel.markers).not.toContain('LSmallToe');
  });

  it('in metres: y up, and the torso as long as the stature says', async () => {
    // Shoulders 100 pixels above the hips, all session long.
    const upright: Frame[] = Array.from({ length: 10 }, (_, frameNumber) => ({
      frameNumber,
      timestamp: frameNumber / 30,
      poses: [
        {
          score: 1,
          keypoints: Array.from({ length: 17 }, (_point, index): [number, number, number] => [
            0.5,
            index === 5 || index === 6 ? 0.25 : (120 + 100) / 480,
            1,
          ]),
        },
      ],
    }));
    const read = readAsOpenSim(await write({ dialect: 'metric', stature: 1.7 }, upright));
    const [hip, neck] = [read.at(4, 'Hip'), read.at(4, 'Neck')];
    expect(read.units).toBe('m');
    expect((neck[1] ?? 0) - (hip[1] ?? 0)).toBeCloseTo(0.288 * 1.7, 4);
    expect(neck[0]).toBeCloseTo((320 * 0.288 * 1.7) / 100, 4);
    await expect(write({ dialect: 'metric' }, upright)).rejects.toThrow(RangeError);
    const nobody = upright.map((frame) => ({ ...frame, poses: [] }));
    await expect(write({ dialect: 'metric', stature: 1.7 }, nobody)).rejects.toThrow(RangeError);
  });

  it.each(['pixel', 'kinovea'] as const)('%s of an empty session is a header', async (dialect) => {
    expect(readAsOpenSim(await write({ dialect }, [])).rows).toHaveLength(0);
  });
});
