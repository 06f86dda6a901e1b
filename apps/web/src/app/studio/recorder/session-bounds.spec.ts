import type { RecordingLimits } from '@reclimb/contracts';
import { type RecordingSize, SessionBounds } from './session-bounds';

const NONE: RecordingLimits = { sessionSeconds: 3600, sessionBytes: null, frameBytes: 500, roomBytes: null };
const BITRATE = 1_000_000;
/** What two and a half seconds of video and frames come to. */
const RESERVE = 350_000;

const sized = (size: Partial<RecordingSize>): RecordingSize => ({
  ...{ elapsed: 10, frames: 0, videoBytes: 0, framesStored: 0, videoStored: 0 },
  ...size,
});

async function boundsOf(limits: Partial<RecordingLimits>, size: RecordingSize | null = null) {
  const bounds = new SessionBounds(() => Promise.resolve({ ...NONE, ...limits }));
  await bounds.refresh(0, size);
  return bounds;
}

describe(SessionBounds.name, () => {
  it('says nothing of limits that are far or not known', async () => {
    const unasked = new SessionBounds(() => Promise.resolve(null));
    await unasked.refresh(0);
    expect(unasked.look(0, sized({ elapsed: 80_000 }), BITRATE)).toBeNull();
    expect(unasked.longest).toBe(86_400);
    expect((await boundsOf({})).look(0, sized({ videoBytes: 1e12 }), BITRATE)).toBeNull();
  });

  it.each([
    [3530, null],
    [3541, 'near'],
    [3600, 'reached'],
  ])('warns in the last minute of the longest session: %d s', async (elapsed, state) => {
    const report = (await boundsOf({})).look(0, sized({ elapsed }), BITRATE);
    expect(report?.state ?? null).toBe(state);
    if (report) expect(report).toMatchObject({ what: 'seconds', limit: 3600 });
  });

  it('warns in the second half where a session is short', async () => {
    const bounds = await boundsOf({ sessionSeconds: 20 });
    expect(bounds.longest).toBe(20);
    expect(bounds.look(0, sized({ elapsed: 9 }), BITRATE)).toBeNull();
    expect(bounds.look(0, sized({ elapsed: 11 }), BITRATE)?.state).toBe('near');
  });

  it('stops while what the encoder holds still fits, frames counted', async () => {
    const bounds = await boundsOf({ sessionBytes: 100e6 });
    const at = (videoBytes: number) => bounds.look(0, sized({ frames: 1000, videoBytes }), BITRATE);
    expect(at(80e6)).toBeNull();
    expect(at(95e6)).toEqual({ state: 'near', what: 'bytes', limit: 100e6 });
    expect(at(100e6 - 500_000 - RESERVE - 1)?.state).toBe('near');
    expect(at(100e6 - 500_000 - RESERVE)?.state).toBe('reached');
  });

  it('counts the room that is left from what was stored when it was asked for', async () => {
    const stored = { framesStored: 1000, videoStored: 4_500_000 };
    const bounds = await boundsOf({ roomBytes: 5e6 }, sized(stored));
    const at = (videoBytes: number) =>
      bounds.look(0, sized({ ...stored, frames: 1000, videoBytes }), BITRATE);
    expect(at(4_500_000)).toMatchObject({ state: 'near', what: 'room' });
    expect(at(9_500_000 - RESERVE)).toMatchObject({ state: 'reached', what: 'room' });
  });

  it('asks again while a recording goes on: limits change, and room is made', async () => {
    let roomBytes = 1e6;
    const bounds = new SessionBounds(() => Promise.resolve({ ...NONE, roomBytes }));
    await bounds.refresh(0);
    expect(bounds.tooLittle(BITRATE)).toBeNull();
    const size = sized({ videoBytes: 900_000 });
    expect(bounds.look(1000, size, BITRATE)?.state).toBe('reached');
    roomBytes = 1e9;
    bounds.look(10_000, size, BITRATE);
    await bounds.refresh(10_000, size);
    expect(bounds.look(11_000, size, BITRATE)).toBeNull();
  });

  it('keeps the last word of a server that cannot be reached', async () => {
    const answers: (RecordingLimits | null)[] = [{ ...NONE, roomBytes: 10 }, null];
    const bounds = new SessionBounds(() => Promise.resolve(answers.shift() ?? null));
    await bounds.refresh(0);
    await bounds.refresh(1);
    expect(bounds.tooLittle(BITRATE)).toBe(10);
  });
});
