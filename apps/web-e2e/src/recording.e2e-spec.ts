import { climberPoseAt, demoSession } from '@reclimb/pose';
import { MARKED_KEYPOINTS } from '../../../tools/clips/joint-colours.mjs';
import { ghostOffsets } from './drawn-ghost.js';
import { expect, fetchFrames, fetchSession, record, type Recorded, test, THOROUGH } from './fixtures.js';
import { expectSoundRecording } from './recorded-session.js';
import { expectReplayFromBuffer } from './replay-offline.js';

test.use({ model: 'marker-finder', clip: 'climber' });
test.describe.configure({ mode: 'serial' });

/** Long enough for the replay to go on by itself for a while. */
const SECONDS = THOROUGH ? 15 : 10;

let recorded: Recorded;

test(`${SECONDS} s of the synthetic climber are stored as they were seen, and the page stays free meanwhile`, async ({
  climber,
}, info) => {
  recorded = await record(climber, SECONDS);
  const frames = await fetchFrames(climber, recorded.id);
  const last = frames.at(-1)?.timestamp ?? NaN;
  const report =
    `${frames.length} frames in ${last.toFixed(2)} s, poses a second: ` +
    `${recorded.rate}; tasks over 50 ms: ${recorded.longTasks.map(Math.round).join(', ') || 'none'}`;
  info.annotations.push({ type: 'measured', description: report });
  console.warn(report);
  await expectSoundRecording(climber, frames, recorded);
});

test('every joint is where the climber in the clip had it', async ({ climber }) => {
  const frames = await fetchFrames(climber, recorded.id);
  const { duration } = demoSession();
  const errorAt = (frame: (typeof frames)[number], time: number): number => {
    const truth = climberPoseAt(((time % duration) + duration) % duration);
    const errors = MARKED_KEYPOINTS.map((k) => {
      const [x = 9, y = 9] = frame.poses[0]?.keypoints[k] ?? [];
      const [tx = 0, ty = 0] = truth.keypoints[k] ?? [];
      return Math.hypot((x - tx) * 640, (y - ty) * 480);
    }).sort((a, b) => a - b);
    return errors[Math.floor(errors.length / 2)] ?? Infinity;
  };
  const found = frames.filter(({ poses }) => poses.length > 0);
  const total = (start: number): number =>
    found
      .filter((_, i) => i % 7 === 0)
      .reduce((sum, frame) => sum + errorAt(frame, start + frame.timestamp), 0);
  // Where in its loop the clip was when recording began is not known: the best of all pictures.
  const starts = Array.from({ length: duration * 30 }, (_, i) => i / 30);
  const start = starts.reduce((best, candidate) => (total(candidate) < total(best) ? candidate : best), 0);
  const errors = found.map((frame) => errorAt(frame, start + frame.timestamp)).sort((a, b) => a - b);
  const report = `median joint error ${errors[errors.length >> 1]?.toFixed(2)} px, 95 %: ${errors[Math.floor(errors.length * 0.95)]?.toFixed(2)} px of 640 × 480`;
  console.warn(report);
  expect(errors[errors.length >> 1]).toBeLessThan(4);
  expect(errors[Math.floor(errors.length * 0.95)]).toBeLessThan(10);
});

test('the ghost is drawn within one pixel of what was recorded', async ({ climber }) => {
  const session = await fetchSession(climber, recorded.id);
  const frames = await fetchFrames(climber, recorded.id);
  const picture = { width: session.imageWidth, height: session.imageHeight };
  const offsets: number[] = [];
  for (const [width, height] of [
    [1280, 800],
    [420, 860],
  ] as const) {
    await climber.setViewportSize({ width, height });
    for (const part of [0.2, 0.7]) {
      const wanted = frames[Math.floor(frames.length * part)];
      await climber.goto(
        `/sessions/${recorded.id}/replay?stage=plain&t=${(wanted?.timestamp ?? 0).toFixed(3)}`,
      );
      if (wanted) offsets.push(...(await ghostOffsets(climber, [wanted], { picture })));
    }
  }
  expect(offsets.length).toBeGreaterThanOrEqual(12);
  const worst = Math.max(...offsets.map(Math.abs));
  console.warn(
    `drawn bones lie at most ${worst.toFixed(2)} px beside the recorded ones (${offsets.length} measured)`,
  );
  expect(worst).toBeLessThanOrEqual(1);
});

test('replay goes on from what is buffered when the network is cut', async ({ climber }) => {
  await expectReplayFromBuffer(climber, recorded.id);
});
