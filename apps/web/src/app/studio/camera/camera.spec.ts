import { TestBed } from '@angular/core/testing';
import { Camera } from './camera';

class FakeTrack extends EventTarget {
  readyState = 'live';
  constructor(private readonly id: string) {
    super();
  }
  getSettings() {
    return { deviceId: this.id };
  }
  stop() {
    this.readyState = 'ended';
  }
  /** Pulls the plug. */
  unplug() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

class FakeMedia extends EventTarget {
  cameras = ['front', 'back'];
  error: Error | undefined;
  readonly asked: MediaTrackConstraints[] = [];
  readonly tracks: FakeTrack[] = [];

  getUserMedia({ video }: { video: MediaTrackConstraints }) {
    this.asked.push(video);
    if (this.error) return Promise.reject(this.error);
    const wanted = video.deviceId as { exact?: string; ideal?: string } | undefined;
    const id = wanted?.exact ?? this.cameras.find((camera) => camera === wanted?.ideal) ?? this.cameras[0];
    const track = new FakeTrack(id ?? '');
    this.tracks.push(track);
    return Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] });
  }

  enumerateDevices() {
    const cameras = this.cameras.map((deviceId) => ({
      kind: 'videoinput',
      deviceId,
      label: `${deviceId} camera`,
    }));
    return Promise.resolve([{ kind: 'audioinput', deviceId: 'mic', label: 'Microphone' }, ...cameras]);
  }

  async change(cameras: string[]) {
    this.cameras = cameras;
    this.dispatchEvent(new Event('devicechange'));
    for (let i = 0; i < 10; i++) await Promise.resolve();
  }
}

describe('the camera', () => {
  let media: FakeMedia;
  let camera: Camera;

  beforeEach(() => {
    jest.useFakeTimers();
    media = new FakeMedia();
    Object.defineProperty(navigator, 'mediaDevices', { value: media, configurable: true });
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
    TestBed.configureTestingModule({ providers: [Camera] });
    camera = TestBed.inject(Camera);
  });
  afterEach(() => jest.useRealTimers());

  it('shows its picture and names the cameras there are', async () => {
    await camera.open();
    expect(camera.stream()).toBeDefined();
    expect(camera.problem()).toBeUndefined();
    expect(camera.devices()).toEqual([
      { id: 'front', label: 'front camera' },
      { id: 'back', label: 'back camera' },
    ]);
  });

  it('takes the remembered camera when it is there and another when not', async () => {
    await camera.open({ rather: 'back' });
    expect(camera.deviceId()).toBe('back');
    await camera.open({ rather: 'left at home' });
    expect(camera.deviceId()).toBe('front');
  });

  it('lets go of one camera before it takes another', async () => {
    await camera.open();
    await camera.open({ exactly: 'back' });
    expect(media.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  });

  it('keeps the last choice when cameras are changed faster than they start', async () => {
    await Promise.all([camera.open({ exactly: 'front' }), camera.open({ exactly: 'back' })]);
    expect(camera.deviceId()).toBe('back');
    expect(media.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  });

  it('tells a page on plain http why there is no camera', async () => {
    Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
    await camera.open();
    expect(camera.problem()?.kind).toBe('insecure');
    expect(media.asked).toEqual([]);
  });

  it('starts by itself when the first camera is plugged in', async () => {
    media.error = Object.assign(new Error(), { name: 'NotFoundError' });
    await camera.open();
    expect(camera.problem()?.kind).toBe('none');
    media.error = undefined;
    await media.change(['front']);
    expect(camera.problem()).toBeUndefined();
    expect(camera.deviceId()).toBe('front');
  });

  it('does not nag for permission when some other device comes', async () => {
    media.error = Object.assign(new Error(), { name: 'NotAllowedError' });
    await camera.open();
    await media.change(['front', 'back', 'third']);
    expect(media.asked).toHaveLength(1);
    expect(camera.problem()?.kind).toBe('refused');
  });

  it('says that it was unplugged, waits for the same one, and comes back with it', async () => {
    await camera.open({ rather: 'back' });
    media.tracks[0]?.unplug();
    expect(camera.problem()?.kind).toBe('unplugged');
    expect(camera.stream()).toBeUndefined();
    await media.change(['front']);
    expect(camera.stream()).toBeUndefined();
    await media.change(['front', 'back']);
    expect(camera.deviceId()).toBe('back');
    expect(camera.problem()).toBeUndefined();
  });

  it('says that the picture stands still, and is quiet again when it moves', async () => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    await camera.open();
    camera.pictureShown();
    jest.advanceTimersByTime(3600);
    expect(camera.problem()?.kind).toBe('frozen');
    camera.pictureShown();
    expect(camera.problem()).toBeUndefined();
  });

  it('is off when the page is left', async () => {
    await camera.open();
    TestBed.resetTestingModule();
    expect(media.tracks[0]?.readyState).toBe('ended');
  });
});
