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
});
