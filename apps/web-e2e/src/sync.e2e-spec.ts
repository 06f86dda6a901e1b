import { expect, fetchFrames, fetchSession, record, test } from './fixtures.js';
import { numberOf, numbersInVideo } from './numbered-video.js';

test.use({ model: 'number-reader', clip: 'numbered' });

test('the picture of the stored video at a frame’s timestamp is the one that the detector saw', async ({
  climber,
}) => {
  const { id } = await record(climber, 4);
  const frames = await fetchFrames(climber, id);
  const session = await fetchSession(climber, id);
  const video = await climber.request.get(session.video?.url ?? '');
  const pictures = await numbersInVideo(await video.body());

  const pairs = frames.flatMap((frame) => {
    const { timestamp } = frame;
    const seen = numberOf(frame);
    if (Number.isNaN(seen)) return [];
    const picture = pictures.reduce((best, other) =>
      Math.abs(other.timestamp - timestamp) < Math.abs(best.timestamp - timestamp) ? other : best,
    );
    return [{ timestamp, off: picture.timestamp - timestamp, seen, stored: picture.number }];
  });
  expect(pairs.length).toBeGreaterThan(30);
  const late = Math.max(...pairs.map(({ off }) => Math.abs(off)));
  console.warn(
    `${pairs.length} frames, ${pictures.length} pictures; timestamps differ by at most ${(late * 1e6).toFixed(0)} µs`,
  );
  expect(late).toBeLessThan(0.001);
  expect(pairs.filter(({ seen, stored }) => seen !== stored)).toEqual([]);
  // The numbers were really read: they rise, and not one is the same all the time.
  expect(new Set(pairs.map(({ seen }) => seen)).size).toBeGreaterThan(30);
});
