import { MemoryOutboxStorage } from '@reclimb/recording';
import { Relay } from '../../../../tools/relay.mjs';
import { eventually, House, inFull, tell } from './house.js';
import { LiveUpload } from './live-upload.js';
import { demoVideo, takeOf } from './take.js';

const GRACE_SECONDS = 2;
/** `npm run test:faults` cuts the network for a whole minute. */
const CUT_SECONDS = inFull(60, 3);
/** A second before the cut, the cut, and a second after it. */
const TAKE_SECONDS = CUT_SECONDS + 2;

describe('a client that is gone', () => {
  let house: House;
  let relay: Relay;

  beforeAll(async () => {
    house = await House.open({ RECORDING_GRACE_SECONDS: String(GRACE_SECONDS) });
    await house.enter();
    relay = await Relay.before(house.url);
  });
  afterAll(async () => {
    await relay?.close();
    await house?.close();
  });

  it.each(['dead', 'going on'] as const)(
    `records on through ${CUT_SECONDS} s without a network and catches up by itself (old connections are %s)`,
    async (connections) => {
      const take = takeOf('Cut off', TAKE_SECONDS * 30, demoVideo());
      const live = await LiveUpload.begin(relay.url, house.cookie, take);
      await live.record(1 / TAKE_SECONDS);
      await eventually(() => live.upload.state.frames.durable > 0);
      relay.fallSilent();
      await live.record((CUT_SECONDS + 1) / TAKE_SECONDS);
      const waiting = live.upload.state.frames.recorded - live.upload.state.frames.durable;
      const mended = performance.now();
      relay.mend({ connections });
      await live.record(1);
      await live.finish();
      tell(`${CUT_SECONDS} s of cut network`, {
        'frames that waited': waiting,
        'seconds until all were stored': ((performance.now() - mended) / 1000).toFixed(1),
      });
      expect(waiting).toBeGreaterThan(CUT_SECONDS * 20);
      expect(await house.faultsOf(take)).toEqual([]);
      expect((await house.session(take.start.sessionId)).interrupted).toBe(false);
    },
    300_000,
  );

  it('is waited for, then its recording ends, also when the server was down; back late, it sends the rest', async () => {
    const take = takeOf('Back late', 300, demoVideo());
    const storage = new MemoryOutboxStorage();
    const live = await LiveUpload.begin(house.url, house.cookie, take, storage);
    await live.record(0.4, 20);
    await eventually(() => live.upload.state.frames.durable >= 100);
    // The tab is closed in the middle, with data that the server has not seen.
    live.vanish();
    await live.record(0.7, 1);
    await live.upload.persisted();
    storage.abandonAll();
    await house.kill();
    await new Promise((resolve) => setTimeout(resolve, (GRACE_SECONDS + 0.5) * 1000));
    await house.start();

    const cut = await house.sessionOnce(take.start.sessionId, 'completed', 'failed');
    expect(cut).toMatchObject({ status: 'completed', interrupted: true });
    expect(cut.frameCount).toBeGreaterThanOrEqual(100);
    expect(cut.frameCount).toBeLessThan(210);

    const back = await LiveUpload.recover(house.url, house.cookie, take, storage);
    await back.over();
    const whole = await house.sessionOnce(take.start.sessionId, 'completed', 'failed');
    expect(whole).toMatchObject({ interrupted: false, frameCount: 210 });
    expect(
      await house.faultsOf({ ...take, frames: take.frames.slice(0, 210), video: new Uint8Array() }),
    ).toEqual([]);
  }, 120_000);

  it('is told when a second window resumes its recording, and that one completes it', async () => {
    const take = takeOf('Two windows', 300, demoVideo());
    const first = await LiveUpload.begin(house.url, house.cookie, take);
    await first.record(0.3, 20);
    await eventually(() => first.upload.state.frames.durable >= 90);
    const second = house.client(take);
    const sending = second.sendAll();
    await eventually(() => first.upload.state.phase === 'failed');
    expect(first.upload.state.failure).toMatchObject({ code: 'taken_over' });
    first.vanish();
    await sending;
    await second.stop();
    expect(second.complaints).toEqual([]);
    expect(await house.faultsOf(take)).toEqual([]);
  }, 60_000);
});
