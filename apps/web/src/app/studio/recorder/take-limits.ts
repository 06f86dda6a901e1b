import type { DeviceRoom, RoomReport } from './device-room';
import { megabytes } from './figures';
import { boundMessage, refusedMessage } from './limit-words';
import type { StartOptions } from './recorder-messages';
import type { BoundReport, SessionBounds } from './session-bounds';
import type { Take } from './take';
import { UploadError } from './uploads';
import { bitrateFor } from './video-track';
import type { WarningBoard } from './warning-board';

/** What bounds a recording: the room on this device, and what the server takes. Warns ahead, and ends it in time. */
export class TakeLimits {
  /** @param stop ends the recording, with all of it kept. */
  constructor(
    private readonly room: DeviceRoom,
    private readonly bounds: SessionBounds,
    private readonly warnings: WarningBoard,
    private readonly stop: () => Promise<void>,
  ) {}

  /** The largest timestamp of a session, in seconds. */
  get longest(): number {
    return this.bounds.longest;
  }

  /** Whether there is room to begin, here (`durable`: the recording is kept on this device) and on the server. */
  async beforeStart({ imageWidth, imageHeight }: StartOptions, durable: boolean): Promise<void> {
    const asked = this.bounds.refresh(performance.now());
    if (durable) await this.needRoomHere();
    await asked;
    const left = this.bounds.tooLittle(bitrateFor(imageWidth, imageHeight));
    if (left === null) return;
    const message = `Only ${megabytes(left)} of your room on the server are left, which is too little.`;
    throw new UploadError({ code: 'quota_exceeded', message });
  }

  /** Asks the server anew: it may be another one. */
  refresh(take: Take | null): void {
    void this.bounds.refresh(performance.now(), take?.size ?? null);
  }

  /** Looks at a recording about once a second. */
  async look(now: number, take: Take): Promise<void> {
    const bound = this.bounds.look(now, take.size, take.bitrate);
    if (bound?.state === 'reached') return this.endAt(bound);
    this.warnings.set('limit_near', bound !== null, bound ? boundMessage(bound) : '');
    const room = await this.room.look(now);
    if (room && room.state !== 'enough' && take.open) this.roomChanged(room);
  }

  /** Nothing is recorded any more: what could have ended it is of no concern now. What did end it is still told. */
  over(): void {
    this.warnings.clear('limit_near', 'storage_low');
  }

  /** The session can be no longer. */
  tooLong(): void {
    void this.endAt({ state: 'reached', what: 'seconds', limit: this.longest });
  }

  /** The server may take no more of the recording: what is there is ended, and waits here as far as it must. */
  heedRefusal({ upload }: Take): void {
    const { refusal } = upload.state;
    if (refusal?.code !== 'quota_exceeded') return;
    this.warnings.clear('limit_near');
    this.warnings.raise('limit_reached', refusedMessage(refusal));
    void this.stop();
  }

  /** The room on this device has become less. */
  roomChanged({ state, left }: RoomReport): void {
    this.warnings.set('storage_low', state === 'scarce', littleRoom(left));
    if (state !== 'gone') return;
    this.warnings.raise(
      'storage_full',
      'No space is left on this device: the recording was stopped, all of it is kept.',
    );
    void this.stop();
  }

  private async needRoomHere(): Promise<void> {
    const { state, left } = await this.room.beforeStart();
    if (state === 'gone') {
      throw new UploadError({
        code: 'storage_full',
        message:
          `Only ${megabytes(left)} are left on this device, which is too little. ` +
          'Free some space, or wait until earlier recordings are sent.',
      });
    }
    if (state === 'scarce') this.warnings.raise('storage_low', littleRoom(left));
  }

  private async endAt(bound: BoundReport): Promise<void> {
    this.warnings.clear('limit_near');
    this.warnings.raise('limit_reached', boundMessage(bound));
    await this.stop();
  }
}

function littleRoom(left: number): string {
  return (
    `Little space is left on this device: some ${megabytes(left)}. ` +
    'The recording is stopped before none is left, and all of it is kept.'
  );
}
