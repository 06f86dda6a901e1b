import { centreOfMass, SKELETON_DEFINITIONS } from '@reclimb/pose';
import { randomFrames } from '@reclimb/pose/testing';
import * as fc from 'fast-check';
import type { Frame } from '@reclimb/contracts';
import { csvLong } from './csv-long.js';
import { csvWide } from './csv-wide.js';
import { deepLabCutCsv } from './deeplabcut.js';
import { pictureRows } from './picture-rows.js';
import { memorySource, textOf } from './testing/index.js';

const NAMES = SKELETON_DEFINITIONS.coco17.keypointNames;
const frames = randomFrames({ seed: 1, count: 90, empty: 0.1 });

/** RFC 4180 without quotes, which no cell here needs: every row has as many cells as the header. */
function rowsOf(csv: string, headerRows = 1): { header: string[][]; rows: string[][] } {
  expect(csv.endsWith('\n')).toBe(true);
  expect(csv).not.toMatch(/[";\r]/);
  const rows = csv
    .slice(0, -1)
    .split('\n')
    .map((line) => line.split(','));
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  return { header: rows.slice(0, headerRows), rows: rows.slice(headerRows) };
}

describe('csv, wide', () => {
  it('has a row for every frame, also where nobody was found, and every number where its column says', async () => {
    const { header, rows } = rowsOf(await textOf(csvWide(memorySource(frames))));
    expect(header[0]?.slice(0, 6)).toEqual([
      'frame',
      'time_s',
      'nose_x',
      'nose_y',
      'nose_score',
      'left_eye_x',
    ]);
    expect(header[0]?.slice(-4)).toEqual(['right_ankle_score', 'com_x', 'com_y', 'com_coverage']);
    expect(rows.length).toBe(frames.length);
    for (const [index, row] of rows.entries()) {
      const { frameNumber, timestamp, poses } = frames[index] as Frame;
      expect([Number(row[0]), Number(row[1])]).toEqual([frameNumber, timestamp]);
      const [pose] = poses;
      if (!pose) {
        expect(row.slice(2).join('')).toBe('');
        continue;
      }
      const worst = Math.max(
        ...pose.keypoints.flatMap((keypoint, joint) =>
          keypoint.map((value, axis) => Math.abs(value - Number(row[2 + joint * 3 + axis]))),
        ),
      );
      expect(worst).toBeLessThan(0.00006);
      const { point } = centreOfMass(pose, 'coco17');
      expect(row[53] === '' ? null : Math.abs(Number(row[53]) - (point?.x ?? NaN)) < 1e-6).toBe(
        point === null ? null : true,
      );
    }
  });

  it('follows one person among several, and tells an absence from a change of person', async () => {
    const body = (x: number, score: number) => ({
      score,
      keypoints: Array.from({ length: 17 }, (): [number, number, number] => [x, 0.5, score]),
    });
    const poses = [
      [body(0.2, 0.9), body(0.8, 0.5)],
      [body(0.79, 0.95), body(0.22, 0.4)],
      [body(0.8, 0.95), body(0.81, 0.9)],
      [body(0.8, 0.95), body(0.24, 0.4)],
    ];
    const several = poses.map((found, frameNumber) => ({
      frameNumber,
      timestamp: frameNumber / 10,
      poses: found,
    }));
    const { rows } = rowsOf(await textOf(csvWide(memorySource(several))));
    expect(rows.map((row) => row[2])).toEqual(['0.2', '0.22', '', '0.24']);
  });
});

describe('csv, long', () => {
  it('keeps everybody, the places in pixels and fractions, and the frames without anybody', async () => {
    const people = randomFrames({ seed: 2, count: 40, people: 3, empty: 0.2 });
    const source = memorySource(people);
    const { header, rows } = rowsOf(await textOf(csvLong(source)));
    expect(header[0]?.join(',')).toBe(
      'session_id,t_us,frame,person,keypoint,x_px,y_px,x_norm,y_norm,score,state,source',
    );
    const expected = people.flatMap(({ frameNumber, poses }) =>
      poses.length === 0
        ? [`${frameNumber} missing`]
        : poses.flatMap(({ id }) => NAMES.map((name) => `${frameNumber} ${id} ${name} observed`)),
    );
    const got = rows.map(([, , frame, person, keypoint, , , , , , state]) =>
      state === 'missing' ? `${frame} missing` : `${frame} ${person} ${keypoint} ${state}`,
    );
    expect(got.findIndex((line, index) => line !== expected[index])).toBe(-1);
    expect(got.length).toBe(expected.length);
    const observed = rows.filter((row) => row[10] === 'observed');
    const worst = observed.map((row) =>
      Math.max(
        Math.abs(Number(row[5]) - Number(row[7]) * 640),
        Math.abs(Number(row[6]) - Number(row[8]) * 480),
      ),
    );
    expect(Math.max(...worst)).toBeLessThan(0.002);
    expect(
      rows.every(
        ([id, time, frame]) =>
          id === source.session.id && Number(time) === Math.round((Number(frame) / 30) * 1e6),
      ),
    ).toBe(true);
  });

  it('writes any pose that may be stored without an exponent, to the contract’s precision', async () => {
    const coordinate = fc.double({ min: -8, max: 8, noNaN: true });
    const keypoint = fc.tuple(coordinate, coordinate, fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(keypoint, { minLength: 17, maxLength: 17 }), async (keypoints) => {
        const source = memorySource([{ frameNumber: 0, timestamp: 0, poses: [{ score: 0, keypoints }] }]);
        const { rows } = rowsOf(await textOf(csvLong(source)));
        for (const [index, [x, y, score]] of keypoints.entries()) {
          const cells = rows[index]?.slice(5, 10) ?? [];
          expect(cells.every((cell) => /^-?\d+(\.\d+)?$/.test(cell) && cell !== '-0')).toBe(true);
          const [, , xNorm, yNorm, s] = cells.map(Number) as [number, number, number, number, number];
          expect(Math.max(Math.abs(xNorm - x), Math.abs(yNorm - y))).toBeLessThan(0.0001);
          expect(Math.abs(s - score)).toBeLessThan(0.005);
        }
      }),
    );
  });
});

/**
 * What the readers of DeepLabCut's CSV do (pandas with three header rows and an index column): columns are found by body
 * part and coordinate, the fourth line must begin with a digit, an empty cell is missing.
 */
function readDeepLabCut(csv: string) {
  const { header, rows } = rowsOf(csv, 3);
  expect(header.map(([title]) => title)).toEqual(['scorer', 'bodyparts', 'coords']);
  expect(csv.split('\n')[3]).toMatch(/^\d/);
  const [, bodyparts = [], coords = []] = header;
  const column = (part: string, coord: string) =>
    bodyparts.findIndex((name, index) => name === part && coords[index] === coord);
  return {
    scorers: new Set(header[0]?.slice(1)),
    index: rows.map(([first]) => Number(first)),
    at: (row: number, part: string, coord: string) => rows[row]?.[column(part, coord)],
  };
}

describe('DeepLabCut csv', () => {
  it('is read back by part and coordinate in pixels', async () => {
    const source = memorySource(frames, { model: 'my, model' });
    const read = readDeepLabCut(await textOf(deepLabCutCsv(source.session, await pictureRows(source, null))));
    expect(read.scorers).toEqual(new Set(['my_model']));
    expect(read.index).toEqual(frames.map(({ frameNumber }) => frameNumber));
    for (const [row, { poses }] of frames.entries()) {
      const wrist = poses[0]?.keypoints[9];
      if (!wrist) expect(read.at(row, 'left_wrist', 'x')).toBe('');
      else {
        expect(Number(read.at(row, 'left_wrist', 'x'))).toBeCloseTo(wrist[0] * 640, 2);
        expect(Number(read.at(row, 'left_wrist', 'y'))).toBeCloseTo(wrist[1] * 480, 2);
        expect(Number(read.at(row, 'left_wrist', 'likelihood'))).toBeCloseTo(wrist[2], 3);
      }
    }
  });
});
