import type { Pose } from '@reclimb/contracts';
import type { FromPoseWorker, ToPoseWorker } from '../pipeline-messages';
import { type Detector, ModelUnavailable } from './detector';
import type { DetectorReport } from './detector-messages';
import type { PoseModelName } from './models';
import { type PicturePort, PoseService } from './pose-service';

const someone: Pose[] = [{ score: 0.9, keypoints: [[0.5, 0.5, 0.9]] }];

class FakePort implements PicturePort {
  onmessage: ((event: MessageEvent<ToPoseWorker>) => void) | null = null;
  readonly answers: FromPoseWorker[] = [];
  closed = false;
  readonly pictures: { closed: boolean }[] = [];

  postMessage(message: FromPoseWorker): void {
    this.answers.push(message);
  }

  close(): void {
    this.closed = true;
  }

  /** Sends a picture and waits until it is answered. */
  async send(timestamp: number): Promise<FromPoseWorker | undefined> {
    const picture = { closed: false, close: () => void (picture.closed = true) };
    this.pictures.push(picture);
    this.onmessage?.({
      data: { type: 'picture', picture: picture as unknown as VideoFrame, timestamp },
    } as MessageEvent<ToPoseWorker>);
    await settle();
    return this.answers.at(-1);
  }
}

/** Lets all promises that can go on go on. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

function setUp() {
  const reports: DetectorReport[] = [];
  const built: { model: PoseModelName; avoid: string[]; disposed: boolean }[] = [];
  const world = {
    now: 0,
    /** Makes the next detections throw. */
    broken: undefined as Error | undefined,
    missing: undefined as Error | undefined,
    poses: someone,
  };
  const port = new FakePort();
  const service = new PoseService({
    now: () => world.now,
    report: (report) => reports.push(report),
    build: (model, avoid) => {
      if (world.missing) return Promise.reject(world.missing);
      const record = { model, avoid: [...avoid], disposed: false };
      built.push(record);
      const detector: Detector = {
        skeleton: 'coco17',
        backEnd: avoid.has('webgl') ? 'wasm' : 'webgl',
        trialMilliseconds: 40,
        detect: () => (world.broken ? Promise.reject(world.broken) : Promise.resolve(world.poses)),
        dispose: () => void (record.disposed = true),
      };
      return Promise.resolve(detector);
    },
  });
  service.attach(port);
  return { service, port, reports, built, world };
}

describe('the pose service', () => {
  // It tells the console why a detector was replaced; here that is the point of the test.
  beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation());
  afterEach(() => jest.restoreAllMocks());

  it('answers a picture with its own timestamp and the poses found', async () => {
    const { service, port } = setUp();
    await service.load('movenet-lightning');
    await expect(port.send(1_234_567)).resolves.toEqual({
      type: 'poses',
      timestamp: 1_234_567,
      poses: someone,
      skeleton: 'coco17',
      elapsed: 0,
    });
  });

  it('answers a picture with nobody in it, so that the frame is recorded', async () => {
    const { service, port, world } = setUp();
    world.poses = [];
    await service.load('movenet-lightning');
    await expect(port.send(1)).resolves.toMatchObject({ type: 'poses', poses: [] });
  });

  it('answers pictures while nothing is loaded, so that the camera never waits', async () => {
    const { port } = setUp();
    await expect(port.send(1)).resolves.toMatchObject({ type: 'picture-skipped', timestamp: 1 });
  });

  it('closes every picture, whatever becomes of it: else the camera stops after some', async () => {
    const { service, port, world } = setUp();
    await port.send(1);
    await service.load('movenet-lightning');
    await port.send(2);
    world.broken = new Error('context lost');
    await port.send(3);
    expect(port.pictures.map(({ closed }) => closed)).toEqual([true, true, true]);
  });

  it('goes on with a new detector after one broke in the middle of a recording', async () => {
    const { service, port, reports, built, world } = setUp();
    await service.load('movenet-lightning');
    world.broken = new Error('context lost');
    await expect(port.send(1)).resolves.toMatchObject({ type: 'picture-skipped', reason: 'context lost' });
    world.broken = undefined;
    await expect(port.send(2)).resolves.toMatchObject({ type: 'poses', timestamp: 2 });
    expect(built.map(({ disposed }) => disposed)).toEqual([true, false]);
    expect(reports.at(-1)).toMatchObject({ type: 'ready', rebuilds: 1 });
  });

  it('leaves a back end that keeps breaking', async () => {
    const { service, port, reports, world } = setUp();
    await service.load('movenet-lightning');
    world.broken = new Error('context lost');
    for (let picture = 1; picture <= 3; picture++) await port.send(picture);
    expect(reports.at(-1)).toMatchObject({ type: 'ready', backEnd: 'wasm' });
  });

  it('stays on a back end that broke now and then with pictures between', async () => {
    const { service, port, reports, world } = setUp();
    await service.load('movenet-lightning');
    for (let picture = 0; picture < 10; picture++) {
      world.broken = picture % 2 ? new Error('context lost') : undefined;
      await port.send(picture);
    }
    expect(reports.at(-1)).toMatchObject({ type: 'ready', backEnd: 'webgl' });
  });

  it('says in the server’s words that a model cannot be had', async () => {
    const { service, reports, world } = setUp();
    world.missing = new ModelUnavailable('There is no network to fetch it.');
    await service.load('movenet-thunder');
    expect(reports.at(-1)).toEqual({
      type: 'unavailable',
      model: 'movenet-thunder',
      reason: 'There is no network to fetch it.',
    });
  });

  it('tries again after a while, and says so only when it works', async () => {
    const { service, port, reports, world } = setUp();
    world.missing = new Error('out of memory');
    await service.load('movenet-lightning');
    const said = reports.length;
    world.now = 1000;
    await port.send(1);
    world.now = 60_000;
    await port.send(2);
    expect(reports.slice(said).map(({ type }) => type)).toEqual(['failed']);
    world.missing = undefined;
    world.now = 120_000;
    await port.send(3);
    expect(reports.at(-1)).toMatchObject({ type: 'ready' });
  });

  it('looks with the newest choice when models are changed faster than they load', async () => {
    const { service, port, built, reports } = setUp();
    await Promise.all([
      service.load('movenet-lightning'),
      service.load('blazepose-full'),
      service.load('movenet-thunder'),
    ]);
    await port.send(1);
    expect(built.filter(({ disposed }) => !disposed).map(({ model }) => model)).toEqual(['movenet-thunder']);
    expect(reports.at(-1)).toMatchObject({ type: 'ready', model: 'movenet-thunder' });
  });

  it('takes pictures from a new port and closes the one before', async () => {
    const { service, port } = setUp();
    const next = new FakePort();
    await service.load('movenet-lightning');
    service.attach(next);
    await expect(next.send(5)).resolves.toMatchObject({ type: 'poses', timestamp: 5 });
    expect(port.closed).toBe(true);
    expect(port.answers).toEqual([]);
  });
});
