import type { PictureMessage } from '../pipeline-messages';
import { CaptureDesk } from './capture-desk';
import type { DeviceRoom } from './device-room';
import { SessionBounds } from './session-bounds';
import type { Uploads } from './uploads';

describe(CaptureDesk.name, () => {
  it('sees through a camera whose clock begins anew when the climber comes back to the studio', async () => {
    const looked: number[] = [];
    const port = () =>
      ({
        postMessage: ({ timestamp }: PictureMessage) => looked.push(timestamp),
        close: () => undefined,
      }) as unknown as MessagePort;
    const picture = (timestamp: number) =>
      ({ timestamp, displayWidth: 640, displayHeight: 480, close: () => undefined }) as unknown as VideoFrame;
    const uploads = { connect: () => undefined } as unknown as Uploads;
    const room = {
      prepare: () => Promise.resolve(),
      release: () => Promise.resolve(),
    } as unknown as DeviceRoom;
    const desk = new CaptureDesk(
      uploads,
      room,
      new SessionBounds(() => Promise.resolve(null)),
      () => undefined,
      () => undefined,
    );
    desk.attach(null, port());
    desk.takePicture(picture(60_000_000));
    await desk.detach();
    desk.attach(null, port());
    desk.takePicture(picture(33_000));
    expect(looked).toEqual([60_000_000, 33_000]);
  });

  it('warns of little room from before the start until the recording has ended, and not beyond', async () => {
    const state = { phase: 'streaming', frames: { persisted: 0, durable: 0 }, video: { durable: 0 } };
    const upload = {
      state,
      outbox: { manifest: { declaration: {} } },
      dispatch: () => undefined,
      persisted: () => Promise.resolve(),
    };
    const uploads = {
      connect: () => undefined,
      durable: () => Promise.resolve(true),
      start: () => Promise.resolve(upload),
      refusalOf: () => Promise.resolve(null),
      countBeside: () => 0,
      refusalBeside: () => null,
    } as unknown as Uploads;
    const room = {
      prepare: () => Promise.resolve(),
      beforeStart: () => Promise.resolve({ state: 'scarce', left: 40e6 }),
      look: () => Promise.resolve(null),
    } as unknown as DeviceRoom;
    const bounds = new SessionBounds(() => Promise.resolve(null));
    const nothing = () => undefined;
    const desk = new CaptureDesk(uploads, room, bounds, nothing, nothing);
    const warned = () => desk.snapshot().warnings.map(({ code }) => code);
    desk.attach(null, { postMessage: nothing, close: nothing } as unknown as MessagePort);
    const starting = desk.start({
      name: 'Slab',
      skeleton: 'coco17',
      model: 'movenet-lightning',
      imageWidth: 640,
      imageHeight: 480,
    });
    while (warned().length === 0) await Promise.resolve();
    await desk.look();
    await starting;
    await desk.look();
    // There is no encoder here.
    expect(warned()).toEqual(['storage_low', 'video_unavailable']);
    await desk.stop();
    await desk.look();
    expect(warned()).toEqual(['video_unavailable']);
  });
});
