import { bareDetectorRate } from './bare-detector.js';
import { expect, fetchFrames, fetchSession, record, test, THOROUGH } from './fixtures.js';
import { hasRealMaterial } from './places.js';
import { expectSoundRecording } from './recorded-session.js';

test.use({ model: 'movenet', clip: 'real' });
test.skip(!hasRealMaterial, 'The real video and model are not on this machine');

const SECONDS = THOROUGH ? 15 : 5;

test(`${SECONDS} s of a real climb, seen by MoveNet, are stored as they were seen`, async ({ climber }) => {
  const recorded = await record(climber, SECONDS);
  const frames = await fetchFrames(climber, recorded.id);
  const found = frames.filter(({ poses }) => poses.length > 0).length;
  const bare = THOROUGH
    ? `, ${(await bareDetectorRate(climber, await fetchSession(climber, recorded.id), 5)).toFixed(1)} by the bare detector`
    : '';
  console.warn(
    `${frames.length} frames in ${frames.at(-1)?.timestamp.toFixed(2)} s, somebody in ${found}; poses a second: ` +
      `${recorded.rate}${bare}; tasks over 50 ms: ` +
      `${recorded.longTasks.map(Math.round).join(', ') || 'none'}`,
  );
  expect(frames.length).toBeGreaterThan(0);
  await expectSoundRecording(climber, frames, recorded);
});
