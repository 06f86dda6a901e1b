import type { WireError } from '@reclimb/contracts';
import * as fc from 'fast-check';
import { MemoryOutboxStorage } from './memory-outbox-storage.js';
import { isOver } from './recorder-state.js';
import { type RecordingRequest, RecordingUpload, type UploadPorts } from './recording-upload.js';
import { type Fault, LossyTransport } from './testing/lossy-transport.js';
import { ManualClock } from './testing/manual-clock.js';
import { MemoryServer } from './testing/memory-server.js';
import { testBytes, testFrames, testManifest } from './testing/outbox-storage-contract.js';

const sessionId = testManifest().declaration.sessionId;

interface Recorded {
  frames: number;
  video: number;
  keyframes: number[];
  markers: number;
}

/** Hundreds of simulated recordings take seconds, on a busy machine more than Jest's five. */
jest.setTimeout(120_000);

class Studio {
  readonly clock = new ManualClock();
  readonly storage = new MemoryOutboxStorage();
  readonly server: MemoryServer = new MemoryServer((connection) => {
    if (connection === this.transport.current) this.upload?.dispatch({ type: 'taken_over' });
  });
  readonly transport: LossyTransport;
  readonly recorded: Recorded = { frames: 0, video: 0, keyframes: [], markers: 0 };
  readonly warnings: string[] = [];
  upload: RecordingUpload | null = null;

  constructor(faults: Fault[] = []) {
    this.transport = new LossyTransport(this.server, this.clock, faults, () => ({
      connected: () => this.upload?.dispatch({ type: 'connected' }),
      disconnected: () => this.upload?.dispatch({ type: 'disconnected' }),
      takenOver: () => this.upload?.dispatch({ type: 'taken_over' }),
    }));
  }

  get ports(): UploadPorts {
    return {
      transport: this.transport,
      clock: this.clock,
      random: () => 0.5,
      warned: (code) => this.warnings.push(code),
    };
  }

  async start(): Promise<RecordingUpload> {
    this.upload = await RecordingUpload.start(await this.storage.create(testManifest()), this.ports);
    return this.upload;
  }

  /** The page is gone in the middle of everything; another one finishes what it left. */
  async reload(): Promise<RecordingUpload> {
    this.storage.abandonAll();
    const old = this.upload as RecordingUpload;
    if (this.transport.current !== null) this.transport.disconnect();
    this.upload = null;
    this.upload = await RecordingUpload.recover(await this.storage.open(sessionId), this.ports);
    expect(this.upload).not.toBe(old);
    this.transport.connect();
    return this.upload;
  }

  frames(count: number): void {
    this.upload?.dispatch({ type: 'frames', frames: testFrames(this.recorded.frames, count) });
    this.recorded.frames += count;
  }

  video(length: number): void {
    this.upload?.dispatch({ type: 'video', data: testBytes(this.recorded.video, length) });
    this.recorded.video += length;
  }

  keyframe(): void {
    if (!this.recorded.frames) return;
    const frameNumber = this.recorded.frames - 1;
    this.upload?.dispatch({ type: 'keyframe', frameNumber, image: testBytes(frameNumber, 9) });
    this.recorded.keyframes.push(frameNumber);
  }

  marker(): void {
    this.upload?.dispatch({ type: 'marker', timestamp: this.recorded.markers++, label: 'crux' });
  }

  /** From now on the server refuses messages of these kinds. */
  refuse(events: RecordingRequest['event'][], error: WireError): void {
    const { handle } = this.server;
    this.server.handle = (connection, request) =>
      events.includes(request.event) ? { ok: false, error } : handle.call(this.server, connection, request);
  }

  /** Lets time pass until the recording is over; fails when it never ends. */
  async finish(): Promise<void> {
    for (let round = 0; round < 2000 && !isOver(this.upload?.state.phase ?? 'failed'); round++) {
      await this.clock.advance(1000);
    }
  }

  get stored() {
    return this.server.sessions.get(sessionId);
  }
}

const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const fault: fc.Arbitrary<Fault> = fc.record(
  {
    loseRequest: fc.boolean(),
    duplicateAfter: maybe(fc.nat(3000)),
    requestDelay: fc.nat(2000),
    loseAnswer: fc.boolean(),
    answerDelay: fc.nat(2000),
    cutFor: maybe(fc.nat(5000)),
  },
  { requiredKeys: [] },
);
type Step =
  | { do: 'frames' | 'video' | 'wait'; n: number }
  | { do: 'keyframe' | 'marker' | 'outage' | 'cut' | 'abandon' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('frames' as const), n: fc.integer({ min: 1, max: 20 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('video' as const), n: fc.integer({ min: 1, max: 3000 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(2000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(...(['keyframe', 'marker', 'outage', 'cut', 'abandon'] as const)),
    }),
  },
);

async function play(studio: Studio, steps: Step[]): Promise<void> {
  for (const entry of steps) {
    switch (entry.do) {
      case 'frames':
        studio.frames(entry.n);
        break;
      case 'video':
        studio.video(entry.n);
        break;
      case 'wait':
        await studio.clock.advance(entry.n);
        break;
      case 'keyframe':
        studio.keyframe();
        break;
      case 'marker':
        studio.marker();
        break;
      case 'outage':
        studio.server.outages.push('unavailable', 'internal', 'storage_full');
        break;
      case 'abandon':
        studio.server.abandonAll();
        break;
      case 'cut':
        if (studio.transport.current === null) studio.transport.connect();
        else studio.transport.disconnect();
    }
  }
}

async function expectAllStored(studio: Studio, recorded: Recorded): Promise<void> {
  const { upload, stored } = studio;
  expect(upload?.state).toMatchObject({ phase: 'stopped', failure: null, session: { status: 'completed' } });
  expect(stored?.frames).toEqual(testFrames(0, recorded.frames));
  expect(Buffer.from(stored?.video ?? []).equals(testBytes(0, recorded.video))).toBe(true);
  for (const frameNumber of recorded.keyframes) {
    expect(stored?.keyframes.get(frameNumber)).toEqual(testBytes(frameNumber, 9));
  }
  expect(stored?.markers.size).toBe(recorded.markers);
  // What was acknowledged last is still being forgotten when the session is told.
  await upload?.persisted();
  expect(upload?.outbox.pendingBytes).toBe(0);
  await expect(studio.storage.open(sessionId)).rejects.toThrow('No recording');
  expect(studio.transport.violations).toEqual([]);
}

describe('a recording over a lossy connection', () => {
  it('is stored byte for byte, whatever happens on the way', async () => {
    const runs = Number(process.env['RECLIMB_FUZZ_RUNS'] ?? 100);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(fault, { maxLength: 40 }),
        async (steps, faults) => {
          const studio = new Studio(faults);
          await studio.start();
          studio.transport.connect();
          await play(studio, steps);
          studio.upload?.dispatch({ type: 'stop' });
          studio.transport.connect();
          await studio.finish();
          await expectAllStored(studio, studio.recorded);
        },
      ),
      { numRuns: runs },
    );
  });

  it('keeps everything that was shown as recorded when the page dies and comes back', async () => {
    const runs = Number(process.env['RECLIMB_FUZZ_RUNS'] ?? 100);
    const steps = fc.array(step, { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fault, { maxLength: 30 }),
        fc.boolean(),
        async (before, faults, twice) => {
          const studio = new Studio(faults);
          const first = await studio.start();
          studio.transport.connect();
          await play(studio, before);
          await studio.clock.advance(0);
          const { frames, video, extras } = first.state;
          const shown = { frames: frames.persisted, video: video.persisted };
          const waiting = extras.length;
          await studio.reload();
          if (twice) {
            await studio.clock.advance(700);
            if (!isOver(studio.upload?.state.phase ?? 'failed')) await studio.reload();
          }
          await studio.finish();
          expect(shown).toEqual({ frames: studio.recorded.frames, video: studio.recorded.video });
          expect(waiting).toBeLessThanOrEqual(studio.recorded.keyframes.length + studio.recorded.markers);
          await expectAllStored(studio, studio.recorded);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('RecordingUpload', () => {
  it('catches up in large messages after a cut, faster than it was recorded', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(10);
    await studio.clock.advance(100);
    studio.transport.disconnect();
    for (let second = 0; second < 60; second++) {
      for (let batch = 0; batch < 3; batch++) studio.frames(10);
      studio.video(20_000);
      await studio.clock.advance(1000);
    }
    expect(upload.state).toMatchObject({ phase: 'resuming', frames: { persisted: 1810, durable: 10 } });
    studio.transport.connect();
    for (let round = 0; round < 5; round++) await studio.clock.advance(0);
    expect(upload.state).toMatchObject({
      phase: 'streaming',
      frames: { durable: 1810 },
      video: { durable: 1_200_000 },
    });
  });

  it('keeps a stop made offline and carries it out when the network is back', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.frames(30);
    upload.dispatch({ type: 'stop' });
    await studio.clock.advance(60_000);
    expect(upload.state.phase).toBe('stopping');
    studio.transport.connect();
    await studio.clock.advance(0);
    await expectAllStored(studio, { frames: 30, video: 0, keyframes: [], markers: 0 });
  });

  it('starts again under the same id when the server has lost the start', async () => {
    const studio = new Studio([{ loseRequest: true, cutFor: 100 }]);
    await studio.start();
    studio.transport.connect();
    studio.frames(5);
    await studio.clock.advance(1000);
    expect(studio.stored?.frames).toHaveLength(5);
  });

  it('throws a cancelled recording away on the server, also when it was cancelled offline', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(5);
    await studio.clock.advance(10);
    studio.transport.disconnect();
    upload.dispatch({ type: 'cancel' });
    await studio.clock.advance(10);
    await studio.reload();
    await studio.finish();
    expect(studio.upload?.state.phase).toBe('cancelled');
    expect(studio.stored).toBeUndefined();
    await expect(studio.storage.open(sessionId)).rejects.toThrow('No recording');
  });

  it('needs no server to cancel what never reached one', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.frames(5);
    upload.dispatch({ type: 'cancel' });
    expect(upload.state.phase).toBe('cancelled');
    await upload.persisted();
    expect(await studio.storage.listUnfinished()).toEqual([]);
  });

  it('ends clearly and keeps its data when another window takes the session over', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(5);
    await studio.clock.advance(10);
    studio.server.handle(9999, { event: 'resume_recording', payload: { sessionId } });
    expect(upload.state).toMatchObject({ phase: 'failed', failure: { code: 'taken_over' } });
    await upload.persisted();
    expect(await studio.storage.listUnfinished()).toHaveLength(1);
  });

  it('sends the rest when the server has ended the recording meanwhile, because its client was gone for long', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(5);
    studio.video(100);
    await studio.clock.advance(10);
    studio.transport.disconnect();
    studio.frames(5);
    studio.video(100);
    studio.server.abandonAll();
    studio.transport.connect();
    await studio.clock.advance(10);
    expect(studio.stored).toMatchObject({ status: 'recording', interrupted: false });
    upload.dispatch({ type: 'stop' });
    await studio.finish();
    await expectAllStored(studio, { frames: 10, video: 200, keyframes: [], markers: 0 });
    expect(upload.state.session?.interrupted).toBe(false);
  });

  it('completes what a page left that died between keeping an image and keeping its frame', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(10);
    // The detector's answer waits for its batch, the image does not.
    upload.dispatch({ type: 'keyframe', frameNumber: 12, image: testBytes(12, 9) });
    await upload.persisted();
    const { state } = await studio.reload();
    expect(isOver(state.phase)).toBe(false);
    await studio.finish();
    expect(studio.upload?.state.phase).toBe('stopped');
    expect(studio.stored?.frames).toEqual(testFrames(0, 10));
    expect(await studio.storage.listUnfinished()).toEqual([]);
  });

  it('ends with what the server has when the climber gives up the rest that it refuses', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(20);
    studio.video(500);
    await studio.clock.advance(5000);
    studio.refuse(['pose_frames', 'video_chunk'], { code: 'payload_too_large', message: 'Long enough' });
    studio.frames(20);
    studio.video(500);
    studio.keyframe();
    await studio.clock.advance(5000);
    expect(upload.state.failure?.code).toBe('payload_too_large');
    expect((await studio.reload()).state.phase).toBe('stopping');
    await studio.finish();
    expect(studio.upload?.state.failure?.code).toBe('payload_too_large');

    const again = await studio.reload();
    again.dispatch({ type: 'settle' });
    await studio.finish();
    expect(again.state.phase).toBe('stopped');
    expect(studio.stored).toMatchObject({ frames: testFrames(0, 20), status: 'completed' });
    expect(await studio.storage.listUnfinished()).toEqual([]);
  });

  it('sends all that fits of a session that can be no longer, and keeps the rest until it can', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(20);
    studio.keyframe();
    studio.video(1000);
    await studio.clock.advance(10);
    studio.transport.disconnect();
    studio.frames(600);
    studio.keyframe();
    studio.video(700_000);
    Object.assign(studio.server.limits, { frames: 333, video: 500_001 });
    studio.transport.connect();
    await studio.clock.advance(5000);
    // Nothing more can be sent, and the shell has to be able to tell.
    expect(upload.state).toMatchObject({
      phase: 'streaming',
      refusal: { code: 'quota_exceeded' },
      frames: { durable: 333 },
      video: { durable: 500_001 },
    });
    upload.dispatch({ type: 'stop' });
    await studio.clock.advance(5000);
    expect(upload.state).toMatchObject({ phase: 'failed', failure: { code: 'session_limit' } });
    expect(studio.stored).toMatchObject({ status: 'completed', interrupted: true });
    expect(studio.stored?.keyframes.size).toBe(1);

    const again = await studio.reload();
    await studio.finish();
    expect(again.state.failure?.code).toBe('session_limit');
    Object.assign(studio.server.limits, { frames: Infinity, video: Infinity });
    await studio.reload();
    await studio.finish();
    await expectAllStored(studio, studio.recorded);
    expect(studio.stored?.interrupted).toBe(false);
  });

  it.each([
    ['frames', { frames: 100 }, [100, 300_000]],
    ['video', { video: 5000 }, [300, 5000]],
  ])(
    'ends a session that takes no more %s when everything else has arrived',
    async (_track, limits, fits) => {
      const studio = new Studio();
      Object.assign(studio.server.limits, limits);
      const upload = await studio.start();
      for (let batch = 0; batch < 30; batch++) {
        studio.frames(10);
        studio.video(10_000);
      }
      upload.dispatch({ type: 'stop' });
      studio.transport.connect();
      await studio.finish();
      expect(upload.state.failure?.code).toBe('session_limit');
      expect(studio.stored).toMatchObject({ status: 'completed', interrupted: true });
      expect([studio.stored?.frames.length, studio.stored?.video.length]).toEqual(fits);
    },
  );

  it('goes on where a limit stood that is gone with the next connection', async () => {
    const studio = new Studio();
    studio.server.limits.frames = 10;
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(30);
    await studio.clock.advance(10);
    expect(upload.state.frames.durable).toBe(10);
    studio.server.limits.frames = Infinity;
    studio.transport.disconnect();
    studio.transport.connect();
    upload.dispatch({ type: 'stop' });
    await studio.finish();
    await expectAllStored(studio, { frames: 30, video: 0, keyframes: [], markers: 0 });
  });

  it('waits for room as long as there is none, also with the start', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.server.outages.push(...Array.from({ length: 7 }, () => 'quota_exceeded' as const));
    studio.transport.connect();
    studio.frames(10);
    upload.dispatch({ type: 'stop' });
    await studio.clock.advance(100);
    expect(upload.state).toMatchObject({ phase: 'stopping', refusal: { code: 'quota_exceeded' } });
    await studio.finish();
    await expectAllStored(studio, { frames: 10, video: 0, keyframes: [], markers: 0 });
  });

  it('tries again also when the timer goes off a little early', async () => {
    const studio = new Studio();
    const { clock } = studio;
    const early = {
      now: () => clock.now(),
      schedule: (at: number, callback: () => void) =>
        clock.schedule(at - clock.now() > 1 ? at - 0.5 : at, callback),
    };
    const log = await studio.storage.create(testManifest());
    const upload = await RecordingUpload.start(log, { ...studio.ports, clock: early });
    studio.upload = upload;
    studio.server.outages.push('quota_exceeded', 'unavailable');
    studio.transport.connect();
    studio.frames(10);
    upload.dispatch({ type: 'stop' });
    await studio.finish();
    await expectAllStored(studio, { frames: 10, video: 0, keyframes: [], markers: 0 });
  });

  it('says so when the server has lost what it had acknowledged', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.frames(5);
    await studio.clock.advance(10);
    studio.stored?.frames.splice(2);
    studio.transport.disconnect();
    studio.transport.connect();
    await studio.clock.advance(10);
    expect(upload.state.failure?.code).toBe('server_lost_data');
  });

  it('gives up on a session that refuses its data again and again', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    await studio.clock.advance(10);
    studio.refuse(['pose_frames'], { code: 'conflict', message: 'Finished' });
    studio.frames(5);
    await studio.finish();
    expect(upload.state.failure).toEqual({ code: 'conflict', message: 'Finished' });
  });

  it('tells how much of what was recorded is not kept yet, so that a slow disk can be heeded', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.video(1000);
    studio.video(500);
    expect(upload.unpersistedBytes).toBe(1500);
    await upload.persisted();
    expect(upload.unpersistedBytes).toBe(0);
  });

  it('ends the recording with what there is when storage and memory are full', async () => {
    const studio = new Studio();
    const log = await new MemoryOutboxStorage(1000).create(testManifest());
    studio.upload = await RecordingUpload.start(log, { ...studio.ports, memoryLimit: 500 });
    for (let part = 0; part < 10; part++) studio.video(300);
    await studio.clock.advance(10);
    expect(studio.warnings).toContain('outbox_full');
    studio.transport.connect();
    await studio.finish();
    expect(studio.upload.state.phase).toBe('stopped');
    const stored = studio.stored?.video ?? [];
    expect(stored.length).toBeGreaterThanOrEqual(900);
    expect(stored).toEqual([...testBytes(0, stored.length)]);
  });

  it('leaves out an image that the server refuses and stores all else', async () => {
    const studio = new Studio();
    const upload = await studio.start();
    studio.transport.connect();
    studio.refuse(['keyframe'], { code: 'payload_too_large', message: 'Too large' });
    studio.frames(5);
    studio.keyframe();
    await studio.clock.advance(10);
    upload.dispatch({ type: 'stop' });
    await studio.finish();
    expect(upload.state.phase).toBe('stopped');
    expect(studio.warnings).toEqual(['extra_refused']);
  });
});
